import { expect, test } from 'vitest';

import { parseCommand, writeCommand } from './command';

test.each([
  ['code --goto {file}:{line}:{column}', ['code', '--goto', '{file}:{line}:{column}']],
  ['  "C:\\Program Files\\Code\\code.exe"   {file} ', ['C:\\Program Files\\Code\\code.exe', '{file}']],
  ["emacs '+{line}' {file}", ['emacs', '+{line}', '{file}']],
  ['run "" {file}', ['run', '', '{file}']],
  ['a"b c"d {file}', ['ab cd', '{file}']],
])('%s is taken apart', (line, words) => {
  expect(parseCommand(line)).toEqual({ arguments: words, problem: null });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['""', 'empty'],
  ['code', 'no-file'],
  ['{file}', 'no-file'],
  ['code "{file}', 'quote'],
])('%j is refused: %s', (line, problem) => {
  expect(parseCommand(line)).toEqual({ arguments: null, problem });
});

test.each([[['code', '{file}']], [['C:\\My Programs\\x.exe', '{file}', '']], [['say', `it's "quoted"`, '{file}']]])(
  '%j is written so that it reads the same',
  (words) => {
    expect(parseCommand(writeCommand(words)).arguments).toEqual(words);
  },
);
