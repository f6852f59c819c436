//! Corrections of spelling and form: what is changed, what is left alone, and that nothing that was said is changed.

use proptest::{prop_assert, prop_assert_eq, prop_assume, proptest};

use super::{STARTER, mission, with_blanks};
use crate::{
    Blank, BlankKind, DurationUnit, Mission,
    blanks::{Answered, correct},
};

fn asking(kind: BlankKind) -> Mission {
    let starter = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: __it__\n";
    let mut mission = with_blanks(starter, "");
    mission.blanks = vec![Blank {
        id: "it".to_owned(),
        kind,
        ask: "What it is".to_owned(),
        example: "an example".to_owned(),
    }];
    mission
}

fn answered(mission: &Mission, answer: &str) -> Answered {
    let text = mission.starter.clone().unwrap_or_default();
    let blank = mission.blanks[0].id.clone();
    correct(mission, text.as_bytes(), &blank, answer).expect("there is such a blank")
}

/// Each answer with what becomes of it; `!` and a part of the sentence for a malformed one.
fn check(kind: BlankKind, table: &[(&str, &str)]) {
    let mission = asking(kind);
    check_of(&mission, table);
}

fn check_of(mission: &Mission, table: &[(&str, &str)]) {
    for (answer, expected) in table {
        match answered(mission, answer) {
            Answered::Good {
                answer: to,
                correction,
            } => {
                assert_eq!(to, *expected, "what becomes of {answer:?}");
                assert_eq!(
                    correction.as_ref().map(|one| one.to.as_str()),
                    (to != *answer).then_some(*expected),
                    "a change is said, and only a change: {correction:?}"
                );
                if let Some(correction) = correction {
                    assert!(
                        correction.why.ends_with('.'),
                        "in a sentence: {}",
                        correction.why
                    );
                    assert_eq!(correction.from, *answer, "what was answered");
                }
            }
            Answered::Malformed(why) => {
                let part = expected
                    .strip_prefix('!')
                    .unwrap_or_else(|| panic!("{answer:?} is good: {why}"));
                assert!(why.contains(part), "{answer:?}: {why}");
                assert!(
                    why.contains("an example") || why.contains("as in"),
                    "the example is shown: {why}"
                );
            }
        }
    }
}

fn seconds() -> BlankKind {
    BlankKind::Duration {
        unit: DurationUnit::Seconds,
        min: 0,
        max: 43_200,
    }
}

#[test]
fn lengths_of_time() {
    check(
        seconds(),
        &[
            ("300", "300"),
            ("5min", "300"),
            ("5 m", "300"),
            ("5 minutes", "300"),
            ("2h", "7200"),
            ("PT5M", "300"),
            ("P1DT1H", "!out of range"),
            ("pt1h30m", "5400"),
            ("1 hour", "3600"),
            ("1 hour and 30 minutes", "5400"),
            ("1h30m", "5400"),
            ("1.5h", "5400"),
            ("300s", "300"),
            ("300000ms", "300"),
            ("1 200", "1200"),
            ("1,200", "!no length"),
            (" 45 ", "45"),
            ("\"45\"", "45"),
            ("1500ms", "!whole seconds"),
            ("30m1h", "!no length"),
            ("five minutes", "!no length"),
            ("P1M", "!no length"),
            ("P", "!no length"),
            ("PT", "!no length"),
            ("5 bananas", "!no length"),
            ("-5min", "!no length"),
            ("99999999999999999999", "!out of range"),
            ("99999999999999999h", "!no length"),
            ("50000", "!out of range"),
            ("", ""),
        ],
    );
    check(
        BlankKind::Duration {
            unit: DurationUnit::Days,
            min: 1,
            max: 3653,
        },
        &[
            ("2 weeks", "14"),
            ("24h", "1"),
            ("36h", "!whole days"),
            ("P2W", "14"),
        ],
    );
}

