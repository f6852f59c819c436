//! What the learner reads of a broken template: the mission around it.

use sha2::{Digest, Sha256};

use super::{VERSION, choose::Chosen};
use crate::{Mission, MissionOrigin, document};

/// The most characters of an id.
const LONGEST_ID: usize = 64;

/// How much of the hash is in an id: of 16 million.
const HASH_CHARACTERS: usize = 6;

/// The id of the mission that a seed makes of a text of a mission: `close-the-ssh-door-sabotage-1z-0c41d2`. The last part is a hash of the whole
/// id, the text and [`VERSION`], so that neither another text nor a long id that is cut here meets it.
pub(super) fn mission_id(mission: &str, text: &str, seed: u64) -> String {
    let mut hasher = Sha256::new();
    hasher.update(VERSION.to_le_bytes());
    for part in [mission, text] {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let hash: String = (hasher.finalize().iter())
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .take(HASH_CHARACTERS)
        .collect();
    let tail = format!("-sabotage-{}-{hash}", base_36(seed));
    let head: String = mission
        .chars()
        .take(LONGEST_ID.saturating_sub(tail.len()))
        .collect();
    format!("{}{tail}", head.trim_end_matches('-'))
}

fn base_36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(number % 36).unwrap_or(0);
        digits.extend(char::from_digit(digit, 36));
        number /= 36;
        if number == 0 {
            break;
        }
    }
    digits.into_iter().rev().collect()
}

/// The mission around a broken text; `None` when the broken text is no UTF-8, which it was before.
pub(super) fn mission(of: &Mission, text: &str, chosen: &Chosen, seed: u64) -> Option<Mission> {
    let broken = std::str::from_utf8(&chosen.text).ok()?;
    let changes = u32::try_from(chosen.changes.len()).ok()?;
    let document = cfn::parse(of.document.as_bytes());
    let root = document.root.as_ref()?;
    let criteria = root
        .get("criteria")
        .or_else(|| root.get("successCriteria"))?;
    let ways = ways(changes);
    let mission = Mission {
        id: mission_id(&of.id, text, seed),
        title: format!("Sabotage: {}", of.title),
        summary: format!("Your own template, changed in {ways} since it passed: find and mend it."),
        minutes: 5 * changes,
        scenario: scenario(of, changes),
        starter: Some(broken.strip_prefix('\u{feff}').unwrap_or(broken).to_owned()),
        solution: Some(text.to_owned()),
        given: chosen.met.clone(),
        follows: None,
        blanks: Vec::new(),
        origin: Some(MissionOrigin::Sabotage {
            mission: of.id.clone(),
            changes,
        }),
        version: String::new(),
        document: String::new(),
        ..of.clone()
    };
    Some(document::seal(mission, criteria))
}

fn ways(changes: u32) -> &'static str {
    match changes {
        1 => "one place",
        2 => "two places",
        _ => "three places",
    }
}

/// How many changes there are, and not where; then the mission as it was.
fn scenario(of: &Mission, changes: u32) -> String {
    let (was, mend) = match changes {
        1 => ("one thing was changed", "Find the change and mend it"),
        2 => ("two things were changed", "Find both changes and mend them"),
        _ => (
            "three things were changed",
            "Find all three changes and mend them",
        ),
    };
    format!(
        "This template is yours. In *{title}* it passed every check, and then it went into service. Last night somebody was in a hurry, and \
         {was}. There is no note and no ticket, and whoever it was does not remember.\n\n\
         {mend}, in as few lines as you can: the rest is as you left it. Read it as you would read a colleague's work that is about to go \
         live. Something that was there may be gone, something may point elsewhere, and something may be wider than it was. Your own file \
         of that mission has not been touched.\n\n\
         ## What the customer asked for\n\n\
         {filled}{scenario}\n",
        title = of.title,
        filled = match of.blanks.is_empty() {
            true => "",
            false => "*The blanks that this speaks of are filled in by now: you did that.*\n\n",
        },
        scenario = of.scenario.trim_end(),
    )
}
