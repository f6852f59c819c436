//! Which changes are made: one to three, of different resources and stories where that is possible, each of them seen by a criterion that
//! would pass if only that change were mended.

use std::collections::{HashMap, HashSet};

use cfn::{Node, Severity};
use grader::{Report, Verdict};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use sha2::{Digest, Sha256};

use super::{
    Change, MOST_CHANGES,
    breaks::{Break, Kind, Likely},
    graded, is_open,
};
use crate::{
    Mission,
    edit::{Proven, Source, proven, together},
    seeded::below,
};

/// How much is tried before the search ends with what it has.
#[derive(Clone, Copy)]
struct Bounds {
    /// The most texts that are graded.
    most_trials: usize,
    /// The most bytes of texts that are graded, once `least_trials` have been.
    most_bytes: usize,
    least_trials: usize,
}

impl Bounds {
    /// Until there is one change. A second's work at most where the program is optimised; missions need a few hundredths of one.
    const FOR_ONE: Self = Self {
        most_trials: 2_000,
        most_bytes: 4 << 20,
        least_trials: 40,
    };
    /// With what was tried for the first one, until one more is not worth the wait.
    const FOR_MORE: Self = Self {
        most_trials: 120,
        most_bytes: 1 << 20,
        least_trials: 12,
    };
}

/// What was chosen.
pub(super) struct Chosen {
    /// The broken text.
    pub(super) text: Vec<u8>,
    pub(super) changes: Vec<Change>,
    /// The criteria that are met all the same.
    pub(super) met: Vec<String>,
}

/// A change that was tried alone.
struct Tried<'b> {
    of: &'b Break,
    written: Proven,
    /// Which criteria it fails, by their place in the rubric.
    fails: Vec<usize>,
    /// Whether the text itself does not tell of it: nothing new is remarked about it.
    is_quiet: bool,
}

/// How picky a round is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Round {
    /// Nothing remarked, few criteria failed, another resource, another story.
    Best,
    /// The same story again.
    SameStory,
    /// The same resource too.
    SameResource,
    /// Whatever is seen.
    Anything,
}

const ROUNDS: [Round; 4] = [
    Round::Best,
    Round::SameStory,
    Round::SameResource,
    Round::Anything,
];

/// Chooses. `None` when no change is seen by a criterion.
pub(super) fn choose(
    mission: &Mission,
    source: &Source<'_>,
    root: &Node,
    whole: &Report,
    breaks: Vec<Break>,
    seed: u64,
) -> Option<Chosen> {
    let mut draws = draws(mission, seed);
    let wanted = match below(&mut draws, 6) {
        0 => 1,
        1..=3 => 2,
        _ => MOST_CHANGES,
    };
    let mut breaks = in_drawn_order(breaks, &mut draws);
    let named = named(whole);
    breaks.sort_by_key(|one| !named.contains(one.resource.as_str()));
    let mut trials = Trials {
        mission,
        source,
        root,
        whole,
        tried: HashMap::new(),
        count: 0,
        bytes: 0,
    };
    let mut chosen: Vec<usize> = Vec::new();
    let mut found = None;
    for round in ROUNDS {
        for index in 0..breaks.len() {
            let bounds = match chosen.is_empty() {
                true => Bounds::FOR_ONE,
                false => Bounds::FOR_MORE,
            };
            if chosen.len() == wanted || trials.are_spent(bounds) {
                break;
            }
            if chosen.contains(&index) || !trials.suits(&breaks, index, &chosen, round) {
                continue;
            }
            chosen.push(index);
            trials.spend(1 + chosen.len());
            match trials.shown(&chosen) {
                Some(shown) => found = Some(shown),
                None => {
                    chosen.pop();
                }
            }
        }
        // One that is well hidden is better than one more that is not.
        if !chosen.is_empty() && round >= Round::SameResource {
            break;
        }
    }
    found
}

fn draws(mission: &Mission, seed: u64) -> ChaCha8Rng {
    let mut hasher = Sha256::new();
    hasher.update(b"mission-architect sabotage\0");
    hasher.update(seed.to_le_bytes());
    hasher.update(&mission.id);
    ChaCha8Rng::from_seed(hasher.finalize().into())
}

/// The likelier, the earlier. A resource with many properties must not win by their number, so that the first of each story and resource
/// comes before the second.
fn in_drawn_order(breaks: Vec<Break>, draws: &mut ChaCha8Rng) -> Vec<Break> {
    let mut drawn: Vec<(u64, Break)> = breaks
        .into_iter()
        .map(|one| {
            let number = below(draws, 1 << 32);
            (number / one.likely as u64, one)
        })
        .collect();
    drawn.sort_by_key(|(number, _)| *number);
    let mut counts: HashMap<(Kind, String), u64> = HashMap::new();
    for (number, one) in &mut drawn {
        let count = counts.entry((one.kind, one.resource.clone())).or_default();
        *number = number.saturating_mul(1 + *count);
        *count += 1;
    }
    drawn.sort_by_key(|(number, _)| *number);
    drawn.into_iter().map(|(_, one)| one).collect()
}

