// Generated from crates/ipc by `scripts/bindings`. Do not edit; `scripts/test` compares it with the code.

/**
 * What happened in a quarter of an hour.
 */
export type ActivityDto = { 
/**
 * When the quarter begins.
 */
startMs: number, 
/**
 * Graded saves.
 */
saves: number, 
/**
 * Missions passed for the first time.
 */
passes: number, };

/**
 * What a template is compared with.
 */
export type AgainstDto = "starter" | "previous" | "solution";

/**
 * What the program is and how its data stands.
 */
export type AppInfoDto = { 
/**
 * The program's version.
 */
version: string, 
/**
 * Where the database is.
 */
dataFolder: string, 
/**
 * The settings file.
 */
configFile: string, 
/**
 * Where workspaces are made.
 */
workspaceFolder: string, 
/**
 * Where logs are.
 */
logFolder: string, 
/**
 * How the data stands.
 */
data: DataDto, 
/**
 * The platform: `linux`, `macos`, `windows`.
 */
platform: string, 
/**
 * The settings in force; the defaults when the data is refused.
 */
settings: SettingsDto, };

/**
 * An attempt with its report.
 */
export type AttemptDto = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The dot.
 */
summary: AttemptSummaryDto, 
/**
 * Points earned.
 */
earned: number, 
/**
 * Points in all.
 */
possible: number, 
/**
 * In the rubric's order.
 */
results: Array<CriterionResultDto>, 
/**
 * Remarks about the text.
 */
diagnostics: Array<DiagnosticDto>, };

/**
 * A mission's attempts.
 */
export type AttemptListDto = { 
/**
 * Oldest first.
 */
attempts: Array<AttemptSummaryDto>, 
/**
 * The ids of the criteria that changed their verdict with each attempt, in the same order as `attempts`.
 */
flips: Array<Array<FlipDto>>, };

/**
 * Names an attempt.
 */
export type AttemptRef = { 
/**
 * Its number.
 */
attemptId: number, };

/**
 * An attempt, as a dot on the line.
 */
export type AttemptSummaryDto = { 
/**
 * Its number.
 */
id: number, 
/**
 * When it was saved.
 */
atMs: number, 
/**
 * Where the text came from.
 */
origin: OriginDto, 
/**
 * 0 to 1.
 */
score: number, 
/**
 * Criteria passed.
 */
passed: number, 
/**
 * Criteria in all.
 */
total: number, 
/**
 * From reading to the report, in microseconds.
 */
gradeUs: number, };

/**
 * A finding.
 */
export type CheckDto = { 
/**
 * Stable.
 */
id: string, 
/**
 * What was looked at.
 */
label: string, 
/**
 * How it stands.
 */
state: CheckStateDto, 
/**
 * A sentence; when it is not good, with the next step.
 */
message: string, };

/**
 * How a check stands.
 */
export type CheckStateDto = "ok" | "warning" | "failed";

/**
 * Asks for a template and its diff.
 */
export type CompareTemplate = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The attempt whose text is shown; otherwise the newest.
 */
attemptId: number | null, 
/**
 * What it is compared with.
 */
against: AgainstDto, };

/**
 * A line of a comparison.
 */
export type ComparedLineDto = { 
/**
 * What became of it.
 */
change: LineChangeDto, 
/**
 * In the older text.
 */
oldLine: number | null, 
/**
 * In the newer text.
 */
newLine: number | null, 
/**
 * Without its line ending.
 */
text: string, };

/**
 * A text with its line diff.
 */
export type ComparisonDto = { 
/**
 * In order; removed lines stand where they stood.
 */
lines: Array<ComparedLineDto>, 
/**
 * The text was not UTF-8, and is shown with replacement characters.
 */
lossy: boolean, 
/**
 * Only the first lines are shown; there are too many to read.
 */
truncated: boolean, };

/**
 * A criterion, without what it expects.
 */