#[test]
fn whole_numbers() {
    check(
        BlankKind::Integer {
            min: -5,
            max: 100_000,
        },
        &[
            ("1_000", "1000"),
            ("1'000", "1000"),
            ("1 000", "1000"),
            ("10 000", "10000"),
            ("1_000_00", "!no whole number"),
            ("1,000", "!no whole number"),
            ("10,000", "!no whole number"),
            ("99999999999999999999", "!out of range"),
            ("-99999999999999999999", "!out of range"),
            ("99_999_999_999_999_999_999", "!out of range"),
            ("+7", "7"),
            ("007", "7"),
            ("-3", "-3"),
            ("0", "0"),
            ("1.000", "!no whole number"),
            ("1,00", "!no whole number"),
            ("1_000,000", "!no whole number"),
            ("5.0", "!no whole number"),
            ("ten", "!no whole number"),
            ("0x10", "!no whole number"),
            ("١٢", "!no whole number"),
            ("200000", "!out of range"),
        ],
    );
}

#[test]
fn ranges_of_addresses() {
    check(
        BlankKind::Cidr,
        &[
            ("10.0.0.0/16", "10.0.0.0/16"),
            (" 10.0.0.0 / 16", "10.0.0.0/16"),
            ("10. 0 .0.0/16", "10.0.0.0/16"),
            ("2001: db8::/32", "2001:db8::/32"),
            ("10.40.1 0.0/24", "!a space in the middle"),
            ("10.0.0.0/1 6", "!a space in the middle"),
            ("2001:db8::/32", "2001:db8::/32"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("::/0", "::/0"),
            ("10.0.0.7/32", "10.0.0.7/32"),
            ("10.0.0.5/16", "!first address"),
            ("10.0.0.0", "!one address"),
            ("10.0.0.0/33", "!from 0 to 32"),
            ("10.0.0.0/08", "!from 0 to 32"),
            ("10.0.0.0/", "!from 0 to 32"),
            ("10.0.0/16", "!no address"),
            ("10.0.0.256/32", "!no address"),
            ("everything", "!no range"),
        ],
    );
}

#[test]
fn arns() {
    check(
        BlankKind::Arn,
        &[
            ("arn:aws:s3:::photos", "arn:aws:s3:::photos"),
            ("'arn:aws:s3:::photos'", "arn:aws:s3:::photos"),
            ("arn:aws: s3:::photos", "arn:aws:s3:::photos"),
            ("arn:aws:s3:::photos / 2024", "arn:aws:s3:::photos/2024"),
            (
                "arn:aws:sns:eu-west-1:123 456789012:a",
                "!a space in the middle",
            ),
            ("arn:aws:s3:::my photos", "!a space in the middle"),
            ("ARN:aws:s3:::Photos", "arn:aws:s3:::Photos"),
            (
                "arn:${AWS::Partition}:sns:${AWS::Region}:123456789012:a:b",
                "arn:${AWS::Partition}:sns:${AWS::Region}:123456789012:a:b",
            ),
            ("arn:aws:s3", "!six"),
            ("arn:aws:s3:::", "!empty"),
            ("photos", "!does not begin"),
        ],
    );
}

#[test]
fn words_of_a_closed_list() {
    let values = ["Enabled", "Suspended", "GLACIER_IR", "GLACIER", "t3.micro"].map(str::to_owned);
    check(
        BlankKind::Enum {
            values: values.to_vec(),
        },
        &[
            ("Enabled", "Enabled"),
            ("enabled", "Enabled"),
            ("Enabeld", "Enabled"),
            ("enablde", "Enabled"),
            ("Suspendd", "Suspended"),
            ("GLACIR", "GLACIER"),
            ("t4.micro", "!words to choose"),
            ("Disabled", "!words to choose"),
            ("En", "!words to choose"),
        ],
    );
    let booleans = ["true", "false", "null"].map(str::to_owned);
    check(
        BlankKind::Enum {
            values: booleans.to_vec(),
        },
        &[
            ("True", "true"),
            ("FALSE", "false"),
            ("yes", "!words"),
            ("ture", "true"),
        ],
    );
    let close = ["cat", "car", "cap"].map(str::to_owned);
    check(
        BlankKind::Enum {
            values: close.to_vec(),
        },
        &[("ca", "!words"), ("caz", "!words"), ("cta", "cat")],
    );
}

#[test]
fn runtimes() {
    check(
        BlankKind::Runtime,
        &[
            ("nodejs22.x", "nodejs22.x"),
            ("NodeJS22.x", "nodejs22.x"),
            ("nodejs22x", "nodejs22.x"),
            ("pyhton3.13", "python3.13"),
            ("python3.21", "python3.21"),
            ("Python3.21", "python3.21"),
            ("python3,13", "python3.13"),
            ("python31.3", "!is not how"),
            ("python313", "!is not how"),
            ("nodejs22", "!is not how"),
            ("node", "!is not how"),
            ("nodejs18.x", "nodejs18.x"),
        ],
    );
}

#[test]
fn names_of_the_template() {
    let only = |id: &str| {
        let mut mission = mission(STARTER);
        mission.blanks.retain(|blank| blank.id == id);
        mission
    };
    check_of(
        &only("target"),
        &[
            ("SetAside", "SetAside"),
            ("setaside", "SetAside"),
            ("SetAsied", "SetAside"),
            ("SetAsides", "SetAside"),
            ("Elsewhere", "Elsewhere"),
            ("!Ref SetAside", "!no logical id"),
            ("SetAside.Arn", "!no logical id"),
        ],
    );
    check_of(
        &only("property"),
        &[
            ("VersioningConfiguration", "VersioningConfiguration"),
            ("VersioningConfiguration:", "VersioningConfiguration"),
            ("versioningConfiguration", "VersioningConfiguration"),
            ("VersionigConfiguration", "VersioningConfiguration"),
            ("Versioning", "Versioning"),
            ("Versioning Configuration", "!no name"),
        ],
    );
    check_of(
        &only("action"),
        &[
            ("sqs:ReceiveMessage", "sqs:ReceiveMessage"),
            ("SQS:ReceiveMessage", "sqs:ReceiveMessage"),
            ("sqs: receivemessage", "sqs:ReceiveMessage"),
            ("sqs:RecieveMessage", "sqs:ReceiveMessage"),
            ("lamda:InvokeFunction", "lambda:InvokeFunction"),
            ("rum:PutRumEvents", "rum:PutRumEvents"),
            ("ssm:GetParameters", "ssm:GetParameters"),
            ("kinesis:PutRecord", "kinesis:PutRecord"),
            ("sqs:SendMessages", "sqs:SendMessages"),
            ("sqs:*", "sqs:*"),
            ("sqs:SendMessag*", "sqs:SendMessag*"),
            ("sqs:Send Message", "!a space in the middle"),
            ("SendMessage", "!no colon"),
            ("sqs:", "!no action"),
        ],
    );
}

#[test]
fn a_correction_says_why() {
    let Answered::Good { correction, .. } = answered(&asking(seconds()), "5min") else {
        panic!("5min is a length of time");
    };
    assert_eq!(
        correction.expect("it is changed").why,
        "`5min` is 300 seconds.",
        "the sentence"
    );
}

#[test]
fn a_malformed_answer_is_told_the_form_and_not_the_answer() {
    let Answered::Malformed(why) = answered(&asking(seconds()), "soon") else {
        panic!("soon is no length of time");
    };
    assert_eq!(
        why,
        "`soon` is no length of time. It takes a whole number of seconds from 0 to 43200, as in `an example`.",
        "the sentence"
    );
}

fn kinds() -> [BlankKind; 9] {
    [
        BlankKind::Cidr,
        BlankKind::Arn,
        BlankKind::Runtime,
        BlankKind::Integer {
            min: -1000,
            max: 1_000_000,
        },
        seconds(),
        BlankKind::Enum {
            values: ["Enabled", "Suspended", "v1.10", "v1.1"]
                .map(str::to_owned)
                .to_vec(),
        },
        BlankKind::LogicalId,
        BlankKind::Property,
        BlankKind::Action,
    ]
}

/// The numbers of a text without what groups their digits.
fn digits(text: &str) -> String {
    let digits = text
        .chars()
        .filter(char::is_ascii_digit)
        .collect::<String>();
    digits.trim_start_matches('0').to_owned()
}

/// Each stretch of digits that nothing divides.
fn digit_runs(text: &str) -> Vec<&str> {
    let runs = text.split(|char: char| !char.is_ascii_digit());
    runs.filter(|run| !run.is_empty()).collect()
}

proptest! {
    /// What has been corrected has its form: correcting it again changes nothing.
    #[test]
    fn correcting_twice_changes_nothing_more(
        answer in "([a-zA-Z0-9:./_ ,*'\"-]{0,14})|((nodejs|python|java|sqs:|s3:|arn:aws:|Jobs|Enab)[a-zA-Z0-9:. ]{0,8})|([0-9]{1,3}[ ,_.]?[0-9]{0,3} ?(min|h|s|days|m)?)",
        which in 0_usize..9,
    ) {
        let mission = asking(kinds()[which].clone());
        let Answered::Good { answer: once, .. } = answered(&mission, &answer) else {
            return Ok(());
        };
        let twice = answered(&mission, &once);
        prop_assert_eq!(twice, Answered::Good { answer: once, correction: None }, "from {:?}", answer);
    }

    /// Digits keep their order and value in all kinds but lengths of time, where the length is kept.
    #[test]
    fn digits_never_change(
        answer in "(nodejs|python|java|Enabled|v|sqs:Get|10\\.0\\.0\\.|arn:aws:s3:::b)?[0-9]{1,3}[ ,_.x/]?[0-9]{0,3}[a-z]?",
        which in 0_usize..9,
    ) {
        let kind = kinds()[which].clone();
        prop_assume!(!matches!(kind, BlankKind::Duration { .. }));
        if let Answered::Good { answer: to, .. } = answered(&asking(kind), &answer) {
            prop_assert_eq!(digits(&to), digits(&answer), "{:?} became {:?}", answer, to);
        }
    }

    /// Where digits are parts of an address or a name, two runs of them never become one, and none is cut.
    #[test]
    fn runs_of_digits_stay_as_they_were(
        answer in "((10|1 0) ?\\. ?[0-9]{1,2} ?[0-9]?\\.0\\.0 ?/ ?(1 ?6|24|3 2))|(arn: ?aws:sns:eu-west-1: ?[0-9]{3} ?[0-9]{0,3}:[a-z][0-9] ?[0-9]?)|((s3|ec2|s 3) ?: ?Get[0-9]? ?[0-9]?)",
        which in 0_usize..3,
    ) {
        let kind = [BlankKind::Cidr, BlankKind::Arn, BlankKind::Action][which].clone();
        if let Answered::Good { answer: to, .. } = answered(&asking(kind), &answer) {
            prop_assert_eq!(digit_runs(&to), digit_runs(&answer), "{:?} became {:?}", answer, to);
        }
    }

    /// However a length of time is written, it is the same length.
    #[test]
    fn a_length_of_time_keeps_its_length(count in 0_u32..400, unit in 0_usize..3, form in 0_usize..4) {
        let (names, seconds_each) = [(["s", "sec", "seconds"], 1), (["m", "min", "minutes"], 60), (["h", "hr", "hours"], 3600)][unit];
        let answer = match form {
            3 => format!("PT{count}{}", names[0].to_uppercase()),
            form => format!("{count} {}", names[form]),
        };
        let expected = count * seconds_each;
        match answered(&asking(seconds()), &answer) {
            Answered::Good { answer: to, .. } => prop_assert_eq!(to, expected.to_string()),
            Answered::Malformed(why) => prop_assert!(expected > 43_200, "{}: {}", answer, why),
        }
    }

    /// What is good already is left alone.
    #[test]
    fn a_good_answer_is_never_changed(a in 0_u8..=255, b in 0_u8..=255, bits in 8_u32..=32, number in 0_i64..=43_200) {
        let network = u32::from_be_bytes([10, a, b, 0]) & (u32::MAX << (32 - bits));
        let range = format!("{}/{bits}", std::net::Ipv4Addr::from_bits(network));
        for (kind, answer) in [(BlankKind::Cidr, range), (seconds(), number.to_string())] {
            let good = Answered::Good { answer: answer.clone(), correction: None };
            prop_assert_eq!(answered(&asking(kind), &answer), good);
        }
    }
}
