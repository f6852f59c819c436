//! The learner's template in the window: its picture, editing it here, its saves, dropped files, suggested changes.

use std::path::{Path, PathBuf};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use engine::edit_here::SavedTemplate;
use store::AttemptId;

use super::Answer;
use crate::{backend::Backend, convert, dto::*};

pub(crate) fn get_diagram(backend: &Backend, request: &GetDiagram) -> Answer<SceneDto> {
    let collapsed = request.collapsed.iter().cloned().collect();
    Ok(backend
        .engine()?
        .diagram(
            &request.mission_id,
            request.attempt_id.map(AttemptId),
            &collapsed,
        )?
        .into())
}

pub(crate) fn export_diagram(
    backend: &Backend,
    request: &ExportDiagram,
) -> Answer<ExportedDiagramDto> {
    let png = match &request.png {
        None => None,
        Some(text) => Some(BASE64_STANDARD.decode(text).map_err(|error| {
            ErrorDto::bad_request(
                "export_diagram",
                &format!("the picture is not base64: {error}"),
            )
        })?),
    };
    let collapsed = request.collapsed.iter().cloned().collect();
    Ok(backend
        .engine()?
        .export_diagram(
            &request.mission_id,
            request.attempt_id.map(AttemptId),
            &collapsed,
            request.format.into(),
            request.path.as_deref().map(PathBuf::from),
            png,
        )?
        .into())
}

pub(crate) fn get_icons(backend: &Backend, request: &GetIcons) -> Answer<IconListDto> {
    let icons = backend.engine()?.own_icons(&request.types)?;
    Ok(IconListDto {
        icons: icons
            .into_iter()
            .map(|icon| IconDto {
                r#type: icon.type_name,
                data_url: icon.data_url,
            })
            .collect(),
    })
}

pub(crate) fn get_template(backend: &Backend, request: &MissionRef) -> Answer<TemplateDto> {
    Ok(backend.engine()?.template_text(&request.mission_id)?.into())
}

pub(crate) fn save_template(backend: &Backend, request: &SaveTemplate) -> Answer<SavedTemplateDto> {
    let engine = backend.engine()?;
    Ok(
        match engine.save_template(&request.mission_id, &request.text, &request.hash)? {
            SavedTemplate::Saved { graded, hash } => SavedTemplateDto {
                attempt: Some(convert::attempt(engine.attempt(graded.attempt)?)),
                hash,
                theirs: None,
            },
            SavedTemplate::Conflict { theirs } => SavedTemplateDto {
                attempt: None,
                hash: theirs.hash.clone(),
                theirs: Some(theirs.into()),
            },
        },
    )
}

pub(crate) fn export_history(backend: &Backend, request: &ExportHistory) -> Answer<FolderRef> {
    let folder = backend
        .engine()?
        .export_history(&request.mission_id, Path::new(&request.path))?;
    Ok(FolderRef {
        path: convert::path(&folder),
    })
}

pub(crate) fn delete_history(backend: &Backend, request: &MissionRef) -> Answer<AttemptListDto> {
    let engine = backend.engine()?;
    engine.delete_history(&request.mission_id)?;
    Ok(engine.saves(&request.mission_id)?.into())
}

pub(crate) fn check_suggestion(
    backend: &Backend,
    request: &CheckSuggestion,
) -> Answer<SuggestionDto> {
    Ok(backend
        .engine()?
        .check_suggestion(&request.mission_id, &request.text)?
        .into())
}

pub(crate) fn look_at_dropped(backend: &Backend, request: &FileRef) -> Answer<DroppedDto> {
    Ok(backend
        .engine()?
        .look_at_dropped(Path::new(&request.path))?
        .into())
}

pub(crate) fn add_mission(backend: &Backend, request: &FileRef) -> Answer<MissionRef> {
    Ok(MissionRef {
        mission_id: backend.engine()?.add_mission(Path::new(&request.path))?,
    })
}

pub(crate) fn use_template(backend: &Backend, request: &UseTemplate) -> Answer<RestoredDto> {
    let engine = backend.engine()?;
    let restored = engine.use_template(&request.mission_id, Path::new(&request.path))?;
    Ok(RestoredDto {
        attempt: convert::attempt(engine.attempt(restored.attempt)?),
        can_undo: true,
    })
}
