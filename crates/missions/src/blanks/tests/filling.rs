//! Writing answers: the stretch changes, and nothing else.

use proptest::{prop_assert, prop_assert_eq, proptest};

use super::{STARTER, mission, with_blanks};
use crate::{
    Mission,
    blanks::{CannotFill, State, fill, place},
};

fn filled(mission: &Mission, text: &str, blank: &str, answer: &str) -> String {
    let new = fill(mission, text.as_bytes(), blank, answer)
        .unwrap_or_else(|error| panic!("{answer:?} can stand for {blank}: {error}"));
    String::from_utf8(new).expect("UTF-8 stays UTF-8")
}

fn answer_of(mission: &Mission, text: &str, blank: &str) -> Option<String> {
    let all = place(mission, text.as_bytes());
    let one = all.into_iter().find(|placed| placed.id == blank)?;
    match one.state {
        State::Filled { answer, .. } => Some(answer),
        State::Empty(_) => Some(String::new()),
        State::Lost(_) => None,
    }
}

#[test]
fn only_the_stretch_changes() {
    let mission = mission(STARTER);
    let table = [
        ("wait", "180", "__wait__", "180"),
        ("target", "SetAside", "__target__", "SetAside"),
        (
            "property",
            "VersioningConfiguration",
            "__property__",
            "VersioningConfiguration",
        ),
        ("status", "Enabled", "__status__", "Enabled"),
        (
            "action",
            "sqs:ReceiveMessage",
            "__action__",
            "sqs:ReceiveMessage",
        ),
        ("bucket", "Photos", "__bucket__", "Photos"),
    ];
    for (blank, answer, from, to) in table {
        assert_eq!(
            filled(&mission, STARTER, blank, answer),
            STARTER.replace(from, to),
            "{blank}: comments, quotes and the rest stay"
        );
    }
}

#[test]
fn windows_files_stay_windows_files() {
    let mission = mission(STARTER);
    let text = format!("\u{feff}{}", STARTER.replace('\n', "\r\n"));
    assert_eq!(
        filled(&mission, &text, "wait", "180"),
        text.replace("__wait__", "180"),
        "the mark and the line ends are as they were"
    );
}

#[test]
fn answers_get_quotes_where_they_need_them_and_lose_them_again() {
    let starter = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: __status__ # mine\n";
    let mission = with_blanks(starter, "status");
    let table = [
        ("*", "\"*\"", "a star begins an alias"),
        ("!Ref A", "\"!Ref A\"", "an answer is text, and no function"),
        ("a: b", "\"a: b\"", "a colon makes a mapping"),
        ("a #b", "\"a #b\"", "a comment would begin"),
        ("[a]", "\"[a]\"", "a list would"),
        (
            "say \"so\"",
            "say \"so\"",
            "quotes inside of a text are text",
        ),
        (
            "\"so\" they",
            "\"\\\"so\\\" they\"",
            "quotes at the start are not",
        ),
        (
            "C:\\temp: x",
            "\"C:\\\\temp: x\"",
            "backslashes are escaped in quotes",
        ),
        ("1.10", "\"1.10\"", "a version is no number"),
        ("yes", "\"yes\"", "a word that YAML takes for a boolean"),
        ("true", "true", "a boolean"),
        ("5", "5", "a number"),
        (" a ", "\" a \"", "spaces that are meant"),
    ];
    let mut text = starter.to_owned();
    for (answer, written, why) in table {
        // Each over the one before: quotes that one needed are gone when the next needs none.
        text = filled(&mission, &text, "status", answer);
        assert_eq!(
            text,
            starter.replace("__status__", written),
            "{answer}: {why}"
        );
        assert_eq!(
            answer_of(&mission, &text, "status").as_deref(),
            Some(answer),
            "{why}"
        );
    }
    assert_eq!(
        filled(&mission, &text, "status", ""),
        starter,
        "nothing puts the blank back"
    );
}

#[test]
fn quotes_around_a_blank_stay() {
    let starter = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: '__status__'\n      DisplayName: \"__target__\"\n";
    let mission = with_blanks(starter, "status target");
    let text = filled(&mission, starter, "status", "it's 5");
    let text = filled(&mission, &text, "target", "5 \"x\" \\");
    assert_eq!(
        text,
        starter
            .replace("__status__", "it''s 5")
            .replace("__target__", "5 \\\"x\\\" \\\\"),
        "each kind of quotes has its own way"
    );
    assert_eq!(
        answer_of(&mission, &text, "status").as_deref(),
        Some("it's 5"),
        "read back"
    );
    assert_eq!(
        answer_of(&mission, &text, "target").as_deref(),
        Some("5 \"x\" \\"),
        "read back"
    );
    let text = filled(&mission, &text, "target", "7");
    assert_eq!(
        filled(&mission, &text, "status", ""),
        starter.replace("__target__", "7"),
        "a number in quotes stays text"
    );
}

