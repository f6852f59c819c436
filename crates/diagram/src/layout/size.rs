//! How large a box is, by what is written on it. Front ends draw with Inter (labels 11.5 px, services 10 px) and a monospaced font for
//! relations (9.5 px); widths here are rounded up, so that what fits by them fits there. Nothing is measured: the same scene comes out
//! of a window and of a terminal.

use unicode_width::UnicodeWidthChar;

use crate::{
    picture::{Item, ItemKind},
    service,
};

/// Around everything.
pub(super) const MARGIN: f64 = 16.0;
/// Of a box with two lines.
pub(super) const BOX_HEIGHT: f64 = 46.0;
/// Of the title row of an open group.
pub(super) const TITLE_HEIGHT: f64 = 36.0;
/// Inside of an open group, left, right and below.
pub(super) const GROUP_PAD: f64 = 18.0;
/// How far the signs on the lower border of a box stand out below it.
pub(super) const BADGES_BELOW: f64 = 13.0;
/// Of a relation's name.
pub(super) const LABEL_HEIGHT: f64 = 14.0;

const LABEL_PX: f64 = 11.5;
const SERVICE_PX: f64 = 10.0;
const RELATION_PX: f64 = 9.5;
/// Left and right of what is written in a box.
const PAD: f64 = 10.0;
/// The sign of a state, right of the label.
const MARK: f64 = 14.0;
/// The glyph left of the service.
const GLYPH: f64 = 16.0;
const MIN_WIDTH: f64 = 110.0;
const MAX_WIDTH: f64 = 240.0;
/// Longer names are cut anyway, and a name may be a whole book.
const MOST_CHARS: usize = 400;

/// How large the box of an item is that holds no others.
pub(super) fn of(item: &Item) -> [f64; 2] {
    let label = text_width(&item.label, LABEL_PX) + 2.0 * PAD + MARK;
    let service = match item.kind {
        ItemKind::Ghost => 0.0,
        ItemKind::Resource | ItemKind::Group => {
            let service = service(&item.type_name).name;
            let mut width = text_width(&service, SERVICE_PX);
            if item.collapsed {
                // The window says how much is in it, a drawing of its own what it is too.
                let inside = text_width(&format!("{} resources inside", item.holds), SERVICE_PX);
                let holds = text_width(&format!("{service}, holds {}", item.holds), SERVICE_PX);
                width = inside.max(holds);
            }
            width + GLYPH + 2.0 * PAD
        }
    };
    [
        label.max(service).ceil().clamp(MIN_WIDTH, MAX_WIDTH),
        BOX_HEIGHT,
    ]
}

/// How wide an open group is at least: for its title.
pub(super) fn of_title(item: &Item) -> f64 {
    let label = text_width(&item.label, LABEL_PX) + GLYPH + 2.0 * PAD + MARK;
    label.ceil().clamp(MIN_WIDTH, MAX_WIDTH)
}

/// About how wide a relation's name is drawn.
pub(crate) fn label_width(relation: &str) -> f64 {
    (relation.chars().count() as f64 * RELATION_PX * 0.6 + 6.0).ceil()
}

/// About how wide `text` is drawn in Inter at `size` pixels.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().take(MOST_CHARS).map(ems).sum::<f64>() * size
}

/// `text`, or its beginning and its end with an ellipsis between them, so that it is at most `width` wide.
pub(crate) fn shortened(text: &str, width: f64, size: f64) -> String {
    let short: String = text.chars().take(MOST_CHARS + 1).collect();
    if short.chars().count() <= MOST_CHARS && text_width(text, size) <= width {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut room = width / size - ems('…');
    let (mut head, mut tail) = (0, chars.len());
    while head < tail {
        // The beginning says more than the end.
        let from_end = head > 2 * (chars.len() - tail);
        let taken = if from_end { tail - 1 } else { head };
        room -= chars.get(taken).copied().map_or(0.0, ems);
        if room < 0.0 {
            break;
        }
        if from_end {
            tail -= 1;
        } else {
            head += 1;
        }
    }
    let part = |range: &[char]| range.iter().collect::<String>();
    let head = part(chars.get(..head).unwrap_or_default());
    format!(
        "{}…{}",
        head.trim_end(),
        part(chars.get(tail..).unwrap_or_default()).trim_start()
    )
}

/// A character's width as a share of the font's size.
fn ems(sign: char) -> f64 {
    match sign {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.34,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
        'A'..='Z' => 0.73,
        ' '..='~' => 0.6,
        _ => match sign.width().unwrap_or(0) {
            0 => 0.0,
            1 => 0.73,
            _ => 1.3,
        },
    }
}
