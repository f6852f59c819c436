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
export type AgainstDto = "starter" | "previous" | "lastGreen" | "attempt" | "solution";

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
 * Asks the mentor. The reply comes in as [`MentorMessageDto`]s, the answer says how it ended.
 */
export type AskMentor = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * A question in the learner's words; otherwise a hint is asked for.
 */
question: string | null, 
/**
 * Of a hint, the criterion; otherwise the first one that is not met.
 */
criterionId: string | null, 
/**
 * Of a hint: 1 nudge, 2 where, 3 a similar case, 4 everything.
 */
level: number, };

/**
 * What asking for a mission came to: one of the three.
 */
export type AskedMissionDto = { 
/**
 * It is in the queue.
 */
queued: GenerationDto | null, 
/**
 * A budget would be exceeded; nothing was written.
 */
overBudget: QuoteDto | null, 
/**
 * Bedrock cannot be reached; nothing was written.
 */
notConnected: ProblemDto | null, };

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
diagnostics: Array<DiagnosticDto>, 
/**
 * The hints that had been revealed when it was graded.
 */
hints: Array<HintUsedDto>, };

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
flips: Array<Array<FlipDto>>, 
/**
 * One a criterion.
 */
strips: Array<StripDto>, 
/**
 * The newest save that met every criterion.
 */
lastGreenId: number | null, 
/**
 * What the saves take, in bytes.
 */
sizeBytes: number, };

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
gradeUs: number, 
/**
 * How many hints had been revealed, all criteria together.
 */
hintsUsed: number, };

/**
 * A blank and how it stands.
 */
export type BlankDto = { 
/**
 * Its id.
 */
id: string, 
/**
 * What kind of answer it takes.
 */
kind: BlankKindDto, 
/**
 * What is asked for, a short phrase.
 */
ask: string, 
/**
 * Shows type and form, and is not the answer.
 */
example: string, 
/**
 * What an answer has to look like, a short phrase.
 */
form: string, 
/**
 * The words to choose from, of an enum.
 */
values: Array<string>, 
/**
 * The resource that it is in.
 */
resource: string | null, 
/**
 * The path of its property, from the resource.
 */
path: string, 
/**
 * How it stands.
 */
state: BlankStateDto, 
/**
 * The answer, when there is one.
 */
answer: string | null, 
/**
 * Where it stands in the text; absent when it cannot be found.
 */
place: BlankPlaceDto | null, 
/**
 * Why it cannot be found, a sentence.
 */
lost: string | null, };

/**
 * What kind of answer a blank takes.
 */
export type BlankKindDto = "cidr" | "arn" | "runtime" | "integer" | "duration" | "enum" | "logicalId" | "property" | "action";

/**
 * Where a blank, or its answer, stands; on one line.
 */
export type BlankPlaceDto = { 
/**
 * From 1.
 */
line: number, 
/**
 * The first column, from 1.
 */
column: number, 
/**
 * The column after the last.
 */
endColumn: number, };

/**
 * The blanks of a started mission.
 */
export type BlankSheetDto = { 
/**
 * The template's text as it is now.
 */
text: string, 
/**
 * In the order of the template.
 */
blanks: Array<BlankDto>, };

/**
 * How a blank stands.
 */
export type BlankStateDto = "empty" | "filled" | "lost";

/**
 * An open circuit breaker.
 */
export type BreakerDto = { 
/**
 * Failures in a row.
 */
failures: number, 
/**
 * The last one, a sentence.
 */
message: string, 
/**
 * When one call tries again.
 */
untilMs: number, };

/**
 * A budget.
 */
export type BudgetDto = { 
/**
 * What it is about.
 */
scope: BudgetScopeDto, 
/**
 * Over which stretch of time.
 */
window: WindowDto, 
/**
 * Billionths of a USD.
 */
nusd: number | null, 
/**
 * Tokens.
 */
tokens: number | null, };

/**
 * What a budget is about.
 */
export type BudgetScopeDto = "all" | "missions" | "mentor";

/**
 * How a budget stands.
 */
export type BudgetStateDto = { 
/**
 * What it is about.
 */
scope: BudgetScopeDto, 
/**
 * Over which stretch of time.
 */
window: WindowDto, 
/**
 * The limit.
 */
limitNusd: number | null, 
/**
 * The limit.
 */
limitTokens: number | null, 
/**
 * Used.
 */
usedNusd: number, 
/**
 * Used.
 */
usedTokens: number, 
/**
 * Reserved now.
 */
reservedNusd: number, 
/**
 * Reserved now.
 */
reservedTokens: number, 
/**
 * When the window began.
 */
sinceMs: number, };

/**
 * The budgets.
 */
export type BudgetsDto = { 
/**
 * Every limit that is set; what is not in the list is not limited.
 */
limits: Array<BudgetDto>, };

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
 * A suggested change.
 */
export type CheckSuggestion = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * What stood between the fences.
 */
text: string, };

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
against: AgainstDto, 
/**
 * The save that it is compared with, for `attempt`.
 */
againstId: number | null, };

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
 * A text that goes out.
 */
export type ContextPartDto = { 
/**
 * What it is.
 */
heading: string, 
/**
 * Word for word.
 */
text: string, };

/**
 * A mission's conversation.
 */
export type ConversationDto = { 
/**
 * Oldest first.
 */
exchanges: Array<ExchangeDto>, };

/**
 * A correction of spelling or form, which the learner can refuse.
 */
export type CorrectionDto = { 
/**
 * What was answered.
 */
from: string, 
/**
 * What was written.
 */
to: string, 
/**
 * Why, a sentence.
 */
why: string, };

/**
 * Where credentials come from.
 */
export type CredentialChoiceDto = "aws" | "pasted" | "off";

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
 * The skills that it practises.
 */
