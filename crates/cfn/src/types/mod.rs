//! The resource types that AWS has, with their properties and attributes: what a template is held against. The table is made by
//! `scripts/resource-types` from the schemas that the PyPI package `cfn-lint` carries; its notice lies beside it. Remarks about a
//! template are made in `checks`.

mod near;
mod table;

use crate::suggest;

pub(crate) use near::near;
use table::{Property, Shape, TABLE, TypeRecord};

/// What a resource may have beside its properties, in alphabetical order: CloudFormation's resource attributes, `Description` and
/// `Version`, which it takes without saying so, and SAM's `Connectors` and `IgnoreGlobals`.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-product-attribute-reference.html>
pub const RESOURCE_ATTRIBUTES: &[&str] = &[
    "Condition",
    "Connectors",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "Description",
    "IgnoreGlobals",
    "Metadata",
    "Properties",
    "Type",
    "UpdatePolicy",
    "UpdateReplacePolicy",
    "Version",
];

/// Lists of lists are followed this far.
const LISTS_IN_LISTS: usize = 8;

/// What is known of a resource type.
#[derive(Clone, Copy, Debug)]
pub struct ResourceType {
    name: &'static str,
    record: TypeRecord,
}

/// What a path finds in a resource type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// There is such a property.
    Yes,
    /// There is none; the step at which it ends (0 is the first key), and the key that may be meant.
    No {
        /// Index into the keys asked for.
        step: usize,
        /// A key that is there.
        did_you_mean: Option<String>,
    },
    /// The type is open there (a free-form mapping), so nothing can be said.
    Open,
}

/// What kinds of value may stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Kinds(u8);

impl Kinds {
    /// Text.
    pub const TEXT: Self = Self(1);
    /// A number, whole or not.
    pub const NUMBER: Self = Self(1 << 1);
    /// A whole number.
    pub const INTEGER: Self = Self(1 << 2);
    /// `true` or `false`.
    pub const BOOLEAN: Self = Self(1 << 3);
    /// A sequence.
    pub const LIST: Self = Self(1 << 4);
    /// A mapping.
    pub const MAPPING: Self = Self(1 << 5);

    /// Whether one of these may stand there.
    pub fn has(self, any_of: Self) -> bool {
        self.0 & any_of.0 != 0
    }

    /// Either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The type of this name, SAM's and AWS's. `None` for one that the table does not have; `Custom::`, modules and third-party types
/// (`is_checkable`) are never in it.
pub fn resource_type(name: &str) -> Option<ResourceType> {
    let index = TABLE.type_index(name)?;
    Some(ResourceType {
        name: TABLE.type_name(index)?,
        record: TABLE.type_record(index)?,
    })
}

/// Whether a type's name is one that the table should have: `AWS::` and neither a module nor a third party's.
pub fn is_checkable(name: &str) -> bool {
    name.starts_with("AWS::") && !name.ends_with("::MODULE")
}

/// Every type's name, in alphabetical order.
pub fn type_names() -> impl Iterator<Item = &'static str> {
    (0..TABLE.type_count()).filter_map(|index| TABLE.type_name(index))
}

/// The type whose name is nearest to one that the table does not have.
pub fn nearest_type(name: &str) -> Option<&'static str> {
    near::type_name(name)
}

impl ResourceType {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the keys lead to a property. List elements have no key: `Tags[0].Key` is `["Tags", "Key"]`. Text may be JSON, so
    /// that anything may be below it.
    pub fn property(&self, keys: &[&str]) -> Known {
        let mut place = self.root();
        for (step, key) in keys.iter().enumerate() {
            place = match place.step(key) {
                Step::To(next) => next,
                Step::Open => return Known::Open,
                Step::Nowhere => {
                    return Known::No {
                        step,
                        did_you_mean: near(key, place.settable_names()).map(str::to_owned),
                    };
                }
            };
        }
        Known::Yes
    }

