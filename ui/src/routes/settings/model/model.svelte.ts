/**
 * Changes to how the model is reached, one after the other, each written at once. What is in force is the window's (`shell/bedrock.svelte.ts`).
 * Secrets pass through on their way to the engine; none is kept here.
 */
import type { ModelAccessDto, ModelSettingsDto, PlaceDto, SaveCredentials } from '~/bindings';
import { asError, type Platform } from '~/platform';
import type { Bedrock } from '~/shell';

/** What was being changed when something was refused. */
export type Changed = keyof ModelSettingsDto | 'save' | 'forget' | 'unlock' | 'test';

export class ModelState {
  refused = $state.raw<{ what: Changed; message: string } | null>(null);
  busy = $state(false);

  readonly #platform: Platform;
  readonly #bedrock: Bedrock;
  #queue: Promise<void> = Promise.resolve();

  constructor(platform: Platform, bedrock: Bedrock) {
    this.#platform = platform;
    this.#bedrock = bedrock;
  }

  get access(): ModelAccessDto | null {
    return this.#bedrock.access;
  }

  /** Writes a change of the settings; says whether it was taken. */
  change(what: keyof ModelSettingsDto, change: Partial<ModelSettingsDto>): Promise<boolean> {
    return this.#apply(what, (access) =>
      this.#platform.invoke('put_model_settings', { ...access.settings, ...change }),
    );
  }

  /** Hands pasted credentials to the engine. The caller clears its fields when this says true. */
  save(credentials: SaveCredentials): Promise<boolean> {
    return this.#apply('save', () => this.#platform.invoke('save_credentials', credentials));
  }

  forget(place: PlaceDto): Promise<boolean> {
    return this.#apply('forget', () => this.#platform.invoke('forget_credentials', { place }));
  }

  unlock(passphrase: string): Promise<boolean> {
    return this.#apply('unlock', () => this.#platform.invoke('unlock_credentials', { passphrase }));
  }

  /** Makes the test call; what it found is in the window's view of Bedrock. */
  async test(): Promise<void> {
    try {
      await this.#bedrock.runTest();
      if (this.refused?.what === 'test') this.refused = null;
    } catch (thrown) {
      this.refused = { what: 'test', message: asError(thrown).message };
    }
  }

  async #apply(what: Changed, ask: (access: ModelAccessDto) => Promise<ModelAccessDto>): Promise<boolean> {
    let taken = false;
    this.#queue = this.#queue.then(async () => {
      const { access } = this.#bedrock;
      if (!access) return;
      this.busy = true;
      try {
        this.#bedrock.accessWritten(await ask(access));
        // What the last test found was about other settings.
        this.#bedrock.test = null;
        this.refused = null;
        taken = true;
      } catch (thrown) {
        this.refused = { what, message: asError(thrown).message };
      } finally {
        this.busy = false;
      }
    });
    await this.#queue;
    return taken;
  }
}
