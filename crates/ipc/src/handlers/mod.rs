//! One function a command. They fetch from the engine and convert; what is decided is decided in the engine.

mod bedrock;
mod practice;
mod template;

use std::path::{Path, PathBuf};

use engine::{Engine, Settings};
use store::AttemptId;

use crate::{backend::Backend, convert, dto::*};

pub use bedrock::MentorListener;
pub(crate) use bedrock::*;
pub(crate) use practice::*;
pub(crate) use template::*;

type Answer<T> = Result<T, ErrorDto>;

pub(crate) fn app_info(backend: &Backend, _: &Nothing) -> Answer<AppInfoDto> {
    let home = backend.home();
    // Data that is refused does not change how the window looks, nor in which language it says so.
    let settings = backend
        .engine()
        .map(Engine::settings)
        .unwrap_or_else(|_| Settings::read(home));
    let workspaces = settings
        .workspaces
        .clone()
        .unwrap_or_else(|| home.workspaces.clone());
    Ok(AppInfoDto {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_folder: convert::path(&home.data),
        config_file: convert::path(&home.config_file()),
        workspace_folder: convert::path(&workspaces),
        log_folder: convert::path(&home.logs),
        data: convert::data_state(backend),
        platform: std::env::consts::OS.to_owned(),
        settings: settings.into(),
    })
}

pub(crate) fn list_missions(backend: &Backend, _: &Nothing) -> Answer<MissionListDto> {
    let packs: Vec<PackDto> = backend
        .engine()?
        .overview()?
        .into_iter()
        .map(PackDto::from)
        .collect();
    let resume = packs
        .iter()
        .flat_map(|pack| &pack.missions)
        .filter(|card| card.standing.state == StandingStateDto::Started)
        .max_by_key(|card| card.standing.touched_at_ms)
        .cloned();
    Ok(MissionListDto { packs, resume })
}

/// Looking at a started mission is working on it: it is watched from then on.
pub(crate) fn get_mission(backend: &Backend, request: &MissionRef) -> Answer<MissionDto> {
    let engine = backend.engine()?;
    let id = &request.mission_id;
    if engine.standing(id)?.template.is_some() {
        engine.watch(id)?;
    }
    mission(engine, id)
}

pub(crate) fn start_mission(backend: &Backend, request: &StartMission) -> Answer<MissionDto> {
    let engine = backend.engine()?;
    let id = &request.mission_id;
    let started = engine.start(id, request.folder.as_deref().map(Path::new))?;
    engine.watch(id)?;
    let opened = engine
        .settings()
        .open_editor_on_start
        .then(|| engine.open_editor(id, 1, 1));
    let (editor, editor_problem) = match opened {
        None => (None, None),
        Some(Ok(launched)) => (Some(launched.into()), None),
        // The mission is started all the same; the window offers to choose another editor.
        Some(Err(error)) => (None, Some(error.to_string())),
    };
    Ok(MissionDto {
        started: Some(StartedDto {
            created: started.created,
            editor,
            editor_problem,
        }),
        ..mission(engine, id)?
    })
}

fn mission(engine: &Engine, id: &str) -> Answer<MissionDto> {
    let mission = engine.mission(id)?;
    let card = engine
        .overview()?
        .into_iter()
        .flat_map(|pack| PackDto::from(pack).missions)
        .find(|card| card.id == id)
        .ok_or_else(|| ErrorDto::not_found(format!("the mission `{id}` is no longer in a pack")))?;
    let standing = engine.standing(id)?;
    let attempt = match &standing.latest {
        Some(latest) => Some(convert::attempt(engine.attempt(latest.id)?)),
        None => None,
    };
    let can_undo_restore =
        matches!(&standing.latest, Some(latest) if latest.origin == store::Origin::Restore);
    Ok(MissionDto {
        scenario: mission.scenario.clone(),
        criteria: convert::criteria(&mission, &engine.hints(id)?),
        starter: mission.starter.clone().unwrap_or_default(),
        sources: mission.sources.clone(),
        make: convert::practice::make(engine.make(id)?, &card),
        workspace: standing.template.as_deref().map(convert::path),
        attempt,
        solution_unlocked: standing.passed_at_ms.is_some(),
        can_undo_restore,
        started: None,
        card,
    })
}

pub(crate) fn get_watch(backend: &Backend, _: &Nothing) -> Answer<WatchDto> {
    Ok(WatchDto {
        watch: backend.engine()?.watch_state().map(Into::into),
    })
}