    /// The names of the properties at the end of `keys`, in alphabetical order; the top ones for `[]`.
    pub fn properties(&self, keys: &[&str]) -> Vec<&'static str> {
        let place = self.place(keys);
        place.map_or_else(Vec::new, |place| {
            place.properties().map(Place::name).collect()
        })
    }

    /// The properties that must be given, in alphabetical order.
    pub fn required(&self) -> Vec<&'static str> {
        self.root().required().collect()
    }

    /// What `Fn::GetAtt` may ask for, in alphabetical order. Nested stacks have `Outputs.*`.
    pub fn attributes(&self) -> Vec<&'static str> {
        let names = self.record.attributes;
        names.filter_map(|number| TABLE.string(number)).collect()
    }

    /// Whether `Fn::GetAtt` may ask for this. A custom resource has what its function gives; and what a property that can be set
    /// gives is not known for sure, so that [`Known::Open`] is said of it.
    pub fn attribute(&self, name: &str) -> Known {
        if self.record.has_other_attributes {
            return Known::Open;
        }
        let first = first_step(name);
        let mut is_below = false;
        for number in self.record.attributes {
            if TABLE.is(number, name) {
                return Known::Yes;
            }
            let listed = TABLE.string(number).unwrap_or_default();
            if listed
                .strip_suffix('*')
                .is_some_and(|start| name.starts_with(start))
            {
                return Known::Open;
            }
            is_below |= first_step(listed) == first;
        }
        let keys: Vec<&str> = name.split('.').collect();
        let may_be = is_below || self.property(&[first]) == Known::Yes;
        if may_be && !matches!(self.property(&keys), Known::No { .. }) {
            return Known::Open;
        }
        Known::No {
            step: 0,
            did_you_mean: suggest::nearest(name, self.attributes()).map(str::to_owned),
        }
    }

    /// The only values that a property may have, in alphabetical order, when they are few and known. AWS may have added some.
    pub fn values(&self, keys: &[&str]) -> Option<Vec<&'static str>> {
        let place = self.place(keys)?;
        let shape = place.value_shape();
        (!shape.values.is_empty()).then(|| {
            shape
                .values
                .filter_map(|number| TABLE.value(number))
                .collect()
        })
    }

    /// What may stand at the end of `keys`: of a list property it is a list. `None` when that is not known.
    pub fn kinds(&self, keys: &[&str]) -> Option<Kinds> {
        let kinds = self.place(keys)?.shape.kinds;
        (kinds != 0).then_some(Kinds(kinds))
    }

    /// Whether a property cannot be set, as only AWS gives it. Known for top properties.
    pub fn is_read_only(&self, property: &str) -> bool {
        let found = self.root().shape.property(property);
        found.is_some_and(|property| property.is_read_only)
    }

    /// Where `Properties` start.
    pub(crate) fn root(&self) -> Place {
        Place::of(self.record.root)
    }

    fn place(&self, keys: &[&str]) -> Option<Place> {
        keys.iter()
            .try_fold(self.root(), |place, key| match place.step(key) {
                Step::To(next) => Some(next),
                Step::Open | Step::Nowhere => None,
            })
    }
}

fn first_step(attribute: &str) -> &str {
    attribute.split('.').next().unwrap_or_default()
}

/// A place in a type, for walking a template along with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    shape: Shape,
}

/// Where a key leads.
pub(crate) enum Step {
    /// To a place.
    To(Place),
    /// Anything may be there.
    Open,
    /// There is no such key.
    Nowhere,
}

impl Place {
    /// A shape that cannot be read (there is none) is open.
    fn of(number: u32) -> Self {
        let open = Shape {
            is_open: true,
            ..Shape::default()
        };
        Self {
            shape: TABLE.shape(number).unwrap_or(open),
        }
    }

    /// Follows a key of a mapping, or of the mappings in a list.
    pub(crate) fn step(&self, key: &str) -> Step {
        let mut shape = self.shape;
        for _ in 0..LISTS_IN_LISTS {
            if let Some(property) = shape.property(key) {
                return Step::To(Self::of(property.shape));
            }
            let is_text = shape.kinds & Kinds::TEXT.0 != 0;
            let may_be_json = is_text && shape.values.is_empty() && !shape.has_properties();
            if shape.is_open || may_be_json {
                return Step::Open;
            }
            let Some(item) = shape.item else {
                return Step::Nowhere;
            };
            shape = Self::of(item).shape;
        }
        Step::Open
    }

    /// Whether there is nothing to hold a value against.
    pub(crate) fn takes_anything(&self) -> bool {
        !self.shape.has_properties() && self.shape.item.is_none()
    }

    /// What the elements are, when it may be a list.
    pub(crate) fn element(&self) -> Option<Self> {
        self.shape.item.map(Self::of)
    }

    /// What a mapping here must have, in alphabetical order.
    pub(crate) fn required(self) -> impl Iterator<Item = &'static str> {
        let required = self
            .shape
            .properties
            .filter(|property| property.is_required);
        required.map(Self::name)
    }

    /// The keys that a template may set here, or in the mappings of a list here.
    pub(crate) fn settable_names(self) -> impl Iterator<Item = &'static str> {
        let settable = self.properties().filter(|property| !property.is_read_only);
        settable.map(Self::name)
    }

    fn properties(self) -> impl Iterator<Item = Property> {
        self.value_shape().properties
    }

    fn name(property: Property) -> &'static str {
        TABLE.string(property.name).unwrap_or_default()
    }

    /// The shape itself; of a list the shape of its elements.
    fn value_shape(self) -> Shape {
        let mut shape = self.shape;
        for _ in 0..LISTS_IN_LISTS {
            match shape.item {
                Some(item) if !shape.has_properties() => shape = Self::of(item).shape,
                Some(_) | None => break,
            }
        }
        shape
    }
}
