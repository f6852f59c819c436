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
}
