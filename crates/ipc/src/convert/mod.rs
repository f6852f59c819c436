//! From the engine's types to DTOs and back. No decisions here.

pub(crate) mod bedrock;
mod diagram;
pub(crate) mod mentor;
pub(crate) mod practice;
mod template;
mod usage;
pub(crate) mod vault;

use std::path::{Path, PathBuf};

use engine::{
    Against, Check, CheckState, Comparison, CriterionHints, EngineError, Event, HintSource,
    LineChange, MissionOverview, NoHints, PackOverview, PracticeSettings, Progress, Settings,
    Standing, Theme, WatchPhase, WatchState,
};
use grader::{CriterionResult, Evidence, Part, ReportDiagnostic, Verdict};
use missions::{Level, Mission};
use store::{AttemptId, AttemptSummary, Origin, StoreError};

use crate::{backend::Backend, dto::*};

/// Counts in DTOs are `u32`; nothing here comes near its end.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(crate) fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

pub(crate) fn data_state(backend: &Backend) -> DataDto {
    match (
        backend.engine().map(engine::Engine::data_state),
        backend.refusal(),
    ) {
        (Ok(state), _) => DataDto {
            state: if state.kept {
                DataStateDto::Kept
            } else {
                DataStateDto::Temporary
            },
            notices: state.notices,
        },
        (Err(error), refusal) => DataDto {
            state: match refusal {
                Some(EngineError::Store(StoreError::Newer { .. })) => DataStateDto::Newer,
                _ => DataStateDto::Refused,
            },
            notices: vec![error.message],
        },
    }
}

pub(crate) fn error(error: &EngineError) -> ErrorDto {
    let code = match error {
        EngineError::UnknownMission { .. } | EngineError::Unknown { .. } => ErrorCode::NotFound,
        EngineError::NotStarted { .. } => ErrorCode::NotStarted,
        EngineError::SolutionLocked => ErrorCode::SolutionLocked,
        EngineError::NothingToUndo => ErrorCode::NothingToUndo,
        EngineError::Unreadable { .. } => ErrorCode::Unreadable,
        EngineError::Unwritable { .. } => ErrorCode::Unwritable,
        EngineError::Launch(_) => ErrorCode::Editor,
        EngineError::Setting { .. } | EngineError::Vault(_) => ErrorCode::Setting,
        EngineError::Request(_) => ErrorCode::BadRequest,
        EngineError::Store(_) => ErrorCode::Data,
        EngineError::Damaged { .. } => ErrorCode::Internal,
    };
    ErrorDto {
        code,
        message: error.to_string(),
        detail: None,
    }
}

impl From<EngineError> for ErrorDto {
    fn from(engine_error: EngineError) -> ErrorDto {
        error(&engine_error)
    }
}

impl ErrorDto {
    pub(crate) fn bad_request(command: &str, reason: &dyn std::fmt::Display) -> ErrorDto {
        ErrorDto {
            code: ErrorCode::BadRequest,
            message: format!("the command `{command}` was called in a way it does not know"),
            detail: Some(reason.to_string()),
        }
    }

    pub(crate) fn credentials(message: &str) -> ErrorDto {
        ErrorDto {
            code: ErrorCode::Credentials,
            message: message.to_owned(),
            detail: None,
        }
    }

    pub(crate) fn not_found(message: String) -> ErrorDto {
        ErrorDto {
            code: ErrorCode::NotFound,
            message,
            detail: None,
        }
    }

    /// Something that should not happen, such as an answer that cannot be written as JSON or a panic in a command.
    #[must_use]
    pub fn internal(reason: &dyn std::fmt::Display) -> ErrorDto {
        ErrorDto {
            code: ErrorCode::Internal,
            message: "something went wrong inside; the log has more".to_owned(),
            detail: Some(reason.to_string()),
        }
    }
}

impl From<Event> for EventDto {
    fn from(event: Event) -> EventDto {
        let (kind, mission_id, attempt_id) = match event {
            Event::AttemptGraded {
                mission_id,
                attempt_id,
            } => (
                EventKind::AttemptGraded,
                Some(mission_id),
                Some(attempt_id.0),
            ),
            Event::WatchChanged => (EventKind::WatchChanged, None, None),
            Event::MissionChanged { mission_id } => {
                (EventKind::MissionChanged, Some(mission_id), None)
            }
            Event::QueueChanged => (EventKind::QueueChanged, None, None),
            Event::DeadLetter { mission_id } => (EventKind::DeadLetter, Some(mission_id), None),
            Event::UsageChanged => (EventKind::UsageChanged, None, None),
        };
        EventDto {
            kind,
            mission_id,
            attempt_id,
        }
    }
}

