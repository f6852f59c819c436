/** How large the window's text is now: what the settings say, or what was just asked for by key and is not written yet. */
import { number } from '~/lib/format';
import { t } from '~/messages';
import { asError, type Platform } from '~/platform';

import type { Session } from './session.svelte';
import { USUAL_ZOOM } from './zoom';

import type { Shell } from '.';

/** A key that is held gives many sizes; the one that it ends with is written. */
const WRITE_AFTER_MS = 400;

export class Zoom {
  /** Asked for and not written yet. */
  #wanted = $state<number | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #platform: Platform;
  readonly #session: Session;
  readonly #shell: Shell;

  constructor(platform: Platform, session: Session, shell: Shell) {
    this.#platform = platform;
    this.#session = session;
    this.#shell = shell;
  }

  get percent(): number {
    return this.#wanted ?? this.#session.settings?.zoomPercent ?? USUAL_ZOOM;
  }

  /** Shows the size that is in force; from an effect, so that it follows. */
  follow(): void {
    if (this.#session.settings === null) return;
    // Where nothing can be enlarged, the sentence about it would help nobody.
    this.#platform.setZoom(this.percent / 100).catch(() => undefined);
  }

  /** Shows `percent` at once and writes it soon. */
  set(percent: number): void {
    this.#wanted = percent;
    this.#shell.announce(t('zoom-now', { percent: number(percent) }));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keep(percent), WRITE_AFTER_MS);
  }

  async #keep(zoomPercent: number): Promise<void> {
    const { settings } = this.#session;
    if (settings === null) return;
    try {
      await this.#session.saveSettings({ ...settings, zoomPercent });
    } catch (thrown) {
      this.#shell.notify({ tone: 'problem', text: asError(thrown).message });
    }
    // What is written, or what is still in force, is shown from here on, unless another size was asked for meanwhile.
    if (this.#wanted === zoomPercent) this.#wanted = null;
  }
}