#[test]
fn json_stays_json() {
    let starter = r#"{"Resources": {"A": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "__status__", "VisibilityTimeout": "__wait__"}}}}"#;
    let mission = with_blanks(starter, "status wait");
    let text = filled(&mission, starter, "status", "a \"b\"");
    let text = filled(&mission, &text, "wait", "30");
    assert_eq!(
        text,
        starter
            .replace("__status__", "a \\\"b\\\"")
            .replace("__wait__", "30"),
        "quotes stay where they are"
    );
}

#[test]
fn an_emptied_value_is_filled_again() {
    let starter = "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: __wait__\n      QueueName: a\n";
    let mission = with_blanks(starter, "wait");
    for emptied in ["VisibilityTimeout:", "VisibilityTimeout: # how long?"] {
        let text = starter.replace("VisibilityTimeout: __wait__", emptied);
        let new = filled(&mission, &text, "wait", "30");
        assert_eq!(
            answer_of(&mission, &new, "wait").as_deref(),
            Some("30"),
            "{new}"
        );
        assert!(
            new.contains("QueueName: a")
                && new.contains(emptied.trim_start_matches("VisibilityTimeout:")),
            "the rest stays: {new}"
        );
    }
}

#[test]
fn a_function_in_the_place_of_an_answer_is_an_answer() {
    let starter = "Parameters:\n  P: {Type: String}\nResources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: __wait__\n";
    let mission = with_blanks(starter, "wait");
    let text = starter.replace("__wait__", "!Ref P");
    assert_eq!(
        answer_of(&mission, &text, "wait").as_deref(),
        Some("!Ref P"),
        "it is shown"
    );
    assert_eq!(
        filled(&mission, &text, "wait", "30"),
        starter.replace("__wait__", "30"),
        "and replaced"
    );
}

#[test]
fn what_cannot_stand_there_is_refused_with_the_reason() {
    let mission = mission(STARTER);
    let table = [
        ("wait", "30\n31", "one line"),
        ("wait", "3\u{0}0", "U+0000"),
        ("property", "a: b", "colon"),
        ("property", "Status:", "colon"),
        ("target", "A.B", "cannot stand"),
        ("target", "A #", "cannot stand"),
        ("wait", &"1".repeat(600), "at most"),
    ];
    for (blank, answer, part) in table {
        let refused = fill(&mission, STARTER.as_bytes(), blank, answer);
        let Err(CannotFill::Refused(why)) = &refused else {
            panic!("{answer:?} cannot stand for {blank}: {refused:?}");
        };
        assert!(why.contains(part), "{answer:?}: the reason is said: {why}");
    }
    let lost = fill(&mission, b"Resources: {}\n", "wait", "5");
    assert!(
        matches!(&lost, Err(CannotFill::Lost(why)) if why.contains("__wait__")),
        "{lost:?}"
    );
    let unknown = fill(&mission, STARTER.as_bytes(), "what", "5");
    assert_eq!(
        unknown,
        Err(CannotFill::Unknown("what".to_owned())),
        "there is no such blank"
    );
}

#[test]
fn a_key_that_is_there_already_is_refused() {
    let starter = "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      __property__: 5\n      DelaySeconds: 1\n";
    let mission = with_blanks(starter, "property");
    let twice = fill(&mission, starter.as_bytes(), "property", "DelaySeconds");
    assert!(
        matches!(twice, Err(CannotFill::Refused(_))),
        "one of the two would be lost: {twice:?}"
    );
}

proptest! {
    /// Whatever is answered: it is refused, or it is found again and the text around it is the same.
    #[test]
    fn what_is_written_is_what_is_found(answer in "[ -~äß€]{1,12}", which in 0_usize..6) {
        let mission = mission(STARTER);
        let blank = mission.blanks[which].id.clone();
        let Ok(new) = fill(&mission, STARTER.as_bytes(), &blank, &answer) else {
            return Ok(());
        };
        let new = String::from_utf8(new).expect("UTF-8 stays UTF-8");
        let marker = format!("__{blank}__");
        let (before, after) = STARTER.split_once(&marker).expect("the starter has it");
        // Quotes may have come around the whole of a plain scalar.
        let before = before.trim_end_matches(['"', '\'']);
        let rest = after.trim_start_matches(['"', '\'']);
        prop_assert!(new.starts_with(before), "what is before stays: {new}");
        let line_end = rest.find('\n').unwrap_or(0);
        prop_assert!(new.ends_with(&rest[line_end..]), "what is after stays: {new}");
        let found = answer_of(&mission, &new, &blank);
        prop_assert_eq!(found.as_deref(), Some(answer.as_str()), "it is found again: {}", new);
        for other in mission.blanks.iter().filter(|other| other.id != blank) {
            let found = answer_of(&mission, &new, &other.id);
            prop_assert_eq!(found.as_deref(), Some(""), "{} is as empty as before", other.id);
        }
        let back = fill(&mission, new.as_bytes(), &blank, "").expect("the blank comes back");
        let back = String::from_utf8(back).expect("UTF-8 stays UTF-8");
        let again = answer_of(&mission, &back, &blank);
        prop_assert_eq!(again.as_deref(), Some(""), "it is a blank again: {}", back);
        prop_assert!(back.contains(&marker), "with its marker");
    }
}
