//! What a `check` says of each outcome. What the outcome is, is decided beside it.

use cfn::Decision;

use super::{Candidate, Check, nearest};
use crate::{
    assert::Assert,
    kinds::Outcome,
    report::{Evidence, Part, Verdict},
    world::{Unexpanded, World},
};

/// Most parts of one criterion; a rule over hundreds of resources names the first.
const MOST_PARTS: usize = 40;
/// Most places of one criterion.
const MOST_PLACES: usize = 10;

impl Check {
    /// The outcome when there are too many or too few, or when that cannot be told.
    pub(super) fn wrong_count(
        &self,
        candidates: &[Candidate<'_>],
        world: &World<'_>,
    ) -> Option<Outcome> {
        let count = self.count?;
        let certain = count_of(candidates, &[Decision::True]);
        let possible = count_of(candidates, &[Decision::True, Decision::Unknown]);
        let made_later = self.select.unexpanded(world);
        if let Some(max) = count.max
            && certain > max
        {
            return Some(self.too_many(candidates, world, max));
        }
        if let Some(min) = count.min
            && possible < min
            && made_later.is_none()
        {
            return Some(self.too_few(candidates, world, possible, min));
        }
        let sure = count
            .max
            .is_none_or(|max| possible <= max && made_later.is_none())
            && count.min.is_none_or(|min| certain >= min);
        if sure {
            return None;
        }
        let open = candidates
            .iter()
            .find(|candidate| candidate.selected == Decision::Unknown);
        Some(match (open, made_later) {
            (Some(candidate), _) => self.not_known_whether(candidate, world),
            (None, Some(unexpanded)) => self.made_later(unexpanded),
            (None, None) => Outcome::of(Verdict::Unknown),
        })
    }

    fn too_many(&self, candidates: &[Candidate<'_>], world: &World<'_>, max: usize) -> Outcome {
        let certain: Vec<_> = selected(candidates, Decision::True).collect();
        let names: Vec<String> = certain
            .iter()
            .map(|candidate| format!("`{}`", world.resource(candidate.index).id))
            .collect();
        let allowed = match max {
            0 => "there must be none".to_owned(),
            max => format!("at most {max} may be there"),
        };
        let message = format!(
            "There {} {} ({}), and {allowed}.",
            if certain.len() == 1 { "is" } else { "are" },
            self.select.counted(certain.len()),
            listed(&names)
        );
        let evidence = certain
            .iter()
            .skip(max)
            .take(MOST_PLACES)
            .map(|candidate| world.place(candidate.index))
            .collect();
        Outcome {
            message,
            evidence,
            nearness: max as f64 / certain.len() as f64,
            ..Outcome::of(Verdict::Fail)
        }
    }

    fn too_few(
        &self,
        candidates: &[Candidate<'_>],
        world: &World<'_>,
        possible: usize,
        min: usize,
    ) -> Outcome {
        // What has the type and does not meet `where` is the nearest thing.
        let near: Vec<_> = candidates
            .iter()
            .filter(|candidate| candidate.selected == Decision::False)
            .collect();
        if let (0, 1, false) = (possible, min, near.is_empty()) {
            return self.nobody(candidates, world);
        }
        let there = match possible {
            0 => format!("There is no {} in this template yet", self.select.noun()),
            1 => format!("There is only {}", self.select.counted(1)),
            count => format!("There are only {}", self.select.counted(count)),
        };
        let needed = match (min, self.count.and_then(|count| count.max)) {
            (1, _) if possible == 0 => String::new(),
            (min, Some(max)) if min == max => format!("; {min} are needed"),
            (min, _) => format!("; at least {min} are needed"),
        };
        let evidence = match selected(candidates, Decision::True).last() {
            Some(candidate) => world.place(candidate.index),
            None => Evidence::at(world.resources_span()),
        };
        Outcome {
            message: format!("{there}{needed}.{}", self.misspelt(world)),
            evidence: vec![evidence],
            nearness: possible as f64 / min as f64,
            ..Outcome::of(Verdict::Fail)
        }
    }

    pub(super) fn right_count(&self, candidates: &[Candidate<'_>], world: &World<'_>) -> Outcome {
        let there: Vec<_> = selected(candidates, Decision::True).collect();
        let message = match there.as_slice() {
            [] => format!("There is no {}.", self.select.noun()),
            [only] => format!(
                "`{}` is the only {}.",
                world.resource(only.index).id,
                self.select.noun()
            ),
            all => format!("There are {}.", self.select.counted(all.len())),
        };
        let evidence = there
            .iter()
            .take(MOST_PLACES)
            .map(|candidate| world.place(candidate.index))
            .collect();
        Outcome {
            message,
            evidence,
            ..Outcome::of(Verdict::Pass)
        }
    }

    /// `match: any`.
    pub(super) fn any(&self, candidates: &[Candidate<'_>], world: &World<'_>) -> Outcome {
        let met = selected(candidates, Decision::True)
            .find(|candidate| candidate.holds() == Decision::True);
        if let Some(candidate) = met {
            return self.met(candidate, world);
        }
        let open = candidates.iter().find(|candidate| {
            candidate.selected != Decision::False && candidate.holds() != Decision::False
        });
        if let Some(candidate) = open {
            return self.not_known_whether(candidate, world);
        }
        if let Some(unexpanded) = self.select.unexpanded(world) {
            return self.made_later(unexpanded);
        }
        self.nobody(candidates, world)
    }

    fn met(&self, candidate: &Candidate<'_>, world: &World<'_>) -> Outcome {
        let resource = world.resource(candidate.index);
        let judged = &candidate.judged;
        let message = match judged.as_slice() {
            [] => format!("`{}` is there.", resource.id),
            [(assert, one)] => assert.sentence(resource, one),
            all => format!("`{}` meets all {} conditions.", resource.id, all.len()),
        };
        let mut evidence: Vec<Evidence> = judged
            .iter()
            .take(MOST_PLACES)
            .map(|(assert, judged)| assert.evidence(resource, judged))
            .collect();
        if evidence.is_empty() {
            evidence.push(world.place(candidate.index));
        }
        Outcome {
            message,
            evidence,
            parts: parts_of(candidate, world),
            ..Outcome::of(Verdict::Pass)
        }
    }

    /// No resource meets it: what is there, and what is nearest.
    fn nobody(&self, candidates: &[Candidate<'_>], world: &World<'_>) -> Outcome {
        let Some(candidate) = nearest(candidates) else {
            return self.no_resource(world);
        };
        let resource = world.resource(candidate.index);
        let wrong: Vec<_> = candidate
            .judged
            .iter()
            .filter(|(_, judged)| judged.decision != Decision::True)
            .collect();
        let among = self.select.counted(candidates.len());
        let message = match (candidates.len(), wrong.as_slice()) {
            (1, wrong) => Assert::sentences(resource, wrong.iter().copied()),
            (_, [(assert, judged)]) => format!(
                "{among}; `{}` is the nearest {}",
                resource.id,
                assert.only_wrong(resource, judged)
            ),
            (_, wrong) => format!(
                "{among}; `{}` is the nearest. {}",
                resource.id,
                Assert::sentences(resource, wrong.iter().copied())
            ),
        };
        let met = candidate
            .asserted()
            .iter()
            .filter(|(_, judged)| judged.decision == Decision::True)
            .count();
        let certain = candidate.selected == Decision::True;
        Outcome {
            message,
            evidence: wrong
                .iter()
                .take(MOST_PLACES)
                .map(|(assert, judged)| assert.evidence(resource, judged))
                .collect(),
            parts: parts_of(candidate, world),
            nearness: candidate.nearness(),
            ..partly(if certain { met } else { 0 }, self.asserts.len())
        }
    }

    fn no_resource(&self, world: &World<'_>) -> Outcome {
        let taken_away = self
            .select
            .types
            .iter()
            .flat_map(|type_name| world.of_type(type_name))
            .next();
        let (message, evidence) = match taken_away {
            Some(resource) if resource.presence == Decision::False => (
                format!(
                    "`{}` is not created: its condition is false. Another {} is needed, or another condition.",
                    resource.id,
                    self.select.noun()
                ),
                Evidence {
                    resource: Some(resource.id.to_owned()),
                    ..Evidence::at(resource.id_span)
                },
            ),
            _ => (
                format!(
                    "There is no {} in this template yet.{}",
                    self.select.noun(),
                    self.misspelt(world)
                ),
                Evidence::at(world.resources_span()),
            ),
        };
        Outcome {
            message,
            evidence: vec![evidence],
            ..Outcome::of(Verdict::Fail)
        }
    }

    fn misspelt(&self, world: &World<'_>) -> String {
        self.select
            .types
            .iter()
            .find_map(|type_name| world.misspelt(type_name))
            .map_or_else(String::new, |misspelt| format!(" {}", misspelt.sentence()))
    }

    /// `match: all`.
    pub(super) fn all(&self, candidates: &[Candidate<'_>], world: &World<'_>) -> Outcome {
        let asked: Vec<_> = candidates
            .iter()
            .filter(|candidate| candidate.selected != Decision::False)
            .collect();
        let wrong: Vec<_> = asked
            .iter()
            .filter(|candidate| {
                candidate.selected == Decision::True && candidate.holds() == Decision::False
            })
            .collect();
        let Some(first) = wrong.first() else {
            let open = asked.iter().find(|candidate| {
                candidate.holds() == Decision::Unknown
                    || (candidate.selected == Decision::Unknown
                        && candidate.holds() == Decision::False)
            });
            if let Some(candidate) = open {
                return self.not_known_whether(candidate, world);
            }
            if let Some(unexpanded) = self.select.unexpanded(world) {
                return self.made_later(unexpanded);
            }
            return self.all_met(&asked, world);
        };
        let resource = world.resource(first.index);
        let reasons = Assert::sentences(
            resource,
            first
                .asserted()
                .iter()
                .filter(|(_, judged)| judged.decision == Decision::False),
        );
        let message = match (asked.len(), wrong.len()) {
            (1, _) => reasons,
            (all, 1) => format!(
                "{} of {} {} right; `{}` is not. {}",
                all - 1,
                self.select.counted(all),
                if all - 1 == 1 { "is" } else { "are" },
                resource.id,
                reasons
            ),
            (all, several) => format!(
                "{several} of {} are not right yet; the first is `{}`. {}",
                self.select.counted(all),
                resource.id,
                reasons
            ),
        };
        let evidence = wrong
            .iter()
            .flat_map(|candidate| {
                let resource = world.resource(candidate.index);
                candidate
                    .asserted()
                    .iter()
                    .filter(|(_, judged)| judged.decision == Decision::False)
                    .map(|(assert, judged)| assert.evidence(resource, judged))
            })
            .take(MOST_PLACES)
            .collect();
        let met = (0..self.asserts.len())
            .filter(|place| {
                asked.iter().all(|candidate| {
                    candidate
                        .asserted()
                        .get(*place)
                        .is_some_and(|(_, judged)| judged.decision == Decision::True)
                })
            })
            .count();
        Outcome {
            message,
            evidence,
            parts: all_parts(&asked, world),
            nearness: asked
                .iter()
                .map(|candidate| candidate.nearness())
                .sum::<f64>()
                / asked.len().max(1) as f64,
            ..partly(met, self.asserts.len())
        }
    }

    fn all_met(&self, asked: &[&Candidate<'_>], world: &World<'_>) -> Outcome {
        if let [only] = asked {
            return self.met(only, world);
        }
        Outcome {
            message: format!("All {} are right.", self.select.counted(asked.len())),
            evidence: asked
                .iter()
                .take(MOST_PLACES)
                .map(|candidate| world.place(candidate.index))
                .collect(),
            parts: all_parts(asked, world),
            ..Outcome::of(Verdict::Pass)
        }
    }

    /// `match: none`.
    pub(super) fn none(&self, candidates: &[Candidate<'_>], world: &World<'_>) -> Outcome {
        let meets: Vec<_> = selected(candidates, Decision::True)
            .filter(|candidate| candidate.holds() == Decision::True)
            .collect();
        if let Some(first) = meets.first() {
            let resource = world.resource(first.index);
            let message = match first.asserted() {
                [] => match first.judged.first() {
                    Some((assert, judged)) => format!(
                        "`{}` is {} that must not be: {}",
                        resource.id,
                        self.select.noun_with_article(),
                        assert
                            .sentence(resource, judged)
                            .replace(", as it should be", "")
                    ),
                    None => format!(
                        "`{}` is {}; there must be none.",
                        resource.id,
                        self.select.noun_with_article()
                    ),
                },
                [(assert, judged)] => {
                    assert.sentence_of_none(resource, judged, &self.select.noun())
                }
                _ => format!(
                    "`{}` meets all the conditions that none may meet.",
                    resource.id
                ),
            };
            let evidence = meets
                .iter()
                .flat_map(|candidate| {
                    let resource = world.resource(candidate.index);
                    let places: Vec<Evidence> = match candidate.asserted() {
                        [] => vec![world.place(candidate.index)],
                        asserted => asserted
                            .iter()
                            .map(|(assert, judged)| assert.evidence(resource, judged))
                            .collect(),
                    };
                    places
                })
                .take(MOST_PLACES)
                .collect();
            return Outcome {
                message,
                evidence,
                // What is there has to go again.
                nearness: 0.5,
                ..Outcome::of(Verdict::Fail)
            };
        }
        let open = candidates.iter().find(|candidate| {
            candidate.selected != Decision::False && candidate.holds() != Decision::False
        });
        if let Some(candidate) = open {
            return self.not_known_whether(candidate, world);
        }
        if let Some(unexpanded) = self.select.unexpanded(world) {
            return self.made_later(unexpanded);
        }
        let message = match candidates.len() {
            0 => format!("There is no {}.", self.select.noun()),
            1 => format!(
                "`{}` is the only {}, and it is none of those that must not be.",
                candidates
                    .first()
                    .map_or("", |candidate| world.resource(candidate.index).id),
                self.select.noun()
            ),
            count => format!(
                "None of the {} is one of those that must not be.",
                self.select.counted(count)
            ),
        };
        Outcome {
            message,
            ..Outcome::of(Verdict::Pass)
        }
    }

    fn not_known_whether(&self, candidate: &Candidate<'_>, world: &World<'_>) -> Outcome {
        let resource = world.resource(candidate.index);
        let unknown = candidate
            .judged
            .iter()
            .find(|(_, judged)| judged.decision == Decision::Unknown);
        let (message, evidence) = match unknown {
            Some((assert, judged)) => (
                assert.sentence(resource, judged),
                assert.evidence(resource, judged),
            ),
            None => (
                format!(
                    "Whether `{}` is created at all cannot be decided: its condition depends on something that is not known.",
                    resource.id
                ),
                world.place(candidate.index),
            ),
        };
        Outcome {
            message,
            evidence: vec![evidence],
            parts: parts_of(candidate, world),
            ..Outcome::of(Verdict::Unknown)
        }
    }

    fn made_later(&self, unexpanded: &Unexpanded<'_>) -> Outcome {
        Outcome {
            message: format!(
                "Whether some {} meets this cannot be decided: `{}` makes its resources only when the template is deployed.",
                self.select.noun(),
                unexpanded.key
            ),
            evidence: vec![Evidence::at(unexpanded.span)],
            ..Outcome::of(Verdict::Unknown)
        }
    }
}

/// The share of what is met: partial when it is some of it.
fn partly(met: usize, all: usize) -> Outcome {
    if met == 0 || all == 0 || met >= all {
        return Outcome::of(Verdict::Fail);
    }
    Outcome {
        share: met as f64 / all as f64,
        ..Outcome::of(Verdict::Partial)
    }
}

fn selected<'c, 'a>(
    candidates: &'c [Candidate<'a>],
    decision: Decision,
) -> impl Iterator<Item = &'c Candidate<'a>> {
    candidates
        .iter()
        .filter(move |candidate| candidate.selected == decision)
}

fn count_of(candidates: &[Candidate<'_>], decisions: &[Decision]) -> usize {
    candidates
        .iter()
        .filter(|candidate| decisions.contains(&candidate.selected))
        .count()
}

/// One part a condition; none for a single one, which the message has said.
fn parts_of(candidate: &Candidate<'_>, world: &World<'_>) -> Vec<Part> {
    if candidate.judged.len() < 2 {
        return Vec::new();
    }
    let resource = world.resource(candidate.index);
    candidate
        .judged
        .iter()
        .take(MOST_PARTS)
        .map(|(assert, judged)| assert.part(resource, judged))
        .collect()
}

/// One part a resource and condition.
fn all_parts(candidates: &[&Candidate<'_>], world: &World<'_>) -> Vec<Part> {
    candidates
        .iter()
        .flat_map(|candidate| {
            let resource = world.resource(candidate.index);
            candidate
                .asserted()
                .iter()
                .map(|(assert, judged)| assert.part(resource, judged))
        })
        .take(MOST_PARTS)
        .collect()
}

/// The first few names.
fn listed(names: &[String]) -> String {
    const MOST: usize = 5;
    match names.len().checked_sub(MOST) {
        None | Some(0) => names.join(", "),
        Some(more) => format!("{} and {more} more", names[..MOST].join(", ")),
    }
}