export type CriterionDto = { 
/**
 * Its id.
 */
id: string, 
/**
 * What a learner reads.
 */
label: string, 
/**
 * Points.
 */
weight: number, 
/**
 * function, security, cost, reliability, bonus.
 */
tag: string | null, 
/**
 * Labels of the criteria that unlock it.
 */
requires: Array<string>, 
/**
 * Its hints.
 */
hints: CriterionHintsDto, };

/**
 * A criterion's hints.
 */
export type CriterionHintsDto = { 
/**
 * The criterion.
 */
criterionId: string, 
/**
 * Those revealed, first level first.
 */
revealed: Array<string>, 
/**
 * How many there are.
 */
available: number, 
/**
 * Who gives them.
 */
source: HintSourceDto, 
/**
 * Why there are none; absent when there are.
 */
none: NoHintsDto | null, };

/**
 * Names a criterion of a mission.
 */
export type CriterionRef = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The criterion.
 */
criterionId: string, };

/**
 * What came of a criterion.
 */
export type CriterionResultDto = { 
/**
 * The criterion.
 */
id: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Its kind.
 */
kind: string, 
/**
 * The verdict.
 */
verdict: VerdictDto, 
/**
 * Points earned.
 */
earned: number, 
/**
 * Points in all.
 */
weight: number, 
/**
 * Sentences.
 */
message: string, 
/**
 * Where it shows.
 */
evidence: Array<EvidenceDto>, 
/**
 * What it is made of, when it is about several things.
 */
parts: Array<PartDto>, };

/**
 * How the data stands.
 */
export type DataDto = { 
/**
 * The state.
 */
state: DataStateDto, 
/**
 * Sentences to show.
 */
notices: Array<string>, };

/**
 * How the data stands.
 */
export type DataStateDto = "kept" | "temporary" | "newer" | "refused";

/**
 * A remark about the text.
 */
export type DiagnosticDto = { 
/**
 * How bad it is.
 */
severity: SeverityDto, 
/**
 * A stable code.
 */
code: string, 
/**
 * A sentence.
 */
message: string, 
/**
 * From 1.
 */
line: number, 
/**
 * From 1.
 */
column: number, };

/**
 * Everything the program needs, looked at.
 */
export type DoctorDto = { 
/**
 * In order.
 */
checks: Array<CheckDto>, };

/**
 * An editor.
 */
export type EditorDto = { 
/**
 * What settings name it by.
 */
id: string, 
/**
 * What people call it.
 */
label: string, 
/**
 * The program that would run; nothing when it was not found.
 */
program: string | null, };

/**
 * What a front end may branch on.
 */
export type ErrorCode = "notFound" | "notStarted" | "solutionLocked" | "nothingToUndo" | "unreadable" | "unwritable" | "editor" | "setting" | "data" | "badRequest" | "internal";

/**
 * An error as a front end sees it.
 */
export type ErrorDto = { 
/**
 * What a front end may branch on.
 */
code: ErrorCode, 
/**
 * A sentence.
 */
message: string, 
/**
 * More, for the curious.
 */
detail: string | null, };

/**
 * An event: ids only, a front end asks again for what it shows.
 */
export type EventDto = { 
/**
 * What changed.
 */
kind: EventKind, 
/**
 * The mission, when one did.
 */
missionId: string | null, 
/**
 * The attempt, when one was recorded.
 */
attemptId: number | null, };

/**
 * What changed.
 */
export type EventKind = "attemptGraded" | "watchChanged" | "missionChanged";

/**
 * A place that a verdict rests on.
 */
export type EvidenceDto = { 
/**
 * The resource's logical id.
 */
resource: string | null, 
/**
 * The path from its properties.
 */
path: string | null, 
/**
 * From 1.
 */
line: number, 
/**
 * From 1.
 */
column: number, 
/**
 * From 1, included.
 */
endLine: number, 
/**
 * From 1, excluded.
 */
endColumn: number, 
/**
 * What stands there.
 */
found: string | null, 
/**
 * What was asked for.
 */
expected: string | null, };

