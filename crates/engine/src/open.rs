//! Opening an engine. What cannot be written is worked around and said; only data of a newer version is refused.

use std::{
    collections::HashMap,
    fs,
    sync::{Arc, Mutex},
};

use missions::Catalogue;
use store::{Notice, Store, StoreError};

use crate::{
    Engine, EngineError, Home, Options,
    access::Access,
    config_file,
    engine::{Inner, SettingsInForce},
    files,
    job_lock::JobLock,
    queue,
};

impl Engine {
    /// Opens the data folder. A folder that cannot be written (or a full disk) opens on memory alone and says so in
    /// [`Engine::data_state`]; a database of a newer version is an error, and nothing is touched.
    pub fn open(options: Options) -> Result<Engine, EngineError> {
        Engine::open_with(options, Catalogue::bundled())
    }

    /// As [`Engine::open`], with other missions than the bundled ones.
    pub fn open_with(
        options: Options,
        catalogue: &'static Catalogue,
    ) -> Result<Engine, EngineError> {
        let Options {
            home,
            clock,
            events,
            model,
            aws,
            timers,
        } = options;
        let opened = open_store(&home)?;
        let jobs = if opened.kept {
            JobLock::on(&home.data)
        } else {
            JobLock::not_needed()
        };
        // Neither is needed to work; whoever writes there says why it does not work.
        for folder in [&home.config, &home.logs] {
            if let Err(error) = fs::create_dir_all(folder) {
                tracing::warn!(folder = %folder.display(), %error, "a folder cannot be made");
            }
        }
        let file = home.config_file();
        let fingerprint = files::fingerprint(&file);
        let loaded = config_file::load(&file);
        let access = Access::new(&home, model, aws.unwrap_or_default(), timers);
        Ok(Engine {
            inner: Arc::new(Inner {
                home,
                clock,
                events,
                store: opened.store,
                catalogue,
                kept: opened.kept,
                notices: opened.notices,
                jobs,
                queue: queue::Shared::new(),
                access,
                replies: Mutex::new(HashMap::new()),
                settings: Mutex::new(SettingsInForce {
                    loaded,
                    fingerprint,
                }),
                recording: Mutex::new(()),
                watching: Mutex::new(None),
                icons: Mutex::new(None),
                drawn: Mutex::default(),
                missions: Mutex::new(HashMap::new()),
            }),
        })
    }
}

struct Opened {
    store: Store,
    kept: bool,
    notices: Vec<String>,
}

fn open_store(home: &Home) -> Result<Opened, EngineError> {
    let refusal = match fs::create_dir_all(&home.data) {
        Ok(()) => match Store::open(&home.database()) {
            Ok((store, notices)) => {
                let notices = notices.iter().map(sentence).collect();
                return Ok(Opened {
                    store,
                    kept: true,
                    notices,
                });
            }
            Err(newer @ StoreError::Newer { .. }) => return Err(newer.into()),
            Err(
                error @ (StoreError::ReadOnly { .. }
                | StoreError::Full
                | StoreError::Unreachable { .. }
                | StoreError::Failed { .. }),
            ) => error.to_string(),
        },
        Err(error) => format!("{} cannot be written: {error}", home.data.display()),
    };
    tracing::warn!(reason = refusal, "nothing is kept");
    Ok(Opened {
        store: Store::in_memory()?,
        kept: false,
        notices: vec![format!(
            "Nothing you do now is kept: {refusal}. Your templates are files of their own and stay."
        )],
    })
}

fn sentence(notice: &Notice) -> String {
    match notice {
        Notice::CorruptMovedAside { moved_to } => format!(
            "The database was damaged. It was moved to {} and a new one was begun; your templates are untouched.",
            moved_to.display()
        ),
        Notice::Migrated { backup } => format!(
            "The database was brought up to date; a copy of the old one is {}. It goes when you delete saves, a mission or a conversation for good.",
            backup.display()
        ),
    }
}