skills: Array<string>, 
/**
 * Whether the starter meets it on purpose: it guards what must not be broken.
 */
given: boolean, 
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
none: NoHintsDto | null, 
/**
 * What the edit that the last hint tells would do to the template as it is; absent while none has been told.
 */
proof: SuggestionDto | null, };

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
 * After which mission a page begins.
 */
export type CursorDto = { 
/**
 * When it was asked for.
 */
createdAtMs: number, 
/**
 * Its id.
 */
missionId: string, };

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
 * A form in which a picture is taken along.
 */
export type DiagramFormatDto = "svg" | "svgDark" | "png" | "mermaid" | "dot" | "json" | "text";

/**
 * Everything the program needs, looked at.
 */
export type DoctorDto = { 
/**
 * In order.
 */
checks: Array<CheckDto>, };

/**
 * What a dropped file is.
 */
export type DroppedDto = { 
/**
 * What it is.
 */
kind: DroppedKindDto, 
/**
 * A mission's id.
 */
missionId: string | null, 
/**
 * A mission's title.
 */
title: string | null, 
/**
 * Whether a mission of this id is in the list already.
 */
known: boolean, 
/**
 * How many resources a template has.
 */
resources: number, 
/**
 * What is wrong with it, with file, line and the next step.
 */
problems: Array<string>, };

/**
 * What a dropped file is.
 */
export type DroppedKindDto = "mission" | "template" | "neither";

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
export type ErrorCode = "notFound" | "notStarted" | "solutionLocked" | "nothingToUndo" | "unreadable" | "unwritable" | "editor" | "setting" | "credentials" | "data" | "badRequest" | "internal";

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
export type EventKind = "attemptGraded" | "watchChanged" | "missionChanged" | "queueChanged" | "deadLetter" | "usageChanged";

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
 * A limit that stands in the way.
 */
export type ExceededDto = { 
/**
 * A sentence with the amounts.
 */
message: string, 
/**
 * When enough will have passed.
 */
fitsAtMs: number | null, };

/**
 * A question with its reply.
 */
export type ExchangeDto = { 
/**
 * Its number.
 */
id: number, 
/**
 * The mission.
 */
missionId: string, 
/**
 * Of a hint, its level; nothing for a question.
 */
level: number | null, 
/**
 * Of a hint, the criterion.
 */
criterionId: string | null, 
/**
 * The learner's words.
 */
question: string, 
/**
 * Markdown of a model: hostile until it was cleaned.
 */
reply: string, 
/**
 * How the reply stands.
 */
state: ReplyStateDto, 
/**
 * Why it failed or was withheld.
 */
reason: string | null, 
/**
 * The model.
 */
model: string, 
/**
 * When it was asked.
 */
atMs: number, 
/**
 * When the reply ended.
 */
endedAtMs: number | null, 
/**
 * What it was charged at, billionths of a USD.
 */
costNusd: number, 
/**
 * And in tokens.
 */
tokens: number, };

/**
 * Names an exchange.
 */
export type ExchangeRef = { 
/**
 * Its number.
 */
exchangeId: number, };

/**
 * Takes a picture along.
 */
export type ExportDiagram = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The attempt that is drawn; otherwise the newest.
 */
attemptId: number | null, 
/**
 * The ids of the groups that are folded.
 */
collapsed: Array<string>, 
/**
 * In which form.
 */
format: DiagramFormatDto, 
/**
 * The file that is written, absolute; without one the text is given back.
 */
path: string | null, 
/**
 * The picture in base64, for `png`: the window makes it.
 */
png: string | null, };

/**
 * Writes a mission's saves into a folder.
 */
export type ExportHistory = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The folder below which a new one is made.
 */
path: string, };

/**
 * A picture that was taken along: one of the two.
 */
export type ExportedDiagramDto = { 
/**
 * The file.
 */
path: string | null, 
/**
 * The text.
 */
text: string | null, };

/**
 * Names a file or a folder.
 */
export type FileRef = { 
/**
 * Absolute.
 */
path: string, };

/**
 * Answers a blank.
 */
export type FillBlank = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The blank.
 */
blankId: string, 
/**
 * The answer; empty puts the blank back.
 */
answer: string, 
/**
 * Refuses every correction, and takes an answer of the wrong form too.
 */
asWritten: boolean, };

/**
 * What came of an answer.
 */
export type FilledBlankDto = { 
/**
 * What was written into the template; absent when nothing was.
 */
written: string | null, 
/**
 * What was changed about the answer, of spelling and form only.
 */
correction: CorrectionDto | null, 
/**
 * Why nothing was written: what is wrong with the answer's form.
 */
malformed: string | null, 
/**
 * How the blanks stand now.
 */
sheet: BlankSheetDto, };

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
 * Where a generated mission stands.
 */
export type GeneratedStateDto = "generating" | "ready" | "failed" | "cancelled";

/**
 * How many generated missions stand where.
 */
export type GenerationCountsDto = { 
/**
 * In the queue.
 */
generating: number, 
/**
 * To be started.
 */
ready: number, 
/**
 * Failed for good.
 */
failed: number, 
/**
 * Taken back.
 */
cancelled: number, };

/**
 * A generated mission and how it stands.
 */
