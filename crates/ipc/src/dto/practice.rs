//! Missions that need no model (made offline, with blanks, broken on purpose), and what comes back when.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::LevelDto;

dto! {
    /// Asks the offline generator for a mission; all of it may be empty.
    struct OfflineRequestDto {
        /// In the learner's words.
        topic: String,
        /// Lower-case service names.
        services: Vec<String>,
        /// How much it may ask for.
        level: Option<LevelDto>,
        /// Dotted skill names that it should practise.
        skills: Vec<String>,
        /// The same seed, wishes and version give the same mission; otherwise a new one is drawn. At most 2^53 - 1.
        #[ts(type = "number | null")]
        seed: Option<u64>,
    }

    /// A mission that was made offline, ready to be started.
    struct OfflineMissionDto {
        /// Its id.
        mission_id: String,
        /// Its title.
        title: String,
        /// The seed, to make it again elsewhere.
        #[ts(type = "number")]
        seed: u64,
        /// The generator's version.
        version: u32,
        /// Whether it was there before.
        existed: bool,
    }

    /// Names another mission.
    struct MissionLinkDto {
        /// Its id.
        mission_id: String,
        /// Its title.
        title: String,
    }

    /// What a mission is besides its criteria.
    struct MissionMakeDto {
        /// What kind of mission it is.
        kind: MissionKindDto,
        /// Who made it.
        source: MissionSourceDto,
        /// The seed of one that was made offline.
        #[ts(type = "number | null")]
        seed: Option<u64>,
        /// The mission whose second part this is.
        follows: Option<MissionLinkDto>,
        /// Its second part.
        next_part: Option<MissionLinkDto>,
        /// The mission whose template was broken.
        sabotaged: Option<MissionLinkDto>,
        /// In how many ways it was broken.
        changes: Option<u32>,
        /// Whether the learner's template can be broken: it passed, and is none that was broken.
        can_sabotage: bool,
    }

    /// The blanks of a started mission.
    struct BlankSheetDto {
        /// The template's text as it is now.
        text: String,
        /// In the order of the template.
        blanks: Vec<BlankDto>,
    }

    /// A blank and how it stands.
    struct BlankDto {
        /// Its id.
        id: String,
        /// What kind of answer it takes.
        kind: BlankKindDto,
        /// What is asked for, a short phrase.
        ask: String,
        /// Shows type and form, and is not the answer.
        example: String,
        /// What an answer has to look like, a short phrase.
        form: String,
        /// The words to choose from, of an enum.
        values: Vec<String>,
        /// The resource that it is in.
        resource: Option<String>,
        /// The path of its property, from the resource.
        path: String,
        /// How it stands.
        state: BlankStateDto,
        /// The answer, when there is one.
        answer: Option<String>,
        /// Where it stands in the text; absent when it cannot be found.
        place: Option<BlankPlaceDto>,
        /// Why it cannot be found, a sentence.
        lost: Option<String>,
    }

    /// Where a blank, or its answer, stands; on one line.
    struct BlankPlaceDto {
        /// From 1.
        line: u32,
        /// The first column, from 1.
        column: u32,
        /// The column after the last.
        end_column: u32,
    }

    /// Answers a blank.
    struct FillBlank {
        /// The mission.
        mission_id: String,
        /// The blank.
        blank_id: String,
        /// The answer; empty puts the blank back.
        answer: String,
        /// Refuses every correction, and takes an answer of the wrong form too.
        as_written: bool,
    }

    /// What came of an answer.
    struct FilledBlankDto {
        /// What was written into the template; absent when nothing was.
        written: Option<String>,
        /// What was changed about the answer, of spelling and form only.
        correction: Option<CorrectionDto>,
        /// Why nothing was written: what is wrong with the answer's form.
        malformed: Option<String>,
        /// How the blanks stand now.
        sheet: BlankSheetDto,
    }

    /// A correction of spelling or form, which the learner can refuse.
    struct CorrectionDto {
        /// What was answered.
        from: String,
        /// What was written.
        to: String,
        /// Why, a sentence.
        why: String,
    }

    /// A mission that was made by breaking a template.
    struct SabotagedDto {
        /// Its id.
        mission_id: String,
        /// Its title.
        title: String,
        /// In how many ways the template was broken, 1 to 3.
        changes: u32,
    }

    /// What comes back and when.
    struct PracticeDto {
        /// Whether skills come back at all.
        enabled: bool,
        /// Skills that were practised, those due first, then by when they are.
        skills: Vec<SkillMemoryDto>,
        /// How many are due now.
        due: u32,
        /// What would be offered for what is due.
        next: Option<PractisedDto>,
    }

    /// How a skill is remembered.
    struct SkillMemoryDto {
        /// Dotted name.
        skill: String,
        /// Whether it is due now.
        due: bool,
        /// When it should come back.
        #[ts(type = "number")]
        due_at_ms: i64,
        /// When it was last practised.
        #[ts(type = "number")]
        practised_at_ms: i64,
        /// How often it was practised.
        reviews: u32,
        /// Of those, how often it went wrong.
        lapses: u32,
        /// The chance that it is still known, 0 to 1, now.
        retrievability: f64,
        /// The days until the chance has fallen to nine in ten.
        stability_days: f64,
    }

    /// Asks for a mission that practises a skill, or what is due.
    struct Practise {
        /// Dotted name; otherwise what is due.
        skill: Option<String>,
    }

    /// A mission that practises something.
    struct PractisedDto {
        /// The mission; absent while one would have to be made.
        mission_id: Option<String>,
        /// Its title, when there is one.
        title: Option<String>,
        /// The due skills that it practises.
        skills: Vec<String>,
    }

    /// A hint that had been revealed when a save was graded.
    struct HintUsedDto {
        /// The criterion.
        criterion_id: String,
        /// Its label.
        label: String,
        /// 1 to 3.
        level: u32,
    }
}

words! {
    /// What kind of mission it is.
    enum MissionKindDto {
        /// A starter to be built up.
        Build,
        /// A starter with typed blanks.
        Blanks,
        /// A template that passed, broken on purpose.
        Sabotage,
    }

    /// Who made a mission.
    enum MissionSourceDto {
        /// An author; it is in a bundled pack.
        Bundled,
        /// A model on Amazon Bedrock.
        Model,
        /// The offline generator; no model wrote it.
        Offline,
        /// The learner's own template, broken on purpose.
        Sabotage,
        /// Whoever wrote the file that was added.
        File,
    }

    /// What kind of answer a blank takes.
    enum BlankKindDto {
        /// A range of addresses.
        Cidr,
        /// The name of something in AWS.
        Arn,
        /// A Lambda runtime.
        Runtime,
        /// A whole number.
        Integer,
        /// A length of time.
        Duration,
        /// One of a few words.
        Enum,
        /// The name of a resource of the template.
        LogicalId,
        /// The name of a property.
        Property,
        /// An action of a policy.
        Action,
    }

    /// How a blank stands.
    enum BlankStateDto {
        /// Not answered.
        Empty,
        /// Answered.
        Filled,
        /// It cannot be found in the template any more.
        Lost,
    }
}
