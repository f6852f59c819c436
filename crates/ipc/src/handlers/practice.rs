//! Missions that need no model, and what comes back when.

use super::Answer;
use crate::{backend::Backend, convert::practice as convert, dto::*};

pub(crate) fn make_offline_mission(
    backend: &Backend,
    request: &OfflineRequestDto,
) -> Answer<OfflineMissionDto> {
    Ok(backend
        .engine()?
        .make_offline(&request.clone().into())?
        .into())
}

pub(crate) fn get_blanks(backend: &Backend, request: &MissionRef) -> Answer<BlankSheetDto> {
    Ok(backend.engine()?.blanks(&request.mission_id)?.into())
}

pub(crate) fn fill_blank(backend: &Backend, request: &FillBlank) -> Answer<FilledBlankDto> {
    let engine = backend.engine()?;
    let id = &request.mission_id;
    let filled = engine.fill_blank(id, &request.blank_id, &request.answer, request.as_written)?;
    Ok(convert::filled(filled, engine.blanks(id)?))
}

pub(crate) fn sabotage_mission(backend: &Backend, request: &MissionRef) -> Answer<SabotagedDto> {
    Ok(backend
        .engine()?
        .sabotage(&request.mission_id, None)?
        .into())
}

pub(crate) fn get_practice(backend: &Backend, _: &Nothing) -> Answer<PracticeDto> {
    let engine = backend.engine()?;
    Ok(PracticeDto::at(engine.practice()?, engine.now_ms()))
}

pub(crate) fn practise(backend: &Backend, request: &Practise) -> Answer<PractisedDto> {
    Ok(backend.engine()?.practise(request.skill.as_deref())?.into())
}
