//! The way to the model, generated missions, the queue, usage and the mentor. The engine's async use cases are waited for here: a command has a
//! thread that may block.

use std::future::Future;
use std::sync::Arc;

use engine::{
    Engine,
    generate::{Asked, MissionRequest},
    mentor::MentorRequest,
    queue::QueueState,
};
use store::{Cursor, JobId, MessageId};

use super::Answer;
use crate::{
    backend::Backend,
    convert::{self, bedrock, mentor, vault},
    dto::*,
};

/// Hears a reply as it comes in, in order. Must not block.
pub type MentorListener = Arc<dyn Fn(MentorMessageDto) + Send + Sync>;

/// The longest page that is given.
const PAGE: u32 = 500;

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Handle::current().block_on(future)
}

pub(crate) fn get_model_access(backend: &Backend, _: &Nothing) -> Answer<ModelAccessDto> {
    access(backend.engine()?)
}

fn access(engine: &Engine) -> Answer<ModelAccessDto> {
    let access = wait(engine.model_access())?;
    Ok(bedrock::access(access, engine.settings().bedrock))
}

pub(crate) fn put_model_settings(
    backend: &Backend,
    request: &ModelSettingsDto,
) -> Answer<ModelAccessDto> {
    let engine = backend.engine()?;
    let mut settings = engine.settings();
    settings.bedrock = request.clone().into();
    engine.put_settings(settings)?;
    access(engine)
}

pub(crate) fn save_credentials(
    backend: &Backend,
    request: &SaveCredentials,
) -> Answer<ModelAccessDto> {
    let engine = backend.engine()?;
    let (secrets, passphrase) = vault::secrets(request).map_err(ErrorDto::credentials)?;
    engine.save_credentials(secrets, request.place.into(), passphrase)?;
    access(engine)
}

pub(crate) fn forget_credentials(backend: &Backend, request: &PlaceRef) -> Answer<ModelAccessDto> {
    let engine = backend.engine()?;
    engine.forget_credentials(request.place.into())?;
    access(engine)
}

pub(crate) fn unlock_credentials(
    backend: &Backend,
    request: &UnlockCredentials,
) -> Answer<ModelAccessDto> {
    let engine = backend.engine()?;
    engine.unlock_credentials(request.passphrase.clone().into())?;
    access(engine)
}

pub(crate) fn test_model(backend: &Backend, _: &Nothing) -> Answer<ModelTestDto> {
    Ok(wait(backend.engine()?.test_model())?.into())
}

pub(crate) fn quote_mission(backend: &Backend, request: &MissionRequestDto) -> Answer<QuoteDto> {
    Ok(backend
        .engine()?
        .quote_mission(&MissionRequest::from(request))?
        .into())
}

pub(crate) fn ask_mission(
    backend: &Backend,
    request: &MissionRequestDto,
) -> Answer<AskedMissionDto> {
    let engine = backend.engine()?;
    let mut answer = AskedMissionDto {
        queued: None,
        over_budget: None,
        not_connected: None,
    };
    match engine.ask_mission(&MissionRequest::from(request))? {
        Asked::Queued { mission_id, .. } => {
            answer.queued = Some(engine.generation(&mission_id)?.into());
        }
        Asked::OverBudget(quote) => answer.over_budget = Some(quote.into()),
        Asked::NotConnected(problem) => answer.not_connected = Some(problem.into()),
    }
    Ok(answer)
}

pub(crate) fn list_generations(
    backend: &Backend,
    request: &ListGenerations,
) -> Answer<GenerationListDto> {
    let engine = backend.engine()?;
    let limit = request.limit.clamp(1, PAGE);
    let state = request.state.map(Into::into);
    // One more than is shown tells whether there is a next page.
    let mut page = engine.generations(Option::<Cursor>::from(request), state, limit + 1)?;
    let has_more = page.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if has_more {
        page.pop();
    }
    let next = page.last().filter(|_| has_more).map(|last| CursorDto {
        created_at_ms: last.card.created_at_ms,
        mission_id: last.card.mission_id.clone(),
    });
    let [generating, ready, failed, cancelled] = engine.generation_counts()?;
    Ok(GenerationListDto {
        generations: page.into_iter().map(Into::into).collect(),
        next,
        counts: GenerationCountsDto {
            generating,
            ready,
            failed,
            cancelled,
        },
    })
}

pub(crate) fn get_generation(backend: &Backend, request: &MissionRef) -> Answer<GenerationDto> {
    Ok(backend.engine()?.generation(&request.mission_id)?.into())
}

/// One that has ended meanwhile is given as it stands now: the front end shows that, and there is nothing to be sorry for.
pub(crate) fn cancel_generation(backend: &Backend, request: &MissionRef) -> Answer<GenerationDto> {
    backend.engine()?.cancel_generation(&request.mission_id)?;
    get_generation(backend, request)
}

pub(crate) fn retry_generation(backend: &Backend, request: &MissionRef) -> Answer<GenerationDto> {
    backend.engine()?.retry_generation(&request.mission_id)?;
    get_generation(backend, request)
}

pub(crate) fn discard_generation(backend: &Backend, request: &MissionRef) -> Answer<Nothing> {
    backend.engine()?.discard_generation(&request.mission_id)?;
    Ok(Nothing {})
}

