/** Takes a copy of all data to a folder that the learner picks. */
import { t } from '~/messages';
import { asError, type Platform } from '~/platform';

import type { Shell } from '.';

export async function exportData(platform: Platform, shell: Shell): Promise<void> {
  try {
    const folder = await platform.pickFolder();
    if (folder === null) return;
    const { path } = await platform.invoke('export_data', { path: folder });
    shell.notify({ tone: 'info', text: t('data-exported', { path }) });
  } catch (thrown) {
    shell.notify({ tone: 'problem', text: asError(thrown).message });
  }
}
