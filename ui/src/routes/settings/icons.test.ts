/** The learner's own folder of icons, in the settings. */
import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import { PLATFORM } from '~/platform';
import { FakePlatform } from '~/platform/fake';
import { SHELL } from '~/shell';

import IconsGroup from './IconsGroup.svelte';

it('says what is wrong with the folder beside its path', async () => {
  const platform = new FakePlatform();
  const { settings } = await platform.invoke('app_info', {});
  platform.failures.set('get_icons', { code: 'internal', message: 'The folder is gone.', detail: null });
  render(IconsGroup, {
    props: { settings: { ...settings, icons: '/home/ada/icons' }, refused: null, onchange: () => undefined },
    context: new Map<symbol, unknown>([
      [PLATFORM, platform],
      [SHELL, { notify: () => undefined }],
    ]),
  });
  expect(screen.getByText('/home/ada/icons')).toBeVisible();
  expect(await screen.findByRole('alert'), 'no silence, and no claim that none were found').toHaveTextContent(
    'The folder is gone.',
  );
});
