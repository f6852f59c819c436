/** The picture's piece of the window that cannot be loaded: that is said, with a way on, and the rest of the screen works. */
import { screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import { show } from '../../../tests/mission';

const loads = vi.hoisted(() => ({ count: 0 }));

vi.mock('./architecture', () => {
  loads.count += 1;
  throw new Error('Failed to fetch dynamically imported module');
});

it('is a problem with a way to try again, not an endless wait', async () => {
  const { user, leave } = await show();
  const said = await screen.findByTestId('undrawable', {}, { timeout: 10_000 });
  expect(said).toHaveTextContent('This part of the window could not be loaded.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByTestId('undrawable'), 'it failed once more, and says so').toBeVisible();
  await user.click(screen.getByRole('tab', { name: 'Template' }));
  expect(screen.queryByTestId('undrawable'), 'the other tabs work').toBeNull();
  expect(loads.count).toBeGreaterThan(0);
  leave();
});