/**
 * A criterion that changed its verdict.
 */
export type FlipDto = { 
/**
 * The criterion.
 */
criterionId: string, 
/**
 * Its label.
 */
label: string, 
/**
 * What it is now.
 */
verdict: VerdictDto, };

/**
 * Names a folder.
 */
export type FolderRef = { 
/**
 * Absolute.
 */
path: string, };

/**
 * The hints of a mission's criteria.
 */
export type HintListDto = { 
/**
 * In the rubric's order.
 */
hints: Array<CriterionHintsDto>, };

/**
 * Who gives a hint.
 */
export type HintSourceDto = "author" | "grader";

/**
 * An editor that was started.
 */
export type LaunchedDto = { 
/**
 * What people call it.
 */
label: string, 
/**
 * The program and its arguments.
 */
command: Array<string>, };

/**
 * How much a mission asks for.
 */
export type LevelDto = "foundation" | "associate" | "professional";

/**
 * What became of a line.
 */
export type LineChangeDto = "same" | "added" | "removed";

/**
 * A mission as it is listed.
 */
export type MissionCardDto = { 
/**
 * Its id.
 */
id: string, 
/**
 * The pack's title.
 */
packTitle: string, 
/**
 * Its place in the pack, from 1.
 */
position: number, 
/**
 * How many missions the pack has.
 */
packSize: number, 
/**
 * Its title.
 */
title: string, 
/**
 * One sentence.
 */
summary: string, 
/**
 * How much it asks for.
 */
level: LevelDto, 
/**
 * Lower-case service names.
 */
services: Array<string>, 
/**
 * Dotted skill names.
 */
skills: Array<string>, 
/**
 * How long it takes.
 */
minutes: number, 
/**
 * How far the learner is.
 */
standing: StandingDto, };

/**
 * A mission, whole.
 */
export type MissionDto = { 
/**
 * As it is listed.
 */
card: MissionCardDto, 
/**
 * Markdown.
 */
scenario: string, 
/**
 * The criteria in order.
 */
criteria: Array<CriterionDto>, 
/**
 * The starter, to read before starting.
 */
starter: string, 
/**
 * Titles of AWS documentation pages.
 */
sources: Array<string>, 
/**
 * The template's absolute path, once started.
 */
workspace: string | null, 
/**
 * The newest attempt, once started.
 */
attempt: AttemptDto | null, 
/**
 * Whether the reference solution may be compared with.
 */
solutionUnlocked: boolean, 
/**
 * Whether a restore can be taken back.
 */
canUndoRestore: boolean, 
/**
 * Said once after `start_mission`: what happened to the workspace and the editor.
 */
started: StartedDto | null, };

/**
 * Every pack.
 */
export type MissionListDto = { 
/**
 * In order.
 */
packs: Array<PackDto>, 
/**
 * The mission to go on with: the last one touched that is not passed.
 */
resume: MissionCardDto | null, };

/**
 * Names a mission.
 */
export type MissionRef = { 
/**
 * Its id.
 */
missionId: string, };

/**
 * Why a criterion without an author's hints has none now.
 */
export type NoHintsDto = "met" | "undecided" | "unreadable" | "noEdit" | "sealed";

/**
 * No fields.
 */
export type Nothing = Record<symbol, never>;

/**
 * Asks for a place in the editor.
 */
export type OpenEditor = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * From 1.
 */
line: number, 
/**
 * From 1.
 */
column: number, };

/**
 * Where a graded text came from.
 */
export type OriginDto = "start" | "save" | "restore" | "undo";

/**
 * A pack.
 */
export type PackDto = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * One sentence.
 */
summary: string, 
/**
 * In order.
 */
missions: Array<MissionCardDto>, };

