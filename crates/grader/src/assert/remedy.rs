//! The smallest edit that would make a condition hold.

use cfn::{Decision, Resource};
use serde_json::{Value as Json, json};

use super::{Assert, Each, Judged};
use crate::{
    decimal::Decimal,
    inspect::Finding,
    measure::Measure,
    operator::{Comparison, Operator},
    path::StepKind,
    remedy::Change,
    world::World,
};

impl Assert {
    /// The edits that would make it hold for a resource; empty when there is no one answer.
    pub(crate) fn changes(
        &self,
        resource: &Resource<'_>,
        judged: &Judged,
        world: &World<'_>,
    ) -> Vec<Change> {
        if judged.decision == Decision::True {
            return Vec::new();
        }
        let path = match judged.finding.spot() {
            Some(spot) => spot.path.clone(),
            None => match &judged.finding {
                Finding::Missing { so_far, .. } if !so_far.is_empty() => so_far.clone(),
                _ => self.path.text.clone(),
            },
        };
        let resource_id = resource.id.to_owned();
        // A list that has to be there with a certain element is written whole.
        let Some(path) = self.writable(&path) else {
            return Vec::new();
        };
        if matches!(self.operator, Operator::Absent) || self.each == Each::None {
            return vec![Change::Remove {
                resource: resource_id,
                path,
            }];
        }
        let is_missing = matches!(judged.finding, Finding::Missing { .. });
        match self.value(&path, is_missing, world) {
            // "Nothing" is no value to write.
            Some(Json::Null) => Vec::new(),
            Some(value) => vec![Change::Set {
                resource: resource_id,
                path,
                value,
            }],
            None => Vec::new(),
        }
    }

    /// The path with the first element in the place of `[*]`; `None` where a filter or a text would have to be made up.
    fn writable(&self, path: &str) -> Option<String> {
        let open = |step: &StepKind| matches!(step, StepKind::Where(_) | StepKind::Json);
        if self.path.steps.iter().any(|step| open(&step.kind)) && path.contains(['?', '(']) {
            return None;
        }
        Some(path.replace("[*]", "[0]"))
    }

    /// What could stand there in a resource that does not have it yet.
    pub(crate) fn example(&self, world: &World<'_>) -> Option<Json> {
        if self.each == Each::None {
            return None;
        }
        self.value(&self.path.text, true, world)
            .filter(|value| !value.is_null())
    }

    /// What could stand there.
    fn value(&self, path: &str, is_missing: bool, world: &World<'_>) -> Option<Json> {
        match &self.operator {
            Operator::Equals(literal) => Some(literal.json()),
            Operator::OneOf(literals) => literals.first().map(crate::literal::Literal::json),
            Operator::Contains(literal) => {
                // A list that is there already keeps what it has.
                is_missing.then(|| json!([literal.json()]))
            }
            Operator::RefersTo(select) => {
                let (index, _) = select.resources(world).into_iter().next()?;
                let target = world.resource(index);
                let arn = path.ends_with("Arn") || path.ends_with("ARN") || path.ends_with("Role");
                let ref_is_arn = matches!(
                    target.type_name,
                    "AWS::SNS::Topic"
                        | "AWS::StepFunctions::StateMachine"
                        | "AWS::Serverless::StateMachine"
                        | "AWS::SecretsManager::Secret"
                        | "AWS::ElasticLoadBalancingV2::LoadBalancer"
                        | "AWS::ElasticLoadBalancingV2::TargetGroup"
                );
                Some(if arn && !ref_is_arn {
                    json!({ "Fn::GetAtt": [target.id, "Arn"] })
                } else {
                    json!({ "Ref": target.id })
                })
            }
            Operator::CidrWithin(range) => Some(json!(range.to_string())),
            Operator::NotEquals(literal) => literal
                .as_scalar()?
                .boolean()
                .map(|boolean| json!(!boolean)),
            Operator::Amount {
                comparison,
                bounds,
                written,
            } => self.amount(path, *comparison, bounds.first()?, written.first()?),
            Operator::Glob(_) | Operator::Regex(_) | Operator::Exists | Operator::Absent => None,
        }
    }

    fn amount(
        &self,
        path: &str,
        comparison: Comparison,
        bound: &Decimal,
        written: &str,
    ) -> Option<Json> {
        match self.measure {
            Measure::Length | Measure::Distinct => return None,
            Measure::Seconds if path.ends_with("Expression") => {
                return rate(comparison, bound).map(Json::from);
            }
            Measure::Value | Measure::Bytes | Measure::Seconds => {}
        }
        let one = Decimal::whole(1);
        let minus_one = Decimal::parse("-1")?;
        let amount = match comparison {
            Comparison::Is | Comparison::AtLeast | Comparison::AtMost
                if self.measure == Measure::Seconds =>
            {
                bound.clone()
            }
            Comparison::Is | Comparison::AtLeast | Comparison::AtMost => {
                return Some(
                    serde_json::from_str::<serde_json::Number>(written)
                        .map_or_else(|_| json!(written), Json::Number),
                );
            }
            Comparison::More | Comparison::IsNot => bound.plus(&one)?,
            Comparison::Less => bound.plus(&minus_one)?,
        };
        serde_json::from_str::<serde_json::Number>(&amount.to_string())
            .ok()
            .map(Json::Number)
    }
}

/// A time as `ScheduleExpression` says it, which knows no less than a minute: `rate(5 minutes)`.
fn rate(comparison: Comparison, bound: &Decimal) -> Option<String> {
    let seconds: u64 = bound.to_string().parse().ok()?;
    let minutes = match comparison {
        Comparison::Is => seconds.is_multiple_of(60).then_some(seconds / 60)?,
        Comparison::AtLeast => seconds.div_ceil(60).max(1),
        Comparison::AtMost => seconds / 60,
        Comparison::More | Comparison::IsNot => seconds / 60 + 1,
        Comparison::Less => seconds.checked_sub(1)? / 60,
    };
    let (count, unit) = match minutes {
        0 => return None,
        minutes if minutes.is_multiple_of(1_440) => (minutes / 1_440, "day"),
        minutes if minutes.is_multiple_of(60) => (minutes / 60, "hour"),
        minutes => (minutes, "minute"),
    };
    let many = if count == 1 { "" } else { "s" };
    Some(format!("rate({count} {unit}{many})"))
}
