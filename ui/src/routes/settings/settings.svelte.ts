/** The Settings screen's state: what is in force, what was found, and each change written at once. */
import { untrack } from 'svelte';

import type { DoctorDto, ErrorDto, SettingsDto, SettingsViewDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

export class SettingsState {
  view = $state.raw<SettingsViewDto | null>(null);
  problem = $state.raw<ErrorDto | null>(null);
  /** Why the last change was not taken, by the setting that was changed. */
  refused = $state.raw<{ setting: keyof SettingsDto; message: string } | null>(null);
  doctor = $state.raw<DoctorDto | null>(null);
  doctorProblem = $state.raw<ErrorDto | null>(null);
  checking = $state(false);

  readonly #platform: Platform;
  readonly #written: (settings: SettingsDto) => void;
  /** Changes go one after the other, so that two at once cannot undo each other. */
  #queue: Promise<void> = Promise.resolve();

  constructor(platform: Platform, written: (settings: SettingsDto) => void) {
    this.#platform = platform;
    this.#written = written;
  }

  async load(): Promise<void> {
    try {
      this.view = await this.#platform.invoke('get_settings', {});
      this.problem = null;
    } catch (thrown) {
      this.problem = asError(thrown);
    }
  }

  /** Another part of the window wrote settings: the next change goes on from them. */
  follow(settings: SettingsDto): void {
    untrack(() => {
      if (this.view) this.view = { ...this.view, settings };
    });
  }

  /** Writes one change; says whether it was taken. */
  async change(setting: keyof SettingsDto, change: Partial<SettingsDto>): Promise<boolean> {
    let taken = false;
    this.#queue = this.#queue.then(async () => {
      if (!this.view) return;
      try {
        this.view = await this.#platform.invoke('put_settings', { ...this.view.settings, ...change });
        this.#written(this.view.settings);
        this.refused = null;
        taken = true;
      } catch (thrown) {
        this.refused = { setting, message: asError(thrown).message };
      }
    });
    await this.#queue;
    return taken;
  }

  async check(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    try {
      this.doctor = await this.#platform.invoke('run_doctor', {});
      this.doctorProblem = null;
    } catch (thrown) {
      this.doctorProblem = asError(thrown);
    } finally {
      this.checking = false;
    }
  }
}
