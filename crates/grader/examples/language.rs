//! Prints the documentation (`page`) or the JSON schema (`schema`) of the criterion language, made from the code's own tables and doc
//! comments. `scripts/docs` writes both into docs/formats.
#![allow(
    clippy::print_stdout,
    clippy::panic,
    reason = "a generator prints what it makes, and stops when the code's comments have no text"
)]

#[path = "language/page.rs"]
mod page;
#[path = "language/schema.rs"]
mod schema;

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("page") => print!("{}", page::page()),
        Some("schema") => println!("{}", schema::pretty(&schema::criteria())),
        other => panic!("page or schema, not {other:?}"),
    }
}
