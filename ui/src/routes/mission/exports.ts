/** Takes the picture along: as a file that the learner names, or as text on the clipboard. Says what came of it. */
import type { DiagramFormatDto, ExportedDiagramDto } from '~/bindings';
import { drawPng } from '~/lib/diagram/png';
import { t } from '~/messages';
import { asError, type Platform } from '~/platform';
import type { Notice } from '~/shell';

type Form = 'svg' | 'png' | 'mermaid' | 'dot' | 'text';
export type ExportChoice = `save ${Form}` | `copy ${'mermaid' | 'dot' | 'text'}`;

const ENDINGS: Record<Form, string> = { svg: 'svg', png: 'png', mermaid: 'mmd', dot: 'dot', text: 'txt' };

/** What is on the screen. */
interface Shown {
  missionId: string;
  attemptId: number | null;
  collapsed: readonly string[];
  dark: boolean;
}

export class Exports {
  private readonly platform: Platform;
  private readonly shown: Shown;
  private readonly draw: (svg: string) => Promise<string>;

  constructor(platform: Platform, shown: Shown, draw: (svg: string) => Promise<string> = drawPng) {
    this.platform = platform;
    this.shown = shown;
    this.draw = draw;
  }

  /** What to say; nothing when the learner declined. */
  async make(choice: ExportChoice): Promise<Notice | null> {
    const [way, form] = choice.split(' ') as ['save' | 'copy', Form];
    try {
      return way === 'copy' ? await this.copy(form) : await this.save(form);
    } catch (thrown) {
      return { tone: 'problem', text: t('diagram-export-problem', { reason: asError(thrown).message }) };
    }
  }

  private async copy(form: Form): Promise<Notice> {
    const { text } = await this.ask(this.formatOf(form), null, null);
    await navigator.clipboard.writeText(text ?? '');
    return { tone: 'info', text: t('diagram-copied') };
  }

  private async save(form: Form): Promise<Notice | null> {
    const path = await this.platform.pickSavePath(`${this.shown.missionId}.${ENDINGS[form]}`, ENDINGS[form]);
    if (path === null) return null;
    let png: string | null = null;
    if (form === 'png') {
      const { text } = await this.ask(this.formatOf('svg'), null, null);
      png = await this.draw(text ?? '');
    }
    const written = await this.ask(this.formatOf(form), path, png);
    return { tone: 'info', text: t('diagram-saved', { path: written.path ?? path }) };
  }

  private formatOf(form: Form): DiagramFormatDto {
    return form === 'svg' && this.shown.dark ? 'svgDark' : form;
  }

  private ask(format: DiagramFormatDto, path: string | null, png: string | null): Promise<ExportedDiagramDto> {
    const { missionId, attemptId, collapsed } = this.shown;
    return this.platform.invoke('export_diagram', {
      missionId,
      attemptId,
      collapsed: [...collapsed],
      format,
      path,
      png,
    });
  }
}