export type GenerationDto = { 
/**
 * Its id.
 */
missionId: string, 
/**
 * Its newest job.
 */
jobId: number | null, 
/**
 * Where it stands.
 */
state: GeneratedStateDto, 
/**
 * What happens now.
 */
phase: PhaseDto, 
/**
 * Its title, or what was asked for.
 */
title: string, 
/**
 * One sentence; empty until it is ready.
 */
summary: string, 
/**
 * Once it is ready, or as it was asked for.
 */
level: LevelDto | null, 
/**
 * Service names.
 */
services: Array<string>, 
/**
 * How long it takes; 0 until it is ready.
 */
minutes: number, 
/**
 * How many criteria it has; 0 until it is ready.
 */
criteria: number, 
/**
 * What was asked for.
 */
topic: string, 
/**
 * The model.
 */
model: string, 
/**
 * Why it failed.
 */
reason: string | null, 
/**
 * The last thing that went wrong.
 */
lastError: string | null, 
/**
 * Characters received in this call.
 */
received: number, 
/**
 * When it was asked for.
 */
createdAtMs: number, 
/**
 * When it last changed.
 */
changedAtMs: number, 
/**
 * When the next attempt is due.
 */
dueAtMs: number | null, 
/**
 * What it cost so far.
 */
costNusd: number, 
/**
 * And in tokens.
 */
tokens: number, };

/**
 * A page of generated missions.
 */
export type GenerationListDto = { 
/**
 * The newest first.
 */
generations: Array<GenerationDto>, 
/**
 * Where the next page begins; nothing when this is the last.
 */
next: CursorDto | null, 
/**
 * How many there are in all.
 */
counts: GenerationCountsDto, };

/**
 * Asks for a picture.
 */
export type GetDiagram = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The attempt that is drawn; otherwise the newest, before the start the starter.
 */
attemptId: number | null, 
/**
 * The ids of the groups that are folded.
 */
collapsed: Array<string>, };

/**
 * Asks for the learner's own icons.
 */
export type GetIcons = { 
/**
 * Resource types.
 */
types: Array<string>, };

/**
 * Asks for usage.
 */
export type GetUsage = { 
/**
 * Which stretch of time.
 */
range: UsageRangeDto, };

/**
 * Something that is kept.
 */
export type HeldDto = { 
/**
 * Where.
 */
place: PlaceDto, 
/**
 * What kind.
 */
kind: SecretKindDto, 
/**
 * How people tell it from others, for example the last four characters of a key's id; empty while it is locked.
 */
mark: string, 
/**
 * An encrypted file whose passphrase was not given since the program started.
 */
locked: boolean, };

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
 * A hint that had been revealed when a save was graded.
 */
export type HintUsedDto = { 
/**
 * The criterion.
 */
criterionId: string, 
/**
 * Its label.
 */
label: string, 
/**
 * 1 to 3.
 */
level: number, };

/**
 * Something found.
 */
export type HitDto = { 
/**
 * The exchange.
 */
exchangeId: number, 
/**
 * The mission.
 */
missionId: string, 
/**
 * Its title.
 */
missionTitle: string, 
/**
 * When it was asked.
 */
atMs: number, 
/**
 * Text around what was found, in pieces; every second one, from the second on, is what was found.
 */
snippet: Array<string>, };

/**
 * What was found.
 */
export type HitListDto = { 
/**
 * The best first.
 */
hits: Array<HitDto>, };

/**
 * An icon of the learner's folder.
 */
export type IconDto = { 
/**
 * The resource type.
 */
type: string, 
/**
 * An SVG or PNG as a data URL.
 */
dataUrl: string, };

/**
 * The learner's own icons; types without one are left out.
 */
export type IconListDto = { 
/**
 * In the order of the request.
 */
icons: Array<IconDto>, };

/**
 * What is in force.
 */
export type InForceDto = { 
/**
 * The region.
 */
region: string, 
/**
 * The endpoint that is called.
 */
endpoint: string, 
/**
 * Whether it is AWS's own.
 */
endpointIsAws: boolean, 
/**
 * What signs or authorises the calls.
 */
source: KeySourceDto, 
/**
 * The profile, where that is the source.
 */
profile: KeyProfileDto | null, 
/**
 * What is there too, and not used.
 */
overrides: OverriddenDto | null, };

/**
 * A job with its history.
 */
export type JobDetailDto = { 
/**
 * The job.
 */
job: JobDto, 
/**
 * Oldest first.
 */
history: Array<JobEventDto>, };

/**
 * A job.
 */
export type JobDto = { 
/**
 * Its number.
 */
id: number, 
/**
 * The mission.
 */
missionId: string, 
/**
 * What is shown.
 */
title: string, 
/**
 * The model.
 */
model: string, 
/**
 * Where it stands.
 */
state: JobStateDto, 
/**
 * How often it was received.
 */
receiveCount: number, 
/**
 * How often it was snoozed.
 */
snoozes: number, 
/**
 * When it is due, or when its lease ends.
 */
visibleAtMs: number, 
/**
 * When it was enqueued.
 */
createdAtMs: number, 
/**
 * When it last changed.
 */
changedAtMs: number, 
/**
 * The last thing that went wrong.
 */
lastError: string | null, 
/**
 * Its stable code.
 */
lastCode: string | null, };

/**
 * A line of a job's history.
 */
export type JobEventDto = { 
/**
 * When.
 */
atMs: number, 
/**
 * What, a stable word.
 */
event: string, 
/**
 * Why, a sentence; may be empty.
 */
detail: string, };

/**
 * Names a job.
 */
export type JobRef = { 
/**
 * Its number.
 */
jobId: number, };

/**
 * Where a job stands.
 */
export type JobStateDto = "ready" | "leased" | "done" | "dead" | "cancelled";

/**
 * A profile that signs calls.
 */
export type KeyProfileDto = { 
/**
 * Its name.
 */
name: string, 
/**
 * Where it has its credentials from.
 */
kind: ProfileKindDto, };

/**
 * What signs or authorises calls.
 */
export type KeySourceDto = "bearerFromEnvironment" | "bearer" | "keys" | "environment" | "profile";

/**
 * Whether the system's keyring can keep secrets.
 */
export type KeyringDto = "available" | "noBus" | "locked" | "denied" | "unavailable";

/**
 * What became of a call to the keyring that was given up.
 */
