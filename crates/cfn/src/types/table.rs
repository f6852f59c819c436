//! How `table.bin` is laid out, and reading it in place: nothing is decoded before it is asked for, and nothing is kept.
//! `scripts/resource-types.py` writes it. What its answers mean is said in the parent module.
//!
//! Numbers in records are LEB128. Nine little-endian words of four bytes come first: how many names, types and values there are, and
//! how many bytes each of six sections has, which follow in this order:
//!
//! | section | what |
//! |---|---|
//! | strings | names (of properties and attributes), types, values, each list in byte order: four bytes, the highest the length |
//! | text | what the strings point into; they overlap |
//! | shape starts | three bytes a shape |
//! | shapes | kinds, which of the rest is there, item, values, properties |
//! | type starts | three bytes a type, in the order of the types' names |
//! | types | twice the number of the shape of `Properties`, and one more if there may be other attributes; the attributes |
//!
//! Lists of strings are a count and the distances between their numbers. A property is the distance of its name and
//! `shape << 2 | read-only << 1 | required`.

/// The whole table. Its header is read when the crate is compiled, so that a broken one does not compile.
pub(super) static TABLE: Table = Table::read(include_bytes!("table.bin"));

pub(super) struct Table {
    names: u32,
    types: u32,
    strings: &'static [u8],
    text: &'static [u8],
    shape_starts: &'static [u8],
    shapes: &'static [u8],
    type_starts: &'static [u8],
    type_records: &'static [u8],
}

impl Table {
    const fn read(bytes: &'static [u8]) -> Self {
        let (header, rest) = bytes.split_at(9 * 4);
        let (strings, rest) = rest.split_at(word(header, 3) as usize);
        let (text, rest) = rest.split_at(word(header, 4) as usize);
        let (shape_starts, rest) = rest.split_at(word(header, 5) as usize);
        let (shapes, rest) = rest.split_at(word(header, 6) as usize);
        let (type_starts, rest) = rest.split_at(word(header, 7) as usize);
        let (type_records, _) = rest.split_at(word(header, 8) as usize);
        Self {
            names: word(header, 0),
            types: word(header, 1),
            strings,
            text,
            shape_starts,
            shapes,
            type_starts,
            type_records,
        }
    }

    pub(super) fn type_count(&self) -> usize {
        self.types as usize
    }

    pub(super) fn type_name(&self, index: usize) -> Option<&'static str> {
        self.string(self.names.checked_add(u32::try_from(index).ok()?)?)
    }

    /// The place of a type's name among the types.
    pub(super) fn type_index(&self, name: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.type_count());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.type_name(middle)?.cmp(name) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    pub(super) fn type_record(&self, index: usize) -> Option<TypeRecord> {
        let mut reader = Reader::at(self.type_records, self.type_starts, index)?;
        let first = reader.number()?;
        Some(TypeRecord {
            root: first >> 1,
            has_other_attributes: first & 1 == 1,
            attributes: reader.list()?,
        })
    }

    pub(super) fn shape(&self, number: u32) -> Option<Shape> {
        let mut reader = Reader::at(self.shapes, self.shape_starts, number as usize)?;
        let kinds = reader.byte()?;
        let has = reader.byte()?;
        let item = if has & 1 == 0 {
            None
        } else {
            Some(reader.number()?)
        };
        let mut values = Numbers::default();
        if has & 2 != 0 {
            values = reader.list()?;
            // The list ends where the properties start.
            for _ in 0..values.left {
                reader.number()?;
            }
        }
        let properties = if has & 4 == 0 {
            Properties::default()
        } else {
            Properties {
                left: reader.number()?,
                before: 0,
                reader,
            }
        };
        Some(Shape {
            kinds: kinds & 0x7F,
            is_open: kinds & 0x80 != 0,
            item,
            values,
            properties,
        })
    }

    pub(super) fn value(&self, number: u32) -> Option<&'static str> {
        self.string(self.names.checked_add(self.types)?.checked_add(number)?)
    }

    pub(super) fn string(&self, number: u32) -> Option<&'static str> {
        std::str::from_utf8(self.bytes(number)?).ok()
    }

    /// Whether a string is this text. Most are told apart by their length, without looking at the text.
    pub(super) fn is(&self, number: u32, text: &str) -> bool {
        self.place(number)
            .is_some_and(|(_, length)| length == text.len())
            && self.bytes(number) == Some(text.as_bytes())
    }

    fn bytes(&self, number: u32) -> Option<&'static [u8]> {
        let (start, length) = self.place(number)?;
        self.text.get(start..start.checked_add(length)?)
    }

    fn place(&self, number: u32) -> Option<(usize, usize)> {
        let at = (number as usize).checked_mul(4)?;
        let word = self.strings.get(at..)?.first_chunk::<4>()?;
        let [a, b, c, length] = *word;
        Some((
            u32::from_le_bytes([a, b, c, 0]) as usize,
            usize::from(length),
        ))
    }
}