impl From<PackOverview> for PackDto {
    fn from(pack: PackOverview) -> PackDto {
        let pack_size = count(pack.missions.len());
        let missions = pack
            .missions
            .into_iter()
            .enumerate()
            .map(|(index, mission)| card(mission, &pack.title, count(index + 1), pack_size))
            .collect();
        PackDto {
            id: pack.id,
            title: pack.title,
            summary: pack.summary,
            missions,
        }
    }
}

fn card(
    mission: MissionOverview,
    pack_title: &str,
    position: u32,
    pack_size: u32,
) -> MissionCardDto {
    MissionCardDto {
        id: mission.id,
        pack_title: pack_title.to_owned(),
        position,
        pack_size,
        title: mission.title,
        summary: mission.summary,
        level: mission.level.into(),
        services: mission.services,
        skills: mission.skills,
        minutes: mission.minutes,
        kind: mission.kind.into(),
        source: mission.source.into(),
        standing: standing(mission.standing, mission.criteria),
    }
}

fn standing(standing: Standing, criteria: usize) -> StandingDto {
    let state = match (&standing.template, standing.passed_at_ms) {
        (_, Some(_)) => StandingStateDto::Passed,
        (Some(_), None) => StandingStateDto::Started,
        (None, None) => StandingStateDto::New,
    };
    StandingDto {
        state,
        passed: standing.latest.as_ref().map_or(0, |latest| latest.passed),
        total: standing
            .latest
            .as_ref()
            .map_or(count(criteria), |latest| latest.total),
        score: standing.latest.as_ref().map_or(0.0, |latest| latest.score),
        verdicts: standing.verdicts.into_iter().map(Into::into).collect(),
        next: standing.next,
        touched_at_ms: standing.touched_at_ms,
        passed_at_ms: standing.passed_at_ms,
        outdated: standing.outdated,
    }
}

pub(crate) fn criteria(mission: &Mission, hints: &[CriterionHints]) -> Vec<CriterionDto> {
    let criteria = &mission.rubric.criteria;
    let label_of = |id: &String| {
        criteria
            .iter()
            .find(|criterion| criterion.id == *id)
            .map(|criterion| criterion.label.clone())
    };
    criteria
        .iter()
        .map(|criterion| CriterionDto {
            id: criterion.id.clone(),
            label: criterion.label.clone(),
            weight: criterion.weight,
            tag: criterion.tag.map(|tag| tag.as_str().to_owned()),
            requires: criterion.requires.iter().filter_map(label_of).collect(),
            skills: mission.skills_of(&criterion.id).to_vec(),
            given: mission.given.contains(&criterion.id),
            hints: hints
                .iter()
                .find(|hints| hints.criterion_id == criterion.id)
                .cloned()
                .map_or_else(
                    || CriterionHintsDto {
                        criterion_id: criterion.id.clone(),
                        revealed: Vec::new(),
                        available: 0,
                        source: HintSourceDto::Grader,
                        none: Some(NoHintsDto::NoEdit),
                        proof: None,
                    },
                    Into::into,
                ),
        })
        .collect()
}

/// What changed its verdict with each save, against the save before; the first has nothing to differ from.
fn flips_of(strips: &[StripDto], saves: usize) -> Vec<Vec<FlipDto>> {
    let flipped = |at: usize| {
        let flips = strips.iter().filter_map(|strip| {
            let before = strip.verdicts.get(at.checked_sub(1)?).copied().flatten()?;
            let now = strip.verdicts.get(at).copied().flatten()?;
            (before != now).then(|| FlipDto {
                criterion_id: strip.criterion_id.clone(),
                label: strip.label.clone(),
                verdict: now,
            })
        });
        flips.collect()
    };
    (0..saves).map(flipped).collect()
}

pub(crate) fn attempt(attempt: engine::AttemptDetail) -> AttemptDto {
    let report = attempt.report;
    let label_of = |id: &str| {
        let result = report.results.iter().find(|result| result.id == id);
        result.map_or_else(|| id.to_owned(), |result| result.label.clone())
    };
    let hints = attempt.hints.iter().map(|hint| HintUsedDto {
        criterion_id: hint.criterion_id.clone(),
        label: label_of(&hint.criterion_id),
        level: u32::from(hint.level),
    });
    AttemptDto {
        hints: hints.collect(),
        mission_id: attempt.summary.mission_id.clone(),
        summary: attempt.summary.into(),
        earned: report.earned,
        possible: report.possible,
        results: report.results.into_iter().map(Into::into).collect(),
        diagnostics: report.diagnostics.into_iter().map(Into::into).collect(),
    }
}