export type KeyringNoteDto = "waits" | "goneThrough";

/**
 * How long calls took, in milliseconds.
 */
export type LatencyDto = { 
/**
 * Calls that went well.
 */
calls: number, 
/**
 * To the first text, median.
 */
firstP50Ms: number | null, 
/**
 * To the first text, 95th percentile.
 */
firstP95Ms: number | null, 
/**
 * To the end, median.
 */
wholeP50Ms: number | null, 
/**
 * To the end, 95th percentile.
 */
wholeP95Ms: number | null, };

/**
 * An editor that was started.
 */
export type LaunchedDto = { 
/**
 * An [`EditorDto::id`].
 */
id: string, 
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
 * Asks for a page of generated missions.
 */
export type ListGenerations = { 
/**
 * Where it begins; otherwise with the newest.
 */
after: CursorDto | null, 
/**
 * Only those in this state.
 */
state: GeneratedStateDto | null, 
/**
 * At most.
 */
limit: number, };

/**
 * What asking came to: one of the three.
 */
export type MentorAnswerDto = { 
/**
 * A reply came in and ended, one way or another.
 */
exchange: ExchangeDto | null, 
/**
 * A budget would be exceeded; nothing was asked.
 */
overBudget: QuoteDto | null, 
/**
 * Bedrock cannot be reached; nothing was asked.
 */
notConnected: ProblemDto | null, };

/**
 * What would be sent, word for word.
 */
export type MentorContextDto = { 
/**
 * In order.
 */
parts: Array<ContextPartDto>, 
/**
 * What was left out of the learner's template.
 */
scrubbed: Array<ScrubbedDto>, 
/**
 * What it is likely to cost.
 */
quote: QuoteDto, };

/**
 * What is heard while a reply comes in; exactly one field is there. The last message has `ended`.
 */
export type MentorMessageDto = { 
/**
 * The exchange was written; its number.
 */
began: number | null, 
/**
 * More text, in order.
 */
delta: string | null, 
/**
 * The exchange as it is stored.
 */
ended: ExchangeDto | null, };

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
 * What kind of mission it is.
 */
kind: MissionKindDto, 
/**
 * Who made it.
 */
source: MissionSourceDto, 
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
 * What it is besides its criteria.
 */
make: MissionMakeDto, 
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
 * What kind of mission it is.
 */
export type MissionKindDto = "build" | "blanks" | "sabotage";

/**
 * Names another mission.
 */
export type MissionLinkDto = { 
/**
 * Its id.
 */
missionId: string, 
/**
 * Its title.
 */
title: string, };

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
 * What a mission is besides its criteria.
 */
export type MissionMakeDto = { 
/**
 * What kind of mission it is.
 */
kind: MissionKindDto, 
/**
 * Who made it.
 */
source: MissionSourceDto, 
/**
 * The seed of one that was made offline.
 */
seed: number | null, 
/**
 * The mission whose second part this is.
 */
follows: MissionLinkDto | null, 
/**
 * Its second part.
 */
nextPart: MissionLinkDto | null, 
/**
 * The mission whose template was broken.
 */
sabotaged: MissionLinkDto | null, 
/**
 * In how many ways it was broken.
 */
changes: number | null, 
/**
 * Whether the learner's template can be broken: it passed, and is none that was broken.
 */
canSabotage: boolean, };

/**
 * Names a mission.
 */
export type MissionRef = { 
/**
 * Its id.
 */
missionId: string, };

/**
 * What a learner asks for.
 */
export type MissionRequestDto = { 
/**
 * In their words; may be empty.
 */
topic: string, 
/**
 * Lower-case service names; may be empty.
 */
services: Array<string>, 
/**
 * Otherwise the model chooses.
 */
level: LevelDto | null, 
/**
 * Another model than the settings'.
 */
model: string | null, };

/**
 * Who made a mission.
 */
export type MissionSourceDto = "bundled" | "model" | "offline" | "sabotage" | "file";

/**
 * How the model is reached. Nothing in it is secret.
 */
export type ModelAccessDto = { 
/**
 * What was chosen.
 */
settings: ModelSettingsDto, 
/**
 * What people call the model for missions.
 */
modelLabel: string, 
/**
 * What people call the mentor's.
 */
mentorModelLabel: string, 
/**
 * What is in force; absent when something is missing.
 */
inForce: InForceDto | null, 
/**
 * Why nothing is in force.
 */
problem: ProblemDto | null, 
/**
 * What is kept of pasted credentials.
 */
vault: VaultDto, 
/**
 * Profiles found on this machine.
 */
profiles: Array<ProfileDto>, };

/**
 * What can be set about the model.
 */
export type ModelSettingsDto = { 
/**
 * Where credentials come from.
 */
credentials: CredentialChoiceDto, 
/**
 * The AWS profile; otherwise the environment's, or `default`.
 */
profile: string | null, 
/**
 * The region; otherwise the profile's or the environment's.
 */
region: string | null, 
/**
 * A model id, inference profile or ARN.
 */
model: string, 
/**
 * The one for hints and questions; otherwise the same.
 */
mentorModel: string | null, 
/**
 * 1 to 50.
 */
callsAtOnce: number, 
/**
 * Whether throttles count as receives.
 */
sqsStrict: boolean, 
/**
 * 1 to 720.
 */
visibilityMinutes: number, };

/**
 * What the test call found.
 */
export type ModelTestDto = { 
/**
 * In order; the first one that failed is the last.
 */
steps: Array<TestStepDto>, 
/**
 * What is wrong.
 */
problem: ProblemDto | null, 
/**
 * To the first text.
 */
firstMs: number | null, 
/**
 * What it cost.
 */
costNusd: number, };

/**
 * Why a criterion without an author's hints has none now.
 */
export type NoHintsDto = "met" | "undecided" | "unreadable" | "noEdit" | "sealed";

/**
 * No fields.
 */
export type Nothing = Record<symbol, never>;

/**
 * A mission that was made offline, ready to be started.
 */
export type OfflineMissionDto = { 
/**
 * Its id.
 */
missionId: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The seed, to make it again elsewhere.
 */
seed: number, 
/**
 * The generator's version.
 */
version: number, 
/**
 * Whether it was there before.
 */
existed: boolean, };

/**
 * Asks the offline generator for a mission; all of it may be empty.
 */
export type OfflineRequestDto = { 
/**
 * In the learner's words.
 */
topic: string, 
/**
 * Lower-case service names.
 */
services: Array<string>, 
/**
 * How much it may ask for.
 */
level: LevelDto | null, 
/**
 * Dotted skill names that it should practise.
 */
skills: Array<string>, 
/**
 * The same seed, wishes and version give the same mission; otherwise a new one is drawn. At most 2^53 - 1.
 */
seed: number | null, };

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
 * What would be in force were it not for something else: one of the two.
 */
export type OverriddenDto = { 
/**
 * A variable of the environment, by its name.
 */
variable: string | null, 
/**
 * A profile, by its name.
 */
profile: string | null, };

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
 * Why nothing is leased.
 */
export type PauseDto = { 
/**
 * Stable.
 */
code: string, 
/**
 * A sentence with the next step.
 */
message: string, 
/**
 * Since when.
 */
sinceMs: number, 
/**
 * When it ends by itself.
 */
untilMs: number | null, };

/**
 * What happens with a generated mission.
 */
export type PhaseDto = "waiting" | "snoozed" | "paused" | "waitsForBudget" | "writing" | "proving" | "repairing" | "elsewhere" | "ready" | "failed" | "cancelled";

/**
 * Where pasted credentials are kept.
 */
export type PlaceDto = "keyring" | "memory" | "file";

/**
 * Names a place.
 */
export type PlaceRef = { 
/**
 * The place.
 */
place: PlaceDto, };

/**
 * What comes back and when.
 */
export type PracticeDto = { 
/**
 * Whether skills come back at all.
 */
enabled: boolean, 
/**
 * Skills that were practised, those due first, then by when they are.
 */
skills: Array<SkillMemoryDto>, 
/**
 * How many are due now.
 */
due: number, 
/**
 * What would be offered for what is due.
 */
next: PractisedDto | null, };

/**
 * Asks for a mission that practises a skill, or what is due.
 */
export type Practise = { 
/**
 * Dotted name; otherwise what is due.
 */
skill: string | null, };

/**
 * A mission that practises something.
 */
export type PractisedDto = { 
/**
 * The mission; absent while one would have to be made.
 */
missionId: string | null, 
/**
 * Its title, when there is one.
 */
title: string | null, 
/**
 * The due skills that it practises.
 */
skills: Array<string>, };

/**
 * A model's price: billionths of a USD a thousand tokens.
 */
export type PriceDto = { 
/**
 * The part of a model's id that it is for.
 */
model: string, 
/**
 * Input.
 */
inputNusdPer1k: number, 
/**
 * Output.
 */
outputNusdPer1k: number, 
/**
 * Read from the prompt cache.
 */
cacheReadNusdPer1k: number, 
/**
 * Written to the prompt cache.
 */
cacheWriteNusdPer1k: number, };

/**
 * The prices in force.
 */
export type PriceListDto = { 
/**
 * `YYYY-MM-DD`.
 */
asOf: string, 
/**
 * The file that they were read from; otherwise they came with the program.
 */
file: string | null, 
/**
 * What is wrong with the file, with its line.
 */
problem: string | null, 
/**
 * The prices.
 */
prices: Array<PriceDto>, };

/**
 * What is wrong, and the next step.
 */
export type ProblemDto = { 
/**
 * Stable.
 */
code: string, 
/**
 * A sentence.
 */
message: string, 
/**
 * A sentence.
 */
nextStep: string, 
/**
 * The next step as a code; stable.
 */
step: string, 
/**
 * The profile that the next step is about; of `sso-login` with the quotes that a shell needs around some names.
 */
profile: string | null, };

/**
 * A profile of the AWS configuration.
 */
export type ProfileDto = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its region.
 */
region: string | null, 
/**
 * Where it has its credentials from.
 */
kind: ProfileKindDto, };

