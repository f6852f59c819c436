/** The state of the budgets and prices in Settings. */
import type { BudgetDto, ErrorDto, PriceListDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

import { limitsOf, type Typed, typedOf } from './budgets';

export class BudgetsState {
  /** In force. */
  limits = $state.raw<readonly BudgetDto[] | null>(null);
  problem = $state.raw<ErrorDto | null>(null);
  typed = $state<Typed>(typedOf([]));
  refused = $state<string | null>(null);
  saving = $state(false);

  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  get meant() {
    return limitsOf(this.typed);
  }

  get wrong(): boolean {
    return Object.keys(this.meant.problems).length > 0;
  }

  /** What is typed is not what is in force. */
  get changed(): boolean {
    return (
      this.limits !== null &&
      (this.wrong || JSON.stringify(limitsOf(typedOf(this.limits)).limits) !== JSON.stringify(this.meant.limits))
    );
  }

  async load(): Promise<void> {
    try {
      this.#take((await this.#platform.invoke('get_budgets', {})).limits);
      this.problem = null;
    } catch (thrown) {
      this.problem = asError(thrown);
    }
  }

  /** Writes what is typed; says whether it was taken. */
  async save(): Promise<boolean> {
    if (this.wrong || this.saving) return false;
    this.saving = true;
    try {
      this.#take((await this.#platform.invoke('put_budgets', { limits: this.meant.limits })).limits);
      this.refused = null;
      return true;
    } catch (thrown) {
      this.refused = asError(thrown).message;
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** Back to what is in force. */
  reset(): void {
    this.typed = typedOf(this.limits ?? []);
    this.refused = null;
  }

  #take(limits: readonly BudgetDto[]): void {
    this.limits = limits;
    this.typed = typedOf(limits);
  }
}

export class PricesState {
  list = $state.raw<PriceListDto | null>(null);
  problem = $state.raw<ErrorDto | null>(null);

  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  async load(): Promise<void> {
    try {
      this.list = await this.#platform.invoke('get_prices', {});
      this.problem = null;
    } catch (thrown) {
      this.problem = asError(thrown);
    }
  }

  /** Opens the file in the editor; gives its path. Throws an `ErrorDto`. */
  async edit(): Promise<string> {
    const { path } = await this.#platform.invoke('edit_prices', {});
    await this.load();
    return path;
  }
}
