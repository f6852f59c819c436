/** The first run's state: which editors there are, and starting the first mission. */
import type { EditorDto, MissionCardDto, SettingsDto } from '~/bindings';
import { t } from '~/messages';
import { editorName } from '~/messages/names';
import { asError, type Platform } from '~/platform';
import type { Shell } from '~/shell';

export class Welcome {
  /** Those that can be opened; nothing until the engine has looked. */
  editors = $state.raw<readonly EditorDto[] | null>(null);
  starting = $state(false);
  problem = $state<string | null>(null);

  readonly #platform: Platform;
  readonly #shell: Shell;

  constructor(platform: Platform, shell: Shell) {
    this.#platform = platform;
    this.#shell = shell;
  }

  async load(): Promise<void> {
    try {
      const view = await this.#platform.invoke('get_settings', {});
      this.editors = view.editors.filter((editor) => editor.program !== null);
    } catch {
      // Which editor opens is said again when the mission starts.
      this.editors = [];
    }
  }

  /** Keeps the chosen editor, starts `mission`, and only then leaves the welcome: until it has started, this is where problems are said. */
  async start(
    mission: MissionCardDto,
    chosenEditor: string | null,
    settings: SettingsDto,
    save: (settings: SettingsDto) => Promise<void>,
  ): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    this.problem = null;
    try {
      if (chosenEditor !== null) await save({ ...settings, editor: chosenEditor });
      const { started } = await this.#platform.invoke('start_mission', { missionId: mission.id, folder: null });
      await save({ ...settings, editor: chosenEditor ?? settings.editor, welcomed: true });
      this.#shell.go({ name: 'mission', missionId: mission.id });
      if (started?.editorProblem) {
        this.#shell.notify({
          tone: 'problem',
          text: started.editorProblem,
          action: { label: t('problem-open-settings'), run: () => this.#shell.go({ name: 'settings' }) },
        });
      } else if (started?.editor) {
        this.#shell.notify({ tone: 'info', text: t('welcome-opened', { editor: editorName(started.editor) }) });
      }
    } catch (thrown) {
      this.problem = asError(thrown).message;
    } finally {
      this.starting = false;
    }
  }
}