/**
 * Where a profile has its credentials from.
 */
export type ProfileKindDto = "keys" | "sso" | "process" | "role" | "other";

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
 * What a call is for.
 */
export type PurposeDto = "mission" | "repair" | "hint" | "question" | "test";

/**
 * The queue.
 */
export type QueueDto = { 
/**
 * Whether this program runs it; otherwise another one does, or nobody.
 */
runsHere: boolean, 
/**
 * Who runs it, a sentence.
 */
runner: string, 
/**
 * Why nothing is leased.
 */
pause: PauseDto | null, 
/**
 * Why the runner waits although nothing is paused.
 */
trouble: string | null, 
/**
 * The circuit breaker, when it is open.
 */
breaker: BreakerDto | null, 
/**
 * Waiting.
 */
ready: number, 
/**
 * Being worked on.
 */
leased: number, 
/**
 * Dead letters.
 */
dead: number, 
/**
 * Calls under way.
 */
calls: number, 
/**
 * How many may be under way at once now.
 */
callLimit: number, 
/**
 * The newest 200 that are neither done nor discarded, and besides those that are worked on and the dead letters, 200 of each at most; the
 * newest first. `ready`, `leased` and `dead` count all.
 */
jobs: Array<JobDto>, };

/**
 * What something costs before it is paid. Amounts are billionths of a USD.
 */