/**
 * One of several things that a criterion is about: a condition, a connection, a statement of a policy, a resource.
 */
export type PartDto = { 
/**
 * `pass`, `fail` or `unknown`.
 */
verdict: VerdictDto, 
/**
 * A sentence.
 */
text: string, 
/**
 * Where it shows; absent for what is nowhere.
 */
evidence: EvidenceDto | null, };

/**
 * A passed mission.
 */
export type PassedMissionDto = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * When every criterion first passed.
 */
atMs: number, };

/**
 * Missions done and what happened when.
 */
export type ProgressDto = { 
/**
 * Missions in all.
 */
missions: number, 
/**
 * Missions started.
 */
started: number, 
/**
 * Missions passed.
 */
passed: number, 
/**
 * Criteria that pass in the newest attempts.
 */
criteriaPassed: number, 
/**
 * Newest first.
 */
passedMissions: Array<PassedMissionDto>, 
/**
 * Skills in order of their names.
 */
skills: Array<SkillDto>, 
/**
 * The last 371 days in quarters of an hour, oldest first; empty quarters left out.
 */
activity: Array<ActivityDto>, };

/**
 * A snapshot that was put back.
 */
export type RestoredDto = { 
/**
 * The attempt that stands now.
 */
attempt: AttemptDto, 
/**
 * Whether it can be taken back.
 */
canUndo: boolean, };

/**
 * The settings.
 */
export type SettingsDto = { 
/**
 * Light, dark, or what the system says.
 */
theme: ThemeDto, 
/**
 * An [`EditorDto::id`]; otherwise the first one found.
 */
editor: string | null, 
/**
 * The program and arguments of `custom`, with `{file}` `{line}` `{column}`.
 */
customEditor: Array<string>, 
/**
 * Whether starting a mission opens the editor.
 */
openEditorOnStart: boolean, 
/**
 * Where workspaces are made; otherwise the default.
 */
workspaces: string | null, 
/**
 * Whether Progress shows a streak.
 */
showStreak: boolean, 
/**
 * May be empty.
 */
learnerName: string, 
/**
 * Whether the welcome screen was left.
 */
welcomed: boolean, };

/**
 * The settings and what they can be set to.
 */
export type SettingsViewDto = { 
/**
 * In force.
 */
settings: SettingsDto, 
/**
 * The editors, found ones first.
 */
editors: Array<EditorDto>, 
/**
 * The folder used when `workspaces` is not set.
 */
defaultWorkspaces: string, };

/**
 * How bad a remark is.
 */
export type SeverityDto = "error" | "warning" | "info";

/**
 * A skill and how far the learner is with it.
 */
export type SkillDto = { 
/**
 * Dotted name.
 */
skill: string, 
/**
 * Missions that teach it.
 */
missions: number, 
/**
 * Of those, passed.
 */
passed: number, };

/**
 * How far the learner is.
 */
export type StandingDto = { 
/**
 * The state.
 */
state: StandingStateDto, 
/**
 * Criteria passed in the newest attempt.
 */
passed: number, 
/**
 * Criteria in all.
 */
total: number, 
/**
 * 0 to 1.
 */
score: number, 
/**
 * The verdicts of the newest attempt in the rubric's order; empty before the start.
 */
verdicts: Array<VerdictDto>, 
/**
 * The label of the first criterion that is not met.
 */
next: string | null, 
/**
 * When it was last graded or opened.
 */
touchedAtMs: number | null, 
/**
 * When every criterion first passed.
 */
passedAtMs: number | null, 
/**
 * The bundled mission has changed since it was started.
 */
outdated: boolean, };

/**
 * How far the learner is.
 */
export type StandingStateDto = "new" | "started" | "passed";

/**
 * Starts or resumes a mission.
 */
export type StartMission = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * Where its folder goes, absolute; otherwise below the workspace folder.
 */
folder: string | null, };

/**
 * What starting did.
 */
