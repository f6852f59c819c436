/** The states in which the invented engine can be found, by the name that `?scenario=` asks for. */
import type { DataDto, WatchPhaseDto } from '~/bindings';

import { BEDROCK_SCENARIOS } from './fake-bedrock';
import { DIAGRAM_SCENARIOS } from './fake-diagram';
import { EDIT_SCENARIOS } from './fake-edit';

/** The scenarios that have missions with blanks, missions that were made offline or broken on purpose, and skills that are due. */
export const PRACTICE_SCENARIOS = ['practice', 'practice-due-none', 'practice-off'] as const;

export const SCENARIOS = [
  'default',
  'fresh',
  'passed',
  'missing',
  'unreadable',
  'link',
  'temporary',
  'newer',
  'refused',
  'polling',
  'policies',
  'long',
  'broken-settings',
  'no-editor',
  'empty',
  'slow',
  'failing',
  ...DIAGRAM_SCENARIOS,
  'history-40',
  'history-1000',
  ...EDIT_SCENARIOS,
  ...PRACTICE_SCENARIOS,
  ...BEDROCK_SCENARIOS,
] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** How the watched file stands, where not well. */
export const PHASES: Partial<Record<Scenario, [WatchPhaseDto, string]>> = {
  missing: ['missing', 'The file is not there any more. Put it back, or save it again from your editor.'],
  unreadable: ['unreadable', 'Permission denied. Make the file readable and save it again.'],
  link: ['linkElsewhere', '/etc/hosts'],
};

/** How the data stands, where not well. */
export const DATA: Partial<Record<Scenario, DataDto>> = {
  temporary: {
    state: 'temporary',
    notices: [
      'The data folder cannot be written (read-only file system). What you do is kept until you close the window.',
    ],
  },
  newer: {
    state: 'newer',
    notices: [
      'This data was written by Mission Architect 0.4.0, which is newer than this version (0.1.0). Nothing was changed.',
    ],
  },
  refused: {
    state: 'refused',
    notices: ['The database is damaged and could not be moved aside: the data folder cannot be written.'],
  },
  'broken-settings': {
    state: 'kept',
    notices: [
      'config.toml, line 3: `theme` is not one of system, light, dark. The defaults are used until it is mended.',
    ],
  },
};