export type QuoteDto = { 
/**
 * The model.
 */
model: string, 
/**
 * What people call it.
 */
modelLabel: string, 
/**
 * What is likely.
 */
likelyNusd: number, 
/**
 * At most, and what is reserved.
 */
mostNusd: number, 
/**
 * At most.
 */
mostTokens: number, 
/**
 * `YYYY-MM-DD`.
 */
pricesAsOf: string, 
/**
 * Whether the model is in the price list; otherwise the dearest price is used.
 */
priceKnown: boolean, 
/**
 * The limit that stands in the way.
 */
exceeds: ExceededDto | null, };

/**
 * How a reply stands.
 */
export type ReplyStateDto = "streaming" | "done" | "stopped" | "failed" | "withheld";

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
 * A mission that was made by breaking a template.
 */
export type SabotagedDto = { 
/**
 * Its id.
 */
missionId: string, 
/**
 * Its title.
 */
title: string, 
/**
 * In how many ways the template was broken, 1 to 3.
 */
changes: number, };

/**
 * Credentials that were pasted.
 */
export type SaveCredentials = { 
/**
 * What kind.
 */
kind: SecretKindDto, 
/**
 * Of a Bedrock API key, the key.
 */
bearerKey: string | null, 
/**
 * Of access keys.
 */
accessKeyId: string | null, 
/**
 * Of access keys.
 */
secretAccessKey: string | null, 
/**
 * Of temporary access keys.
 */
sessionToken: string | null, 
/**
 * Where they are kept.
 */
place: PlaceDto, 
/**
 * For an encrypted file.
 */
passphrase: string | null, };

/**
 * Saves what was edited here.
 */
export type SaveTemplate = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The whole text.
 */
text: string, 
/**
 * The hash of what was read; of what stands there now, to save over it.
 */
hash: string, };

/**
 * What came of a save: an attempt, or what was changed from outside.
 */
export type SavedTemplateDto = { 
/**
 * The attempt; absent when nothing was written.
 */
attempt: AttemptDto | null, 
/**
 * Of the file now.
 */
hash: string, 
/**
 * What stands there, when it was changed from outside; nothing was written then.
 */
theirs: TemplateDto | null, };

/**
 * A resource that is drawn as a sign on what uses it.
 */
export type SceneBadgeDto = { 
/**
 * What it is.
 */
kind: SceneBadgeKindDto, 
/**
 * Its logical id.
 */
id: string, 
/**
 * Its type.
 */
type: string, 
/**
 * How it stands.
 */
state: SceneStateDto, 
/**
 * The ids of the criteria that are about it.
 */
criteria: Array<string>, 
/**
 * Where it is written, from 1.
 */
line: number, 
/**
 * From 1.
 */
column: number, };

/**
 * What a badge stands for.
 */
export type SceneBadgeKindDto = "role" | "policy" | "logs" | "key" | "guard";

/**
 * A picture with a place for everything in it, in pixels at 100 %.
 */
export type SceneDto = { 
/**
 * Groups before what they hold; ghosts last.
 */
nodes: Array<SceneNodeDto>, 
/**
 * In a fixed order.
 */
edges: Array<SceneEdgeDto>, 
/**
 * Of everything.
 */
width: number, 
/**
 * Of everything.
 */
height: number, };

/**
 * A line from one box to another.
 */
export type SceneEdgeDto = { 
/**
 * Unique, and the same from save to save.
 */
id: string, 
/**
 * A node's id.
 */
from: string, 
/**
 * A node's id.
 */
to: string, 
/**
 * The relation's name as in criteria.
 */
relation: string, 
/**
 * How it stands.
 */
state: SceneStateDto, 
/**
 * From border to border; at least two.
 */
points: Array<[number, number]>, 
/**
 * The middle of its label.
 */
labelAt: [number, number], 
/**
 * How wide its label is.
 */
labelWidth: number, 
/**
 * The connector that makes it, when it is a resource of its own.
 */
via: string | null, 
/**
 * The ids of the criteria that are about it.
 */
criteria: Array<string>, 
/**
 * Where it is written, from 1.
 */
line: number | null, 
/**
 * From 1.
 */
column: number | null, };

/**
 * What kind of box it is.
 */
export type SceneKindDto = "resource" | "group" | "ghost";

/**
 * A box.
 */
export type SceneNodeDto = { 
/**
 * The logical id; something else for what is missing.
 */
id: string, 
/**
 * What is written on it.
 */
label: string, 
/**
 * The CloudFormation type; may be empty for what is missing.
 */
type: string, 
/**
 * The service in words.
 */
service: string, 
/**
 * The name of its Lucide glyph, in kebab case.
 */
glyph: string, 
/**
 * What kind of box it is.
 */
kind: SceneKindDto, 
/**
 * Left edge.
 */
x: number, 
/**
 * Upper edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, 
/**
 * How it stands.
 */
state: SceneStateDto, 
/**
 * The group that it lies in.
 */
parent: string | null, 
/**
 * Whether it is a group whose members are folded into it.
 */
collapsed: boolean, 
/**
 * How many resources a folded group holds.
 */
holds: number, 
/**
 * Roles, log groups and the like that belong to it.
 */
badges: Array<SceneBadgeDto>, 
/**
 * The ids of the criteria that are about it.
 */
criteria: Array<string>, 
/**
 * Where it is written, from 1.
 */
line: number | null, 
/**
 * From 1.
 */
column: number | null, };

/**
 * How something stands.
 */
export type SceneStateDto = "none" | "pass" | "unknown" | "fail" | "ghost";

/**
 * Something that was left out.
 */
export type ScrubbedDto = { 
/**
 * What kind, in words.
 */
kind: string, 
/**
 * From 1.
 */
line: number, };

/**
 * Looks for words in conversations.
 */
