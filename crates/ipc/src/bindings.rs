//! The TypeScript side of the DTOs and of the command table. The text is committed; a test compares it.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::dto::*;

const HEADER: &str = "// Generated from crates/ipc by `scripts/bindings`. Do not edit; `scripts/test` compares it with the code.\n";

/// Collects a type and, through its fields, every type it names.
struct Declarations<'c> {
    config: &'c Config,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types without an output path are TypeScript's own (`string`, arrays, ...).
        if T::output_path().is_none() {
            T::visit_dependencies(self);
            T::visit_generics(self);
            return;
        }
        let name = T::name(self.config);
        if self.by_name.contains_key(&name) {
            return;
        }
        let documented = format!(
            "{}export {}\n",
            T::docs().unwrap_or_default(),
            T::decl(self.config)
        );
        self.by_name.insert(name, documented);
        T::visit_dependencies(self);
    }
}

macro_rules! command_table {
    ($( $(#[doc = $doc:literal])* $name:ident : $request:ty => $response:ty ; )*) => {
        /// The whole TypeScript text: every DTO, and an interface `Commands` with each command's request and response.
        #[must_use]
        pub fn typescript() -> String {
            let config = Config::default();
            let mut declarations = Declarations { config: &config, by_name: BTreeMap::new() };
            $(
                declarations.visit::<$request>();
                declarations.visit::<$response>();
            )*
            declarations.visit::<ErrorDto>();
            declarations.visit::<EventDto>();
            declarations.visit::<MentorMessageDto>();

            let mut text = String::from(HEADER);
            for declaration in declarations.by_name.values() {
                text.push('\n');
                text.push_str(declaration);
            }
            text.push_str("\n/** Every command, with what it takes and what it gives. */\nexport interface Commands {\n");
            $(
                $( text.push_str(&format!("  /** {} */\n", $doc.trim())); )*
                text.push_str(&format!(
                    "  {}: {{ request: {}; response: {} }};\n",
                    stringify!($name),
                    <$request as TS>::name(&config),
                    <$response as TS>::name(&config),
                ));
            )*
            text.push_str("}\n");
            text
        }
    };
}

include!("command_table.in.rs");
