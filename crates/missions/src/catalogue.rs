//! The packs inside the binary.

use std::sync::OnceLock;

use cfn::suggest::nearest;
use include_dir::{Dir, include_dir};

use crate::{
    Mission, Pack,
    pack::{self, ReadPack},
    source::Embedded,
};

static BUNDLED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../missions");

/// Packs in the order in which a learner should meet them: the first mission of the first is where a new one begins. A pack that is not
/// named comes after them, by its name.
const ORDER: [&str; 6] = [
    "foundations",
    "event-driven",
    "data",
    "networking",
    "security-and-iam",
    "resilience-and-cost",
];

/// The packs inside the binary, in the order they are shown. They are proved by the tests; one that cannot be loaded all the same is left
/// out.
#[derive(Debug)]
pub struct Catalogue {
    /// The packs.
    pub packs: Vec<Pack>,
}

impl Catalogue {
    /// The bundled packs, parsed once a process.
    pub fn bundled() -> &'static Catalogue {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE.get_or_init(|| Catalogue {
            packs: bundled_packs(false)
                .into_iter()
                .filter_map(|read| read.pack)
                .collect(),
        })
    }

    /// A mission by its id.
    pub fn mission(&self, id: &str) -> Option<&Mission> {
        self.missions().find(|mission| mission.id == id)
    }

    /// Every mission, in the order of the packs and in each of difficulty.
    pub fn missions(&self) -> impl Iterator<Item = &Mission> {
        self.packs.iter().flat_map(|pack| &pack.missions)
    }

    /// The id nearest to one that does not exist, for "did you mean".
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.missions().map(|mission| mission.id.as_str()))
    }
}

/// One bundled mission, without reading the others: a program that grades once is quicker for it.
pub fn bundled_mission(id: &str) -> Option<Mission> {
    let read = |pack| pack::read_mission(&Embedded(pack), id, false).0;
    BUNDLED.dirs().find_map(read)
}

/// Reads what is inside the binary. Starters and solutions are parsed only when asked: that takes most of the time, and the tests did it.
pub(crate) fn bundled_packs(check_templates: bool) -> Vec<ReadPack> {
    let mut folders: Vec<&'static Dir<'static>> = BUNDLED.dirs().collect();
    folders.sort_by_key(|folder| {
        let place = ORDER.iter().position(|id| folder.path().ends_with(id));
        (place.unwrap_or(ORDER.len()), folder.path())
    });
    folders
        .into_iter()
        .map(|folder| {
            let name = folder.path().file_name().and_then(|name| name.to_str());
            pack::read(&Embedded(folder), name, check_templates)
        })
        .collect()
}