pub(crate) fn get_queue(backend: &Backend, _: &Nothing) -> Answer<QueueDto> {
    let engine = backend.engine()?;
    let state: QueueState = engine.queue_state()?;
    Ok(bedrock::queue(state, engine.standing_jobs()?))
}

pub(crate) fn get_job(backend: &Backend, request: &JobRef) -> Answer<JobDetailDto> {
    let (job, history) = backend.engine()?.job(JobId(request.job_id))?;
    Ok(JobDetailDto {
        job: job.into(),
        history: history.into_iter().map(Into::into).collect(),
    })
}

pub(crate) fn redrive_job(backend: &Backend, request: &JobRef) -> Answer<QueueDto> {
    backend.engine()?.redrive(JobId(request.job_id))?;
    get_queue(backend, &Nothing {})
}

pub(crate) fn discard_job(backend: &Backend, request: &JobRef) -> Answer<QueueDto> {
    backend.engine()?.discard(JobId(request.job_id))?;
    get_queue(backend, &Nothing {})
}

pub(crate) fn cancel_job(backend: &Backend, request: &JobRef) -> Answer<QueueDto> {
    backend.engine()?.cancel_job(JobId(request.job_id))?;
    get_queue(backend, &Nothing {})
}

pub(crate) fn resume_queue(backend: &Backend, _: &Nothing) -> Answer<QueueDto> {
    backend.engine()?.resume_queue()?;
    get_queue(backend, &Nothing {})
}

pub(crate) fn get_usage(backend: &Backend, request: &GetUsage) -> Answer<UsageDto> {
    Ok(backend.engine()?.usage(request.range.into())?.into())
}

pub(crate) fn get_budgets(backend: &Backend, _: &Nothing) -> Answer<BudgetsDto> {
    Ok(backend.engine()?.settings().budgets.into())
}

pub(crate) fn put_budgets(backend: &Backend, request: &BudgetsDto) -> Answer<BudgetsDto> {
    let engine = backend.engine()?;
    let mut settings = engine.settings();
    settings.budgets = request.into();
    engine.put_settings(settings)?;
    get_budgets(backend, &Nothing {})
}

pub(crate) fn get_prices(backend: &Backend, _: &Nothing) -> Answer<PriceListDto> {
    Ok(backend.engine()?.prices().into())
}

/// The file is there even when no editor opens it; its path is what the front end shows then.
pub(crate) fn edit_prices(backend: &Backend, _: &Nothing) -> Answer<FolderRef> {
    let engine = backend.engine()?;
    let file = engine.write_price_file()?;
    engine::launch::open_editor(&engine.settings(), &file, 1, 1)?;
    Ok(FolderRef {
        path: convert::path(&file),
    })
}

pub(crate) fn ask_mentor(backend: &Backend, request: &AskMentor) -> Answer<MentorAnswerDto> {
    ask_mentor_aloud(backend, request, Arc::new(|_| {}))
}

/// As the command, with somebody who hears the reply come in.
pub(crate) fn ask_mentor_aloud(
    backend: &Backend,
    request: &AskMentor,
    listener: MentorListener,
) -> Answer<MentorAnswerDto> {
    let engine = backend.engine()?;
    let sink = Arc::new(move |message| listener(MentorMessageDto::from(message)));
    let asked = MentorRequest::from(request);
    Ok(wait(engine.ask_mentor(&request.mission_id, asked, sink))?.into())
}

pub(crate) fn stop_mentor(backend: &Backend, request: &ExchangeRef) -> Answer<Nothing> {
    backend
        .engine()?
        .stop_mentor(MessageId(request.exchange_id));
    Ok(Nothing {})
}

pub(crate) fn preview_mentor(backend: &Backend, request: &AskMentor) -> Answer<MentorContextDto> {
    let asked = MentorRequest::from(request);
    Ok(backend
        .engine()?
        .mentor_context(&request.mission_id, &asked)?
        .into())
}

pub(crate) fn get_conversation(backend: &Backend, request: &MissionRef) -> Answer<ConversationDto> {
    let exchanges = backend.engine()?.conversation(&request.mission_id)?;
    Ok(ConversationDto {
        exchanges: exchanges.into_iter().map(Into::into).collect(),
    })
}

pub(crate) fn search_conversations(
    backend: &Backend,
    request: &SearchConversations,
) -> Answer<HitListDto> {
    let engine = backend.engine()?;
    let found = engine.search_conversations(&request.words, request.mission_id.as_deref())?;
    let hits = found
        .into_iter()
        .map(|hit| HitDto {
            exchange_id: hit.exchange.0,
            // A mission that is no longer there is called by its id.
            mission_title: engine
                .mission(&hit.mission_id)
                .map_or_else(|_| hit.mission_id.clone(), |mission| mission.title.clone()),
            mission_id: hit.mission_id,
            at_ms: hit.at_ms,
            snippet: mentor::snippet(&hit.snippet),
        })
        .collect();
    Ok(HitListDto { hits })
}

pub(crate) fn forget_conversation(
    backend: &Backend,
    request: &MissionRef,
) -> Answer<ConversationDto> {
    backend.engine()?.forget_conversation(&request.mission_id)?;
    get_conversation(backend, request)
}
