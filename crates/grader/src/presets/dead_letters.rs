//! Which resources take what cannot be delivered or processed. Shared by the presets about dead-letter queues.

use std::collections::BTreeSet;

use cfn::{Data, Value};

use super::subject::{all, mentioned, texts, written};
use crate::world::World;

/// Properties under which a target for failures stands, in whatever resource.
const KEYS: &[&str] = &[
    "DeadLetterArn",
    "DeadLetterConfig",
    "DeadLetterQueue",
    "OnFailure",
    "RedrivePolicy",
];

/// Logical ids, and names at the end of literal ARNs, that failures are sent to. A resource that names itself is not one of them.
pub(super) fn targets(world: &World<'_>) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    for subject in all(world) {
        collect(&subject.resource.properties, false, &mut |value| {
            let Some(text) = written(value) else { return };
            let names = mentioned(&text).chain(text.rsplit(':').next());
            targets.extend(
                names
                    .filter(|name| *name != subject.id())
                    .map(str::to_owned),
            );
        });
    }
    targets
}

fn collect(value: &Value<'_>, inside: bool, visit: &mut dyn FnMut(&Value<'_>)) {
    if inside {
        texts(value, value.span(), &mut String::new(), &mut |_, spot| {
            visit(spot.value);
        });
        return;
    }
    match &value.data {
        Data::Map(members) => {
            for member in members {
                collect(&member.value, KEYS.contains(&member.key.as_ref()), visit);
            }
        }
        Data::List(items) => items.iter().for_each(|item| collect(item, false, visit)),
        Data::Text(_) | Data::Unknown(_) | Data::Absent => {}
    }
}

/// A logical id that the template does not have.
pub(super) fn free_id(world: &World<'_>, wanted: &str) -> String {
    let mut id = wanted.to_owned();
    while world.model.resource(&id).is_some() {
        id.push('2');
    }
    id
}
