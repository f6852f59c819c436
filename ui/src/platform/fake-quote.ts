/** What the invented engine says something would cost, and whether a budget stands in the way. */
import type { BudgetScopeDto, QuoteDto, UsageDto } from '~/bindings';

import { labelOf } from './fake-access';
import type { FakeUsage } from './fake-usage';

export interface FakeCost {
  likelyNusd: number;
  mostNusd: number;
  mostTokens: number;
}

export const MISSION_COST: FakeCost = { likelyNusd: 42_000_000, mostNusd: 131_000_000, mostTokens: 18_000 };
export const HINT_COST: FakeCost = { likelyNusd: 4_200_000, mostNusd: 12_600_000, mostTokens: 3_400 };

export function quoteOf(usage: FakeUsage, model: string, scope: BudgetScopeDto, cost: FakeCost): QuoteDto {
  const { budgets, toMs } = usage.answers.get_usage({ range: 'month' }) as UsageDto;
  const full = budgets.find(
    (budget) =>
      (budget.scope === 'all' || budget.scope === scope) &&
      ((budget.limitNusd !== null && budget.usedNusd + budget.reservedNusd + cost.mostNusd > budget.limitNusd) ||
        (budget.limitTokens !== null &&
          budget.usedTokens + budget.reservedTokens + cost.mostTokens > budget.limitTokens)),
  );
  const over = full?.limitNusd ?? 0;
  return {
    model,
    modelLabel: labelOf(model),
    ...cost,
    pricesAsOf: '2026-06-01',
    priceKnown: labelOf(model) !== model,
    exceeds:
      full === undefined
        ? null
        : {
            message: `The budget of $${(over / 1e9).toFixed(2)} has no room for $${(cost.mostNusd / 1e9).toFixed(3)} more.`,
            fitsAtMs: full.window === 'tenMinutes' ? toMs + 340_000 : null,
          },
  };
}
