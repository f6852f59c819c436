//! The way to the model: what is in force, what is kept of credentials, and the test of it. What holds a secret is in `pasted`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CheckStateDto;

dto! {
    /// How the model is reached. Nothing in it is secret.
    struct ModelAccessDto {
        /// What was chosen.
        settings: ModelSettingsDto,
        /// What people call the model for missions.
        model_label: String,
        /// What people call the mentor's.
        mentor_model_label: String,
        /// What is in force; absent when something is missing.
        in_force: Option<InForceDto>,
        /// Why nothing is in force.
        problem: Option<ProblemDto>,
        /// What is kept of pasted credentials.
        vault: VaultDto,
        /// Profiles found on this machine.
        profiles: Vec<ProfileDto>,
    }

    /// What can be set about the model.
    struct ModelSettingsDto {
        /// Where credentials come from.
        credentials: CredentialChoiceDto,
        /// The AWS profile; otherwise the environment's, or `default`.
        profile: Option<String>,
        /// The region; otherwise the profile's or the environment's.
        region: Option<String>,
        /// A model id, inference profile or ARN.
        model: String,
        /// The one for hints and questions; otherwise the same.
        mentor_model: Option<String>,
        /// 1 to 50.
        calls_at_once: u32,
        /// Whether throttles count as receives.
        sqs_strict: bool,
        /// 1 to 720.
        visibility_minutes: u32,
    }

    /// What is in force.
    struct InForceDto {
        /// The region.
        region: String,
        /// The endpoint that is called.
        endpoint: String,
        /// Whether it is AWS's own.
        endpoint_is_aws: bool,
        /// What signs or authorises the calls.
        source: KeySourceDto,
        /// The profile, where that is the source.
        profile: Option<KeyProfileDto>,
        /// What is there too, and not used.
        overrides: Option<OverriddenDto>,
    }

    /// A profile that signs calls.
    struct KeyProfileDto {
        /// Its name.
        name: String,
        /// Where it has its credentials from.
        kind: ProfileKindDto,
    }

    /// What would be in force were it not for something else: one of the two.
    struct OverriddenDto {
        /// A variable of the environment, by its name.
        variable: Option<String>,
        /// A profile, by its name.
        profile: Option<String>,
    }

    /// What is wrong, and the next step.
    struct ProblemDto {
        /// Stable.
        code: String,
        /// A sentence.
        message: String,
        /// A sentence.
        next_step: String,
        /// The next step as a code; stable.
        step: String,
        /// The profile that the next step is about; of `sso-login` with the quotes that a shell needs around some names.
        profile: Option<String>,
    }

    /// What is kept of pasted credentials.
    struct VaultDto {
        /// Whether the system's keyring can keep secrets.
        keyring: KeyringDto,
        /// The system's words, when it does not work.
        keyring_reason: Option<String>,
        /// What became of an earlier call to the keyring.
        keyring_note: Option<KeyringNoteDto>,
        /// Why the encrypted file cannot be used, a sentence.
        file_problem: Option<String>,
        /// What each place holds; places that hold nothing are left out.
        held: Vec<HeldDto>,
    }

    /// Something that is kept.
    struct HeldDto {
        /// Where.
        place: PlaceDto,
        /// What kind.
        kind: SecretKindDto,
        /// How people tell it from others, for example the last four characters of a key's id; empty while it is locked.
        mark: String,
        /// An encrypted file whose passphrase was not given since the program started.
        locked: bool,
    }

    /// A profile of the AWS configuration.
    struct ProfileDto {
        /// Its name.
        name: String,
        /// Its region.
        region: Option<String>,
        /// Where it has its credentials from.
        kind: ProfileKindDto,
    }

    /// Names a place.
    struct PlaceRef {
        /// The place.
        place: PlaceDto,
    }

    /// What the test call found.
    struct ModelTestDto {
        /// In order; the first one that failed is the last.
        steps: Vec<TestStepDto>,
        /// What is wrong.
        problem: Option<ProblemDto>,
        /// To the first text.
        #[ts(type = "number | null")]
        first_ms: Option<i64>,
        /// What it cost.
        #[ts(type = "number")]
        cost_nusd: i64,
    }

    /// One thing that the test looked at.
    struct TestStepDto {
        /// Stable: `region`, `credentials`, `endpoint`, `clock`, `model`.
        id: String,
        /// How it stands.
        state: CheckStateDto,
        /// A sentence.
        message: String,
    }
}

words! {
    /// Where credentials come from.
    enum CredentialChoiceDto {
        /// AWS's own chain.
        Aws,
        /// What was pasted.
        Pasted,
        /// Bedrock is not used.
        Off,
    }

    /// Whether the system's keyring can keep secrets.
    enum KeyringDto {
        /// It can.
        Available,
        /// There is no session bus.
        NoBus,
        /// It is locked.
        Locked,
        /// It refuses.
        Denied,
        /// It does not work, for another reason.
        Unavailable,
    }

    /// What became of a call to the keyring that was given up.
    enum KeyringNoteDto {
        /// It is not answered still.
        Waits,
        /// It was carried out all the same.
        GoneThrough,
    }

    /// What signs or authorises calls.
    enum KeySourceDto {
        /// `AWS_BEARER_TOKEN_BEDROCK`.
        BearerFromEnvironment,
        /// A Bedrock API key that was pasted.
        Bearer,
        /// Access keys that were pasted.
        Keys,
        /// Access keys of the environment.
        Environment,
        /// A profile.
        Profile,
    }

    /// Where a profile has its credentials from.
    enum ProfileKindDto {
        /// Access keys in the file.
        Keys,
        /// IAM Identity Center.
        Sso,
        /// `credential_process`.
        Process,
        /// It assumes a role.
        Role,
        /// Anything else.
        Other,
    }

    /// Where pasted credentials are kept.
    enum PlaceDto {
        /// The system's keyring.
        Keyring,
        /// This run of the program.
        Memory,
        /// A file under a passphrase.
        File,
    }

    /// What kind of credentials.
    enum SecretKindDto {
        /// A Bedrock API key.
        Bearer,
        /// Access keys.
        AccessKeys,
        /// Not known while it is locked.
        Unknown,
    }
}