/// The resources that the passing report rests on: what is broken elsewhere is seldom seen. Those of its places, and in its sentences the ends of
/// an edge.
fn named(whole: &Report) -> HashSet<&str> {
    let mut named = HashSet::new();
    for result in &whole.results {
        let parts = || result.parts.iter();
        let places = result.evidence.iter();
        let places = places.chain(parts().filter_map(|part| part.evidence.as_ref()));
        named.extend(places.filter_map(|place| place.resource.as_deref()));
        let texts = std::iter::once(&result.message).chain(parts().map(|part| &part.text));
        // Every other piece stands between backticks.
        named.extend(texts.flat_map(|text| text.split('`').skip(1).step_by(2)));
    }
    named
}

struct Trials<'t, 'b> {
    mission: &'t Mission,
    source: &'t Source<'t>,
    root: &'t Node,
    whole: &'t Report,
    /// By their place among the breaks; `None` for what is not seen, or cannot be written.
    tried: HashMap<usize, Option<Tried<'b>>>,
    /// How many texts were graded, and their bytes.
    count: usize,
    bytes: usize,
}

impl<'b> Trials<'_, 'b> {
    fn suits(&mut self, breaks: &'b [Break], index: usize, chosen: &[usize], round: Round) -> bool {
        let Some(one) = breaks.get(index) else {
            return false;
        };
        // A thing that is simply gone is no story; it is taken when there is no better one.
        if round < Round::SameResource && one.likely == Likely::Seldom {
            return false;
        }
        let others = || chosen.iter().filter_map(|index| breaks.get(*index));
        if round < Round::SameResource && others().any(|other| other.resource == one.resource) {
            return false;
        }
        if round < Round::SameStory && others().any(|other| other.kind == one.kind) {
            return false;
        }
        let few = (self.whole.results.len() / 2).max(1);
        let Some(tried) = self.tried(index, one) else {
            return false;
        };
        let criteria = tried.fails.len();
        let is_fine = tried.is_quiet && criteria <= few;
        (is_fine || round == Round::Anything) && criteria > 0
    }

    fn tried(&mut self, index: usize, one: &'b Break) -> Option<&Tried<'b>> {
        if !self.tried.contains_key(&index) {
            let tried = self.attempt(one);
            self.tried.insert(index, tried);
        }
        self.tried.get(&index)?.as_ref()
    }

    fn are_spent(&self, bounds: Bounds) -> bool {
        self.count >= bounds.most_trials
            || (self.bytes >= bounds.most_bytes && self.count >= bounds.least_trials)
    }

    /// Notes that so many texts are read and graded, each about as long as the learner's.
    fn spend(&mut self, texts: usize) {
        self.count += texts;
        self.bytes += texts * self.source.text.len();
    }

    fn attempt(&mut self, one: &'b Break) -> Option<Tried<'b>> {
        self.spend(1);
        let written = proven(self.source, self.root, &one.address, &one.op)?;
        let text = self.source.with(std::slice::from_ref(&written.edit));
        let report = graded(self.mission, &text);
        let remarks = |report: &Report, severity: &str| {
            let of_it = report.diagnostics.iter();
            of_it.filter(|one| one.severity == severity).count()
        };
        if remarks(&report, "error") > 0 {
            return None;
        }
        Some(Tried {
            fails: self.failed(&report),
            is_quiet: remarks(&report, "warning") <= remarks(self.whole, "warning"),
            of: one,
            written,
        })
    }

    /// The criteria that the whole text met and this one does not.
    fn failed(&self, report: &Report) -> Vec<usize> {
        let both = self.whole.results.iter().zip(&report.results).enumerate();
        both.filter(|(_, (whole, now))| whole.verdict == Verdict::Pass && is_open(now.verdict))
            .map(|(index, _)| index)
            .collect()
    }

    /// The text with all of the changes, when each of them is seen: a criterion fails that passes when only that change is mended.
    fn shown(&self, chosen: &[usize]) -> Option<Chosen> {
        let tried: Vec<&Tried<'_>> = chosen
            .iter()
            .filter_map(|index| self.tried.get(index)?.as_ref())
            .collect();
        let written = |left_out: Option<usize>| -> Option<Vec<u8>> {
            let kept: Vec<&Proven> = tried
                .iter()
                .enumerate()
                .filter(|(index, _)| Some(*index) != left_out)
                .map(|(_, tried)| &tried.written)
                .collect();
            together(self.source, self.root, &kept)
        };
        let text = written(None)?;
        let report = graded(self.mission, &text);
        if cfn::parse(&text)
            .diagnostics
            .iter()
            .any(|one| one.severity == Severity::Error)
        {
            return None;
        }
        let failed = self.failed(&report);
        let name = |index: &usize| Some(self.whole.results.get(*index)?.id.clone());
        let mut changes = Vec::with_capacity(tried.len());
        for (index, one) in tried.iter().enumerate() {
            let mended = graded(self.mission, &written(Some(index))?);
            let is_back = |place: &&usize| {
                let result = mended.results.get(**place);
                result.is_some_and(|result| result.verdict == Verdict::Pass)
            };
            let fails: Vec<String> = failed.iter().filter(is_back).filter_map(name).collect();
            if fails.is_empty() {
                return None;
            }
            changes.push(Change {
                what: one.of.what.clone(),
                line: self.source.position(one.written.edit.0.start).line,
                fails,
            });
        }
        let met = report
            .results
            .iter()
            .filter(|result| result.verdict == Verdict::Pass)
            .map(|result| result.id.clone())
            .collect();
        Some(Chosen { text, changes, met })
    }
}