export type StartedDto = { 
/**
 * Whether the starter was copied now; false when a file was already there and was kept.
 */
created: boolean, 
/**
 * The editor that was opened.
 */
editor: LaunchedDto | null, 
/**
 * Why no editor was opened, when one should have been.
 */
editorProblem: string | null, };

/**
 * The window's colours.
 */
export type ThemeDto = "system" | "light" | "dark";

/**
 * The five verdicts.
 */
export type VerdictDto = "pass" | "partial" | "fail" | "unknown" | "locked";

/**
 * What is watched.
 */
export type WatchDto = { 
/**
 * Nothing when no mission is watched.
 */
watch: WatchStateDto | null, };

/**
 * How a watch stands.
 */
export type WatchPhaseDto = "watching" | "missing" | "unreadable" | "linkElsewhere";

/**
 * A watch.
 */
export type WatchStateDto = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The template, absolute.
 */
path: string, 
/**
 * How it stands.
 */
phase: WatchPhaseDto, 
/**
 * Why, when it does not stand well.
 */
reason: string | null, 
/**
 * Why saves are noticed only every two seconds, when the system's own file events cannot be had.
 */
polling: string | null, 
/**
 * When the content last changed.
 */
savedAtMs: number | null, 
/**
 * From reading to the report, in microseconds.
 */
gradeUs: number | null, 
/**
 * The newest attempt.
 */
attemptId: number | null, };

/** Every command, with what it takes and what it gives. */
export interface Commands {
  /** What the program is, where its data is, whether that data is kept. */
  app_info: { request: Nothing; response: AppInfoDto };
  /** Every pack with its missions and how far the learner is. */
  list_missions: { request: Nothing; response: MissionListDto };
  /** One mission with its standing, newest attempt and revealed hints. */
  get_mission: { request: MissionRef; response: MissionDto };
  /** Starts or resumes a mission: workspace, first grading, watching, the editor when the settings say so. */
  start_mission: { request: StartMission; response: MissionDto };
  /** What is watched, and how it stands. */
  get_watch: { request: Nothing; response: WatchDto };
  /** Reads and grades the template now. */
  grade_now: { request: MissionRef; response: AttemptDto };
  /** A mission's attempts, oldest first. */
  list_attempts: { request: MissionRef; response: AttemptListDto };
  /** One attempt with its report. */
  get_attempt: { request: AttemptRef; response: AttemptDto };
  /** A template (the newest, or an attempt's) with a line diff against something. */
  compare_template: { request: CompareTemplate; response: ComparisonDto };
  /** Puts an attempt's snapshot back as a new save. */
  restore_attempt: { request: AttemptRef; response: RestoredDto };
  /** Takes the last restore back. */
  undo_restore: { request: MissionRef; response: RestoredDto };
  /** The hints that have been revealed, as they stand for the template as it is now. */
  list_hints: { request: MissionRef; response: HintListDto };
  /** Reveals the next hint of a criterion. */
  reveal_hint: { request: CriterionRef; response: CriterionHintsDto };
  /** Opens the learner's editor at a place in the template. */
  open_editor: { request: OpenEditor; response: LaunchedDto };
  /** Opens the mission's folder in the file manager. */
  open_folder: { request: MissionRef; response: Nothing };
  /** Missions done and what happened when. */
  get_progress: { request: Nothing; response: ProgressDto };
  /** The settings in force, and the editors found. */
  get_settings: { request: Nothing; response: SettingsViewDto };
  /** Checks, writes and applies settings. */
  put_settings: { request: SettingsDto; response: SettingsViewDto };
  /** Everything the program needs, looked at. */
  run_doctor: { request: Nothing; response: DoctorDto };
  /** Writes a copy of all data to a new folder. */
  export_data: { request: FolderRef; response: FolderRef };
  /** Forgets a mission's attempts; the workspace's files stay. */
  forget_mission: { request: MissionRef; response: Nothing };
}
