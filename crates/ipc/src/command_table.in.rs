// The one table of commands: `name: Request => Response;`. Handlers (`handlers.rs`), the dispatcher, the ACL (`src-tauri/build.rs`) and the
// TypeScript types are made from it; each includer defines `command_table!` for what it needs. A missing handler does not compile.
command_table! {
    /// What the program is, where its data is, whether that data is kept.
    app_info: Nothing => AppInfoDto;
    /// Every pack with its missions and how far the learner is.
    list_missions: Nothing => MissionListDto;
    /// One mission with its standing, newest attempt and revealed hints.
    get_mission: MissionRef => MissionDto;
    /// Starts or resumes a mission: workspace, first grading, watching, the editor when the settings say so.
    start_mission: StartMission => MissionDto;
    /// What is watched, and how it stands.
    get_watch: Nothing => WatchDto;
    /// Reads and grades the template now.
    grade_now: MissionRef => AttemptDto;
    /// A mission's attempts, oldest first.
    list_attempts: MissionRef => AttemptListDto;
    /// One attempt with its report.
    get_attempt: AttemptRef => AttemptDto;
    /// A template (the newest, or an attempt's) with a line diff against something.
    compare_template: CompareTemplate => ComparisonDto;
    /// Puts an attempt's snapshot back as a new save.
    restore_attempt: AttemptRef => RestoredDto;
    /// Takes the last restore back.
    undo_restore: MissionRef => RestoredDto;
    /// The hints that have been revealed, as they stand for the template as it is now.
    list_hints: MissionRef => HintListDto;
    /// Reveals the next hint of a criterion.
    reveal_hint: CriterionRef => CriterionHintsDto;
    /// Opens the learner's editor at a place in the template.
    open_editor: OpenEditor => LaunchedDto;
    /// Opens the mission's folder in the file manager.
    open_folder: MissionRef => Nothing;
    /// Missions done and what happened when.
    get_progress: Nothing => ProgressDto;
    /// The settings in force, and the editors found.
    get_settings: Nothing => SettingsViewDto;
    /// Checks, writes and applies settings.
    put_settings: SettingsDto => SettingsViewDto;
    /// Everything the program needs, looked at.
    run_doctor: Nothing => DoctorDto;
    /// Writes a copy of all data to a new folder.
    export_data: FolderRef => FolderRef;
    /// Forgets a mission's attempts; the workspace's files stay.
    forget_mission: MissionRef => Nothing;
    /// How the model is reached; no call is made.
    get_model_access: Nothing => ModelAccessDto;
    /// Sets which model, which credentials, and how hard it is asked.
    put_model_settings: ModelSettingsDto => ModelAccessDto;
    /// Keeps credentials that were pasted, and uses them.
    save_credentials: SaveCredentials => ModelAccessDto;
    /// Forgets what a place holds.
    forget_credentials: PlaceRef => ModelAccessDto;
    /// Unlocks the encrypted file for this run of the program.
    unlock_credentials: UnlockCredentials => ModelAccessDto;
    /// Tries the way to the model with a tiny call.
    test_model: Nothing => ModelTestDto;
    /// What a mission would cost; nothing is asked.
    quote_mission: MissionRequestDto => QuoteDto;
    /// Asks for a mission; back at once, the queue does the rest.
    ask_mission: MissionRequestDto => AskedMissionDto;
    /// A page of generated missions.
    list_generations: ListGenerations => GenerationListDto;
    /// One generated mission.
    get_generation: MissionRef => GenerationDto;
    /// Takes a generation back.
    cancel_generation: MissionRef => GenerationDto;
    /// Tries a failed or cancelled generation again.
    retry_generation: MissionRef => GenerationDto;
    /// Removes a failed or cancelled generation.
    discard_generation: MissionRef => Nothing;
    /// The queue and its jobs.
    get_queue: Nothing => QueueDto;
    /// A job with its history.
    get_job: JobRef => JobDetailDto;
    /// Gives a dead letter another chance.
    redrive_job: JobRef => QueueDto;
    /// Removes a dead letter.
    discard_job: JobRef => QueueDto;
    /// Takes a job back.
    cancel_job: JobRef => QueueDto;
    /// Ends a pause and an open breaker, and tries at once.
    resume_queue: Nothing => QueueDto;
    /// What was used, and how the budgets stand.
    get_usage: GetUsage => UsageDto;
    /// The budgets.
    get_budgets: Nothing => BudgetsDto;
    /// Sets the budgets.
    put_budgets: BudgetsDto => BudgetsDto;
    /// The prices in force.
    get_prices: Nothing => PriceListDto;
    /// Writes the prices to a file to be edited, and opens it in the editor.
    edit_prices: Nothing => FolderRef;
    /// Asks the mentor; the reply streams.
    ask_mentor: AskMentor => MentorAnswerDto;
    /// Stops a reply; what came is kept.
    stop_mentor: ExchangeRef => Nothing;
    /// What asking would send; nothing is sent.
    preview_mentor: AskMentor => MentorContextDto;
    /// A mission's conversation.
    get_conversation: MissionRef => ConversationDto;
    /// Looks for words in conversations.
    search_conversations: SearchConversations => HitListDto;
    /// Deletes a mission's conversation.
    forget_conversation: MissionRef => ConversationDto;
    /// Makes a mission without a model; ready at once.
    make_offline_mission: OfflineRequestDto => OfflineMissionDto;
    /// The blanks of a started mission, as its template is now.
    get_blanks: MissionRef => BlankSheetDto;
    /// Answers a blank in the learner's template, and grades it.
    fill_blank: FillBlank => FilledBlankDto;
    /// Breaks the template of a passed mission on purpose, as a new mission.
    sabotage_mission: MissionRef => SabotagedDto;
    /// What comes back and when.
    get_practice: Nothing => PracticeDto;
    /// A mission that practises a skill, or what is due; one is made when the catalogue has none left.
    practise: Practise => PractisedDto;
    /// The picture of a template, now or at an attempt.
    get_diagram: GetDiagram => SceneDto;
    /// Writes a picture to a file, or gives it as text.
    export_diagram: ExportDiagram => ExportedDiagramDto;
    /// The learner's own icons for resource types.
    get_icons: GetIcons => IconListDto;
    /// The template's text, to be edited here.
    get_template: MissionRef => TemplateDto;
    /// Saves what was edited here, never over a newer change from outside.
    save_template: SaveTemplate => SavedTemplateDto;
    /// Writes every save of a mission into a folder.
    export_history: ExportHistory => FolderRef;
    /// Deletes every save but the newest.
    delete_history: MissionRef => AttemptListDto;
    /// Makes a suggested change in memory and grades it.
    check_suggestion: CheckSuggestion => SuggestionDto;
    /// What a dropped file is; nothing is changed.
    look_at_dropped: FileRef => DroppedDto;
    /// Takes a mission file into the list.
    add_mission: FileRef => MissionRef;
    /// Writes a template file over the learner's, as a save that can be taken back.
    use_template: UseTemplate => RestoredDto;
}
