//! What was used, and what may be, as front ends see it; budgets both ways.

use engine::{
    Amount, BudgetLines, Budgets,
    budget::{Price, PriceList},
    usage::{UsageRange, UsageReport},
};
use store::{LimitState, Purpose, UsageRow, Window};

use super::path;
use crate::dto::*;

impl From<UsageReport> for UsageDto {
    fn from(report: UsageReport) -> UsageDto {
        let latency = report.latency;
        UsageDto {
            from_ms: report.from_ms,
            to_ms: report.to_ms,
            rows: report.rows.into_iter().map(Into::into).collect(),
            days: report
                .days
                .into_iter()
                .map(|day| UsageDayDto {
                    start_ms: day.start_ms,
                    calls: day.calls,
                    tokens: day.tokens,
                    nusd: day.nusd,
                })
                .collect(),
            latency: LatencyDto {
                calls: latency.calls,
                first_p50_ms: latency.first_p50_ms,
                first_p95_ms: latency.first_p95_ms,
                whole_p50_ms: latency.whole_p50_ms,
                whole_p95_ms: latency.whole_p95_ms,
            },
            budgets: report.budgets.into_iter().map(Into::into).collect(),
            disagreements: report.disagreements,
        }
    }
}

impl From<UsageRow> for UsageRowDto {
    fn from(row: UsageRow) -> UsageRowDto {
        UsageRowDto {
            model_label: engine::capabilities(&row.model).label,
            model: row.model,
            purpose: row.purpose.into(),
            calls: row.calls,
            failed: row.failed,
            throttled: row.throttled,
            unknown: row.unknown,
            input_tokens: row.tokens.input,
            output_tokens: row.tokens.output,
            cache_read_tokens: row.tokens.cache_read,
            cache_write_tokens: row.tokens.cache_write,
            charged_tokens: row.charged_tokens,
            nusd: row.nusd,
            answers_from_cache: row.answers_from_cache,
        }
    }
}

impl From<Purpose> for PurposeDto {
    fn from(purpose: Purpose) -> PurposeDto {
        match purpose {
            Purpose::Mission => PurposeDto::Mission,
            Purpose::Repair => PurposeDto::Repair,
            Purpose::Hint => PurposeDto::Hint,
            Purpose::Question => PurposeDto::Question,
            Purpose::Test => PurposeDto::Test,
        }
    }
}

impl From<UsageRangeDto> for UsageRange {
    fn from(range: UsageRangeDto) -> UsageRange {
        match range {
            UsageRangeDto::Day => UsageRange::Day,
            UsageRangeDto::Week => UsageRange::Week,
            UsageRangeDto::Month => UsageRange::Month,
            UsageRangeDto::All => UsageRange::All,
        }
    }
}

impl From<LimitState> for BudgetStateDto {
    fn from(state: LimitState) -> BudgetStateDto {
        BudgetStateDto {
            scope: scope(&state.limit.purposes),
            window: state.limit.window.into(),
            limit_nusd: state.limit.nusd,
            limit_tokens: state.limit.tokens,
            used_nusd: state.used_nusd,
            used_tokens: state.used_tokens,
            reserved_nusd: state.reserved_nusd,
            reserved_tokens: state.reserved_tokens,
            since_ms: state.since_ms,
        }
    }
}

/// The settings have three scopes, told apart by any purpose of theirs.
fn scope(purposes: &[Purpose]) -> BudgetScopeDto {
    match purposes.first() {
        None | Some(Purpose::Test) => BudgetScopeDto::All,
        Some(Purpose::Mission | Purpose::Repair) => BudgetScopeDto::Missions,
        Some(Purpose::Hint | Purpose::Question) => BudgetScopeDto::Mentor,
    }
}

impl From<Window> for WindowDto {
    fn from(window: Window) -> WindowDto {
        match window {
            Window::TenMinutes => WindowDto::TenMinutes,
            Window::Day => WindowDto::Day,
            Window::Month => WindowDto::Month,
        }
    }
}

impl From<Budgets> for BudgetsDto {
    fn from(mut budgets: Budgets) -> BudgetsDto {
        let mut limits = Vec::new();
        for scope in SCOPES {
            for window in WINDOWS {
                let amount = *amount(lines(&mut budgets, scope), window);
                if amount != Amount::default() {
                    limits.push(BudgetDto {
                        scope,
                        window,
                        nusd: amount.nusd,
                        tokens: amount.tokens,
                    });
                }
            }
        }
        BudgetsDto { limits }
    }
}

impl From<&BudgetsDto> for Budgets {
    /// What is not in the list is not limited; of two that are about the same, the later one counts.
    fn from(dto: &BudgetsDto) -> Budgets {
        let mut budgets = Budgets {
            all: BudgetLines::default(),
            missions: BudgetLines::default(),
            mentor: BudgetLines::default(),
        };
        for limit in &dto.limits {
            *amount(lines(&mut budgets, limit.scope), limit.window) = Amount {
                nusd: limit.nusd,
                tokens: limit.tokens,
            };
        }
        budgets
    }
}

const SCOPES: [BudgetScopeDto; 3] = [
    BudgetScopeDto::All,
    BudgetScopeDto::Missions,
    BudgetScopeDto::Mentor,
];
const WINDOWS: [WindowDto; 3] = [WindowDto::TenMinutes, WindowDto::Day, WindowDto::Month];

fn lines(budgets: &mut Budgets, scope: BudgetScopeDto) -> &mut BudgetLines {
    match scope {
        BudgetScopeDto::All => &mut budgets.all,
        BudgetScopeDto::Missions => &mut budgets.missions,
        BudgetScopeDto::Mentor => &mut budgets.mentor,
    }
}

fn amount(lines: &mut BudgetLines, window: WindowDto) -> &mut Amount {
    match window {
        WindowDto::TenMinutes => &mut lines.ten_minutes,
        WindowDto::Day => &mut lines.day,
        WindowDto::Month => &mut lines.month,
    }
}

impl From<PriceList> for PriceListDto {
    fn from(list: PriceList) -> PriceListDto {
        PriceListDto {
            as_of: list.as_of,
            file: list.file.as_deref().map(path),
            problem: list.problem,
            prices: list.prices.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Price> for PriceDto {
    fn from(price: Price) -> PriceDto {
        PriceDto {
            model: price.model,
            input_nusd_per1k: price.input_nusd_per_1k,
            output_nusd_per1k: price.output_nusd_per_1k,
            cache_read_nusd_per1k: price.cache_read_nusd_per_1k,
            cache_write_nusd_per1k: price.cache_write_nusd_per_1k,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_go_there_and_back() {
        let mut budgets = Budgets::default();
        budgets.mentor.day.tokens = Some(0);
        budgets.missions.month.nusd = Some(1);
        let dto = BudgetsDto::from(budgets.clone());
        assert_eq!(
            dto.limits.len(),
            5,
            "three defaults, and the two that were added; what limits nothing is left out"
        );
        assert_eq!(
            Budgets::from(&dto),
            budgets,
            "a limit of nothing stays a limit, and absence stays absence"
        );
    }
}
