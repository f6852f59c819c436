//! A template drawn: its resource graph and its report become a [`Picture`] (what is there, what has to do with what, how it stands), a
//! layout places it, and the [`Scene`] that comes of it is drawn by front ends or written as text. Pure: no files, no clock, and no
//! input makes it fail. Grading is not done here.

mod layout;
mod picture;
mod scene;
mod service;
mod text;

pub use layout::{Dagre, Layout, Placed, Rows, lay_out};
pub use picture::{Badge, BadgeKind, Connection, Item, ItemKind, Picture, picture};
pub use scene::{Edge, Node, Point, Scene, State};
pub use service::{Glyph, glyphs, service};
pub use text::{is_unseen, to_dot, to_json, to_mermaid, to_svg, to_text};