/// What the table says of a type.
#[derive(Clone, Copy, Debug)]
pub(super) struct TypeRecord {
    /// The shape of `Properties`.
    pub(super) root: u32,
    /// Whether it may have attributes that nobody can know.
    pub(super) has_other_attributes: bool,
    /// Their names.
    pub(super) attributes: Numbers,
}

/// What may stand in one place of a type.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// One bit a kind, as in [`super::Kinds`].
    pub(super) kinds: u8,
    /// Whether any key may stand there besides those known.
    pub(super) is_open: bool,
    /// The shape of a list's elements.
    pub(super) item: Option<u32>,
    /// The allowed values.
    pub(super) values: Numbers,
    /// The keys in alphabetical order.
    pub(super) properties: Properties,
}

impl Shape {
    pub(super) fn has_properties(&self) -> bool {
        self.properties.left > 0
    }

    pub(super) fn property(&self, key: &str) -> Option<Property> {
        self.properties
            .into_iter()
            .find(|property| TABLE.is(property.name, key))
    }
}

/// A key of a shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Property {
    pub(super) name: u32,
    pub(super) shape: u32,
    pub(super) is_required: bool,
    pub(super) is_read_only: bool,
}

/// The properties of a shape, read one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Properties {
    left: u32,
    before: u32,
    reader: Reader,
}

impl Iterator for Properties {
    type Item = Property;

    fn next(&mut self) -> Option<Property> {
        self.left = self.left.checked_sub(1)?;
        self.before = self.before.checked_add(self.reader.number()?)?;
        let target = self.reader.number()?;
        Some(Property {
            name: self.before,
            shape: target >> 2,
            is_required: target & 1 != 0,
            is_read_only: target & 2 != 0,
        })
    }
}

/// Ascending numbers, read one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numbers {
    left: u32,
    before: u32,
    reader: Reader,
}

impl Numbers {
    pub(super) fn is_empty(&self) -> bool {
        self.left == 0
    }
}

impl Iterator for Numbers {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        self.before = self.before.checked_add(self.reader.number()?)?;
        Some(self.before)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Reader {
    bytes: &'static [u8],
}

impl Reader {
    /// At the start of a record.
    fn at(records: &'static [u8], starts: &'static [u8], index: usize) -> Option<Self> {
        let [a, b, c] = *starts.get(index.checked_mul(3)?..)?.first_chunk::<3>()?;
        let start = u32::from_le_bytes([a, b, c, 0]) as usize;
        Some(Self {
            bytes: records.get(start..)?,
        })
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A list of numbers, left where its first stands.
    fn list(&mut self) -> Option<Numbers> {
        let left = self.number()?;
        Some(Numbers {
            left,
            before: 0,
            reader: *self,
        })
    }
}

const fn word(bytes: &[u8], index: usize) -> u32 {
    let at = index * 4;
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn every_record_can_be_read_and_leads_only_to_others() {
        let shapes = TABLE.shape_starts.len() / 3;
        let is_shape = |number: u32| (number as usize) < shapes;
        for number in 0..shapes {
            let shape = u32::try_from(number).ok().and_then(|n| TABLE.shape(n));
            let shape = shape.unwrap_or_else(|| panic!("shape {number} can be read"));
            assert!(
                shape.item.is_none_or(is_shape),
                "the elements of shape {number} have a shape"
            );
            let properties: Vec<_> = shape.properties.collect();
            assert_eq!(
                properties.len(),
                shape.properties.left as usize,
                "no property of shape {number} is cut off"
            );
            let names: Vec<_> = properties.iter().map(|p| TABLE.string(p.name)).collect();
            assert!(
                names.is_sorted() && names.iter().all(Option::is_some),
                "shape {number} has names in order: {names:?}"
            );
            assert!(
                properties.iter().all(|property| is_shape(property.shape)),
                "each property of shape {number} has a shape"
            );
            assert!(
                shape.values.map(|n| TABLE.value(n)).all(|v| v.is_some()),
                "the values of shape {number} have names"
            );
        }
        for index in 0..TABLE.type_count() {
            let name = TABLE.type_name(index).expect("a type has a name");
            assert_eq!(
                TABLE.type_index(name),
                Some(index),
                "{name} is found by its name"
            );
            let record = TABLE.type_record(index).expect("a type has a record");
            assert!(is_shape(record.root), "{name} has a shape");
            assert!(
                record
                    .attributes
                    .map(|n| TABLE.string(n))
                    .all(|a| a.is_some()),
                "the attributes of {name} have names"
            );
        }
    }
}