export type SearchConversations = { 
/**
 * Any text.
 */
words: string, 
/**
 * Only in this mission's.
 */
missionId: string | null, };

/**
 * What kind of credentials.
 */
export type SecretKindDto = "bearer" | "accessKeys" | "unknown";

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
welcomed: boolean, 
/**
 * Whether what was hard comes back.
 */
spacedReturn: boolean, 
/**
 * How well it should still be known when it comes back, in percent: 70 to 97.
 */
retentionPercent: number, 
/**
 * The window's language, as `en` or `de`; otherwise what the system says.
 */
language: string | null, 
/**
 * How large the window's text is, in percent: 80 to 200.
 */
zoomPercent: number, 
/**
 * The learner's own folder of service icons.
 */
icons: string | null, 
/**
 * Whether the desktop is told of what happens while the window is not in front.
 */
notify: boolean, };

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
passed: number, 
/**
 * How it is remembered; absent when it was never practised, and while nothing comes back.
 */
memory: SkillMemoryDto | null, };

/**
 * How a skill is remembered.
 */
export type SkillMemoryDto = { 
/**
 * Dotted name.
 */
skill: string, 
/**
 * Whether it is due now.
 */
due: boolean, 
/**
 * When it should come back.
 */
dueAtMs: number, 
/**
 * When it was last practised.
 */
practisedAtMs: number, 
/**
 * How often it was practised.
 */
reviews: number, 
/**
 * Of those, how often it went wrong.
 */
lapses: number, 
/**
 * The chance that it is still known, 0 to 1, now.
 */
retrievability: number, 
/**
 * The days until the chance has fallen to nine in ten.
 */
stabilityDays: number, };

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
 * A criterion through the saves.
 */
export type StripDto = { 
/**
 * The criterion.
 */
criterionId: string, 
/**
 * Its label.
 */
label: string, 
/**
 * One a save; nothing where a save did not have the criterion.
 */
verdicts: Array<VerdictDto | null>, };

/**
 * What a suggested change would do to the template as it is.
 */
export type SuggestionDto = { 
/**
 * Whether it could be applied and graded.
 */
verified: boolean, 
/**
 * Labels of the criteria that it would make pass.
 */
fixes: Array<string>, 
/**
 * Labels of the criteria that pass now and would not.
 */
breaks: Array<string>, 
/**
 * Whether every criterion would pass.
 */
completes: boolean, 
/**
 * Why it is not verified.
 */
reason: string | null, };

/**
 * The template as it is in the file.
 */
export type TemplateDto = { 
/**
 * With line feeds alone; the file keeps its own line ends.
 */
text: string, 
/**
 * What the file's bytes are; goes back with a save.
 */
hash: string, 
/**
 * Why it cannot be edited here.
 */
locked: string | null, };

/**
 * One thing that the test looked at.
 */
export type TestStepDto = { 
/**
 * Stable: `region`, `credentials`, `endpoint`, `clock`, `model`.
 */
id: string, 
/**
 * How it stands.
 */
state: CheckStateDto, 
/**
 * A sentence.
 */
message: string, };

/**
 * The window's colours.
 */
export type ThemeDto = "system" | "light" | "dark";

/**
 * Unlocks the encrypted file.
 */
export type UnlockCredentials = { 
/**
 * The passphrase.
 */
passphrase: string, };

/**
 * Sums of a day.
 */
export type UsageDayDto = { 
/**
 * When it began.
 */
startMs: number, 
/**
 * Calls.
 */
calls: number, 
/**
 * Tokens charged.
 */
tokens: number, 
/**
 * Charged.
 */
nusd: number, };

/**
 * What was used.
 */
export type UsageDto = { 
/**
 * The stretch of time begins.
 */
fromMs: number, 
/**
 * And ends: now.
 */
toMs: number, 
/**
 * By model and purpose.
 */
rows: Array<UsageRowDto>, 
/**
 * By day, UTC, oldest first; days without calls are left out.
 */
days: Array<UsageDayDto>, 
/**
 * How long calls took.
 */
latency: LatencyDto, 
/**
 * How the budgets stand.
 */
budgets: Array<BudgetStateDto>, 
/**
 * Sentences on a ledger that does not add up; empty when it does.
 */
disagreements: Array<string>, };

/**
 * Which stretch of time usage is shown for.
 */
export type UsageRangeDto = "day" | "week" | "month" | "all";

/**
 * Sums of a model and purpose.
 */
export type UsageRowDto = { 
/**
 * The model.
 */
model: string, 
/**
 * What people call it.
 */
modelLabel: string, 
/**
 * What for.
 */
purpose: PurposeDto, 
/**
 * Calls made.
 */
calls: number, 
/**
 * Of those, failed.
 */
failed: number, 
/**
 * Of those, throttled.
 */
throttled: number, 
/**
 * Of those, with an unknown end, charged whole.
 */
unknown: number, 
/**
 * Tokens read.
 */
inputTokens: number, 
/**
 * Tokens written.
 */
outputTokens: number, 
/**
 * Tokens read from the prompt cache.
 */
cacheReadTokens: number, 
/**
 * Tokens written to the prompt cache.
 */
cacheWriteTokens: number, 
/**
 * Tokens charged: those, and whole reservations of unknown ends.
 */
chargedTokens: number, 
/**
 * Charged.
 */
nusd: number, 
/**
 * Answers taken from the response cache.
 */
answersFromCache: number, };

/**
 * Writes a template file over the learner's.
 */
export type UseTemplate = { 
/**
 * The mission.
 */
missionId: string, 
/**
 * The file, absolute.
 */
path: string, };

/**
 * What is kept of pasted credentials.
 */