pub(crate) fn grade_now(backend: &Backend, request: &MissionRef) -> Answer<AttemptDto> {
    let engine = backend.engine()?;
    let graded = engine.grade_now(&request.mission_id)?;
    Ok(convert::attempt(engine.attempt(graded.attempt)?))
}

pub(crate) fn list_attempts(backend: &Backend, request: &MissionRef) -> Answer<AttemptListDto> {
    Ok(backend.engine()?.saves(&request.mission_id)?.into())
}

pub(crate) fn get_attempt(backend: &Backend, request: &AttemptRef) -> Answer<AttemptDto> {
    Ok(convert::attempt(
        backend.engine()?.attempt(AttemptId(request.attempt_id))?,
    ))
}

pub(crate) fn compare_template(
    backend: &Backend,
    request: &CompareTemplate,
) -> Answer<ComparisonDto> {
    let comparison = backend.engine()?.compare(
        &request.mission_id,
        request.attempt_id.map(AttemptId),
        convert::against(request)?,
    )?;
    Ok(comparison.into())
}

pub(crate) fn restore_attempt(backend: &Backend, request: &AttemptRef) -> Answer<RestoredDto> {
    let engine = backend.engine()?;
    let restored = engine.restore(AttemptId(request.attempt_id))?;
    Ok(RestoredDto {
        attempt: convert::attempt(engine.attempt(restored.attempt)?),
        can_undo: true,
    })
}

pub(crate) fn undo_restore(backend: &Backend, request: &MissionRef) -> Answer<RestoredDto> {
    let engine = backend.engine()?;
    let restored = engine.undo_restore(&request.mission_id)?;
    Ok(RestoredDto {
        attempt: convert::attempt(engine.attempt(restored.attempt)?),
        can_undo: false,
    })
}

pub(crate) fn list_hints(backend: &Backend, request: &MissionRef) -> Answer<HintListDto> {
    let hints = backend.engine()?.hints(&request.mission_id)?;
    Ok(HintListDto {
        hints: hints.into_iter().map(Into::into).collect(),
    })
}

pub(crate) fn reveal_hint(backend: &Backend, request: &CriterionRef) -> Answer<CriterionHintsDto> {
    Ok(backend
        .engine()?
        .reveal_hint(&request.mission_id, &request.criterion_id)?
        .into())
}

pub(crate) fn open_editor(backend: &Backend, request: &OpenEditor) -> Answer<LaunchedDto> {
    Ok(backend
        .engine()?
        .open_editor(&request.mission_id, request.line, request.column)?
        .into())
}

pub(crate) fn open_folder(backend: &Backend, request: &MissionRef) -> Answer<Nothing> {
    backend.engine()?.open_folder(&request.mission_id)?;
    Ok(Nothing {})
}

pub(crate) fn get_progress(backend: &Backend, _: &Nothing) -> Answer<ProgressDto> {
    let engine = backend.engine()?;
    Ok(convert::progress(engine.progress()?, engine.now_ms()))
}

pub(crate) fn get_settings(backend: &Backend, _: &Nothing) -> Answer<SettingsViewDto> {
    let mut editors: Vec<EditorDto> = engine::launch::editors()
        .into_iter()
        .map(Into::into)
        .collect();
    editors.sort_by_key(|editor| editor.program.is_none());
    Ok(SettingsViewDto {
        settings: backend.engine()?.settings().into(),
        editors,
        default_workspaces: convert::path(&backend.home().workspaces),
    })
}

pub(crate) fn put_settings(backend: &Backend, request: &SettingsDto) -> Answer<SettingsViewDto> {
    let engine = backend.engine()?;
    engine.put_settings(convert::settings(request, engine.settings()))?;
    get_settings(backend, &Nothing {})
}

pub(crate) fn run_doctor(backend: &Backend, _: &Nothing) -> Answer<DoctorDto> {
    let checks = engine::doctor(backend.home())
        .into_iter()
        .map(Into::into)
        .collect();
    Ok(DoctorDto { checks })
}

/// Works without an engine too: a database of a newer version can still be taken elsewhere.
pub(crate) fn export_data(backend: &Backend, request: &FolderRef) -> Answer<FolderRef> {
    let folder = PathBuf::from(&request.path);
    let written = match backend.engine() {
        Ok(engine) => engine.export(&folder)?,
        Err(_) => engine::export_home(backend.home(), &folder)?,
    };
    Ok(FolderRef {
        path: convert::path(&written),
    })
}

pub(crate) fn forget_mission(backend: &Backend, request: &MissionRef) -> Answer<Nothing> {
    backend.engine()?.forget(&request.mission_id)?;
    Ok(Nothing {})
}
