/** The invented engine's settings, and what its checks find. */
import type { DoctorDto, SettingsDto, SettingsViewDto } from '~/bindings';

import { refusal } from './fake-parts';
import type { Scenario } from './fake-scenarios';

export const HOME = '/home/ada';
export const DEFAULT_WORKSPACES = `${HOME}/Documents/Mission Architect`;

export function settingsFor(scenario: Scenario): SettingsDto {
  return {
    theme: 'system',
    editor: null,
    customEditor: [],
    openEditorOnStart: true,
    workspaces: null,
    showStreak: true,
    learnerName: scenario === 'fresh' ? '' : 'Ada',
    welcomed: scenario !== 'fresh',
    spacedReturn: scenario !== 'practice-off',
    retentionPercent: 90,
    language: null,
    zoomPercent: 100,
    icons: scenario === 'diagram-icons' ? `${HOME}/Pictures/icons` : null,
    notify: true,
  };
}

export function checkSettings({ customEditor, editor }: SettingsDto): void {
  if (editor === 'custom' && !customEditor.some((argument) => argument.includes('{file}'))) {
    throw refusal('setting', 'A custom editor needs a program and {file} among its arguments.');
  }
}

export function settingsView(settings: SettingsDto): SettingsViewDto {
  return {
    settings,
    editors: [
      { id: 'vscode', label: 'VS Code', program: '/usr/bin/code' },
      { id: 'zed', label: 'Zed', program: `${HOME}/.local/bin/zed` },
      { id: 'vim', label: 'Vim in a terminal', program: '/usr/bin/vim' },
      { id: 'system', label: 'The system’s editor for this file', program: '/usr/bin/xdg-open' },
      { id: 'cursor', label: 'Cursor', program: null },
      { id: 'jetbrains', label: 'JetBrains', program: null },
      { id: 'sublime', label: 'Sublime Text', program: null },
      { id: 'custom', label: 'Custom command', program: null },
    ],
    defaultWorkspaces: DEFAULT_WORKSPACES,
  };
}

export const DOCTOR: DoctorDto = {
  checks: [
    { id: 'data', label: 'Data folder', state: 'ok', message: 'Can be written; 212 GB free.' },
    {
      id: 'database',
      label: 'Database',
      state: 'ok',
      message: 'SQLite 3.53.2, write-ahead log, integrity checked.',
    },
    { id: 'workspaces', label: 'Workspace folder', state: 'ok', message: 'Can be written.' },
    {
      id: 'editor',
      label: 'Editor',
      state: 'warning',
      message: 'VS Code was found, `code` is not on the path. Run “Shell Command: Install code command” in VS Code.',
    },
    {
      id: 'watch',
      label: 'File watching',
      state: 'failed',
      message:
        'The system’s limit for watches is reached. Raise fs.inotify.max_user_watches; until then files are looked at every 2 s.',
    },
  ],
};