export type VaultDto = { 
/**
 * Whether the system's keyring can keep secrets.
 */
keyring: KeyringDto, 
/**
 * The system's words, when it does not work.
 */
keyringReason: string | null, 
/**
 * What became of an earlier call to the keyring.
 */
keyringNote: KeyringNoteDto | null, 
/**
 * Why the encrypted file cannot be used, a sentence.
 */
fileProblem: string | null, 
/**
 * What each place holds; places that hold nothing are left out.
 */
held: Array<HeldDto>, };

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

/**
 * A budget's stretch of time.
 */
export type WindowDto = "tenMinutes" | "day" | "month";

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
  /** How the model is reached; no call is made. */
  get_model_access: { request: Nothing; response: ModelAccessDto };
  /** Sets which model, which credentials, and how hard it is asked. */
  put_model_settings: { request: ModelSettingsDto; response: ModelAccessDto };
  /** Keeps credentials that were pasted, and uses them. */
  save_credentials: { request: SaveCredentials; response: ModelAccessDto };
  /** Forgets what a place holds. */
  forget_credentials: { request: PlaceRef; response: ModelAccessDto };
  /** Unlocks the encrypted file for this run of the program. */
  unlock_credentials: { request: UnlockCredentials; response: ModelAccessDto };
  /** Tries the way to the model with a tiny call. */
  test_model: { request: Nothing; response: ModelTestDto };
  /** What a mission would cost; nothing is asked. */
  quote_mission: { request: MissionRequestDto; response: QuoteDto };
  /** Asks for a mission; back at once, the queue does the rest. */
  ask_mission: { request: MissionRequestDto; response: AskedMissionDto };
  /** A page of generated missions. */
  list_generations: { request: ListGenerations; response: GenerationListDto };
  /** One generated mission. */
  get_generation: { request: MissionRef; response: GenerationDto };
  /** Takes a generation back. */
  cancel_generation: { request: MissionRef; response: GenerationDto };
  /** Tries a failed or cancelled generation again. */
  retry_generation: { request: MissionRef; response: GenerationDto };
  /** Removes a failed or cancelled generation. */
  discard_generation: { request: MissionRef; response: Nothing };
  /** The queue and its jobs. */
  get_queue: { request: Nothing; response: QueueDto };
  /** A job with its history. */
  get_job: { request: JobRef; response: JobDetailDto };
  /** Gives a dead letter another chance. */
  redrive_job: { request: JobRef; response: QueueDto };
  /** Removes a dead letter. */
  discard_job: { request: JobRef; response: QueueDto };
  /** Takes a job back. */
  cancel_job: { request: JobRef; response: QueueDto };
  /** Ends a pause and an open breaker, and tries at once. */
  resume_queue: { request: Nothing; response: QueueDto };
  /** What was used, and how the budgets stand. */
  get_usage: { request: GetUsage; response: UsageDto };
  /** The budgets. */
  get_budgets: { request: Nothing; response: BudgetsDto };
  /** Sets the budgets. */
  put_budgets: { request: BudgetsDto; response: BudgetsDto };
  /** The prices in force. */
  get_prices: { request: Nothing; response: PriceListDto };
  /** Writes the prices to a file to be edited, and opens it in the editor. */
  edit_prices: { request: Nothing; response: FolderRef };
  /** Asks the mentor; the reply streams. */
  ask_mentor: { request: AskMentor; response: MentorAnswerDto };
  /** Stops a reply; what came is kept. */
  stop_mentor: { request: ExchangeRef; response: Nothing };
  /** What asking would send; nothing is sent. */
  preview_mentor: { request: AskMentor; response: MentorContextDto };
  /** A mission's conversation. */
  get_conversation: { request: MissionRef; response: ConversationDto };
  /** Looks for words in conversations. */
  search_conversations: { request: SearchConversations; response: HitListDto };
  /** Deletes a mission's conversation. */
  forget_conversation: { request: MissionRef; response: ConversationDto };
  /** Makes a mission without a model; ready at once. */
  make_offline_mission: { request: OfflineRequestDto; response: OfflineMissionDto };
  /** The blanks of a started mission, as its template is now. */
  get_blanks: { request: MissionRef; response: BlankSheetDto };
  /** Answers a blank in the learner's template, and grades it. */
  fill_blank: { request: FillBlank; response: FilledBlankDto };
  /** Breaks the template of a passed mission on purpose, as a new mission. */
  sabotage_mission: { request: MissionRef; response: SabotagedDto };
  /** What comes back and when. */
  get_practice: { request: Nothing; response: PracticeDto };
  /** A mission that practises a skill, or what is due; one is made when the catalogue has none left. */
  practise: { request: Practise; response: PractisedDto };
  /** The picture of a template, now or at an attempt. */
  get_diagram: { request: GetDiagram; response: SceneDto };
  /** Writes a picture to a file, or gives it as text. */
  export_diagram: { request: ExportDiagram; response: ExportedDiagramDto };
  /** The learner's own icons for resource types. */
  get_icons: { request: GetIcons; response: IconListDto };
  /** The template's text, to be edited here. */
  get_template: { request: MissionRef; response: TemplateDto };
  /** Saves what was edited here, never over a newer change from outside. */
  save_template: { request: SaveTemplate; response: SavedTemplateDto };
  /** Writes every save of a mission into a folder. */
  export_history: { request: ExportHistory; response: FolderRef };
  /** Deletes every save but the newest. */
  delete_history: { request: MissionRef; response: AttemptListDto };
  /** Makes a suggested change in memory and grades it. */
  check_suggestion: { request: CheckSuggestion; response: SuggestionDto };
  /** What a dropped file is; nothing is changed. */
  look_at_dropped: { request: FileRef; response: DroppedDto };
  /** Takes a mission file into the list. */
  add_mission: { request: FileRef; response: MissionRef };
  /** Writes a template file over the learner's, as a save that can be taken back. */
  use_template: { request: UseTemplate; response: RestoredDto };
}