impl From<AttemptSummary> for AttemptSummaryDto {
    fn from(summary: AttemptSummary) -> AttemptSummaryDto {
        AttemptSummaryDto {
            id: summary.id.0,
            at_ms: summary.at_ms,
            origin: match summary.origin {
                Origin::Start => OriginDto::Start,
                Origin::Save => OriginDto::Save,
                Origin::Restore => OriginDto::Restore,
                Origin::Undo => OriginDto::Undo,
            },
            score: summary.score,
            passed: summary.passed,
            total: summary.total,
            grade_us: summary.grade_us,
            hints_used: summary.hints_used,
        }
    }
}

impl From<CriterionResult> for CriterionResultDto {
    fn from(result: CriterionResult) -> CriterionResultDto {
        CriterionResultDto {
            id: result.id,
            label: result.label,
            kind: result.kind,
            verdict: result.verdict.into(),
            earned: result.earned,
            weight: result.weight,
            message: result.message,
            evidence: result.evidence.into_iter().map(Into::into).collect(),
            parts: result.parts.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Part> for PartDto {
    fn from(part: Part) -> PartDto {
        PartDto {
            verdict: part.verdict.into(),
            text: part.text,
            evidence: part.evidence.map(Into::into),
        }
    }
}

impl From<Evidence> for EvidenceDto {
    fn from(evidence: Evidence) -> EvidenceDto {
        EvidenceDto {
            resource: evidence.resource,
            path: evidence.path,
            line: evidence.line,
            column: evidence.column,
            end_line: evidence.end_line,
            end_column: evidence.end_column,
            found: evidence.found,
            expected: evidence.expected,
        }
    }
}

impl From<ReportDiagnostic> for DiagnosticDto {
    fn from(diagnostic: ReportDiagnostic) -> DiagnosticDto {
        DiagnosticDto {
            severity: match diagnostic.severity.as_str() {
                "error" => SeverityDto::Error,
                "warning" => SeverityDto::Warning,
                _ => SeverityDto::Info,
            },
            code: diagnostic.code,
            message: diagnostic.message,
            line: diagnostic.line,
            column: diagnostic.column,
        }
    }
}

impl From<Verdict> for VerdictDto {
    fn from(verdict: Verdict) -> VerdictDto {
        match verdict {
            Verdict::Pass => VerdictDto::Pass,
            Verdict::Partial => VerdictDto::Partial,
            Verdict::Fail => VerdictDto::Fail,
            Verdict::Unknown => VerdictDto::Unknown,
            Verdict::Locked => VerdictDto::Locked,
        }
    }
}

impl From<Level> for LevelDto {
    fn from(level: Level) -> LevelDto {
        match level {
            Level::Foundation => LevelDto::Foundation,
            Level::Associate => LevelDto::Associate,
            Level::Professional => LevelDto::Professional,
        }
    }
}

impl From<CriterionHints> for CriterionHintsDto {
    fn from(hints: CriterionHints) -> CriterionHintsDto {
        CriterionHintsDto {
            criterion_id: hints.criterion_id,
            revealed: hints.revealed,
            available: count(hints.available),
            source: match hints.source {
                HintSource::Author => HintSourceDto::Author,
                HintSource::Grader => HintSourceDto::Grader,
            },
            none: hints.none.map(|none| match none {
                NoHints::Met => NoHintsDto::Met,
                NoHints::Undecided => NoHintsDto::Undecided,
                NoHints::Unreadable => NoHintsDto::Unreadable,
                NoHints::NoEdit => NoHintsDto::NoEdit,
                NoHints::Sealed => NoHintsDto::Sealed,
            }),
            proof: hints.proof.map(Into::into),
        }
    }
}

pub(crate) fn against(request: &CompareTemplate) -> Result<Against, ErrorDto> {
    Ok(match request.against {
        AgainstDto::Starter => Against::Starter,
        AgainstDto::Previous => Against::Previous,
        AgainstDto::LastGreen => Against::LastGreen,
        AgainstDto::Attempt => {
            Against::Attempt(AttemptId(request.against_id.ok_or_else(|| {
                ErrorDto::bad_request("compare_template", &"`againstId` is missing: which save?")
            })?))
        }
        AgainstDto::Solution => Against::Solution,
    })
}

impl From<Comparison> for ComparisonDto {
    fn from(comparison: Comparison) -> ComparisonDto {
        let lines = comparison
            .lines
            .into_iter()
            .map(|line| ComparedLineDto {
                change: match line.change {
                    LineChange::Same => LineChangeDto::Same,
                    LineChange::Added => LineChangeDto::Added,
                    LineChange::Removed => LineChangeDto::Removed,
                },
                old_line: line.old_line,
                new_line: line.new_line,
                text: line.text,
            })
            .collect();
        ComparisonDto {
            lines,
            lossy: comparison.lossy,
            truncated: comparison.truncated,
        }
    }
}

impl From<engine::launch::Launched> for LaunchedDto {
    fn from(launched: engine::launch::Launched) -> LaunchedDto {
        LaunchedDto {
            label: launched.label,
            command: launched.command,
        }
    }
}

impl From<engine::launch::EditorOption> for EditorDto {
    fn from(editor: engine::launch::EditorOption) -> EditorDto {
        EditorDto {
            id: editor.id,
            label: editor.label,
            program: editor.program,
        }
    }
}

impl From<WatchState> for WatchStateDto {
    fn from(watch: WatchState) -> WatchStateDto {
        let (phase, reason) = match watch.phase {
            WatchPhase::Watching => (WatchPhaseDto::Watching, None),
            WatchPhase::Missing => (WatchPhaseDto::Missing, None),
            WatchPhase::Unreadable { reason } => (WatchPhaseDto::Unreadable, Some(reason)),
            WatchPhase::LinkElsewhere { target } => {
                (WatchPhaseDto::LinkElsewhere, Some(path(&target)))
            }
        };
        WatchStateDto {
            mission_id: watch.mission_id,
            path: path(&watch.template),
            phase,
            reason,
            polling: watch.polling,
            saved_at_ms: watch.saved_at_ms,
            grade_us: watch.grade_us,
            attempt_id: watch.attempt.map(|attempt| attempt.0),
        }
    }
}

pub(crate) fn progress(progress: Progress, now_ms: i64) -> ProgressDto {
    ProgressDto {
        missions: count(progress.missions),
        started: count(progress.started),
        passed: count(progress.passed),
        criteria_passed: count(progress.criteria_passed),
        passed_missions: progress
            .passed_missions
            .into_iter()
            .map(|(id, title, at_ms)| PassedMissionDto { id, title, at_ms })
            .collect(),
        skills: progress
            .skills
            .into_iter()
            .map(|skill| SkillDto {
                skill: skill.skill,
                missions: count(skill.missions),
                passed: count(skill.passed),
                memory: skill
                    .memory
                    .map(|memory| practice::skill_memory(memory, now_ms)),
            })
            .collect(),
        activity: progress
            .activity
            .into_iter()
            .map(|bucket| ActivityDto {
                start_ms: bucket.start_ms,
                saves: bucket.saves,
                passes: bucket.passes,
            })
            .collect(),
    }
}

impl From<Settings> for SettingsDto {
    fn from(settings: Settings) -> SettingsDto {
        SettingsDto {
            theme: match settings.theme {
                Theme::System => ThemeDto::System,
                Theme::Light => ThemeDto::Light,
                Theme::Dark => ThemeDto::Dark,
            },
            editor: settings.editor,
            custom_editor: settings.custom_editor,
            open_editor_on_start: settings.open_editor_on_start,
            workspaces: settings.workspaces.as_deref().map(path),
            show_streak: settings.show_streak,
            learner_name: settings.learner_name,
            welcomed: settings.welcomed,
            spaced_return: settings.practice.spaced_return,
            retention_percent: settings.practice.retention_percent,
            language: settings.language,
            zoom_percent: settings.zoom_percent,
            icons: settings.icons.as_deref().map(path),
            notify: settings.notify,
        }
    }
}

/// The settings that the form shows, over those in force; what it does not show stays.
pub(crate) fn settings(form: &SettingsDto, in_force: Settings) -> Settings {
    let form = form.clone();
    Settings {
        theme: match form.theme {
            ThemeDto::System => Theme::System,
            ThemeDto::Light => Theme::Light,
            ThemeDto::Dark => Theme::Dark,
        },
        editor: form.editor,
        custom_editor: form.custom_editor,
        open_editor_on_start: form.open_editor_on_start,
        workspaces: form.workspaces.map(PathBuf::from),
        show_streak: form.show_streak,
        learner_name: form.learner_name,
        welcomed: form.welcomed,
        practice: PracticeSettings {
            spaced_return: form.spaced_return,
            retention_percent: form.retention_percent,
        },
        language: form.language.filter(|language| !language.is_empty()),
        zoom_percent: form.zoom_percent,
        icons: form
            .icons
            .filter(|folder| !folder.is_empty())
            .map(PathBuf::from),
        notify: form.notify,
        ..in_force
    }
}

impl From<Check> for CheckDto {
    fn from(check: Check) -> CheckDto {
        CheckDto {
            id: check.id.to_owned(),
            label: check.label,
            state: match check.state {
                CheckState::Ok => CheckStateDto::Ok,
                CheckState::Warning => CheckStateDto::Warning,
                CheckState::Failed => CheckStateDto::Failed,
            },
            message: check.message,
        }
    }
}
