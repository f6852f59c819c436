// What the front end may not do. Type errors are svelte-check's, layout is Prettier's.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const inTauri = {
  group: ['@tauri-apps/*'],
  message: 'Only src/platform/tauri.ts talks to Tauri; ask the Platform instead.',
};

const markup = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML)$/]',
    message: 'Build nodes or components; text from missions is hostile.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(insertAdjacentHTML|write)$/]',
    message: 'Build nodes or components; text from missions is hostile.',
  },
];

export default ts.config(
  { ignores: ['dist', 'coverage', 'node_modules', 'src/bindings'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [inTauri] }],
      'no-restricted-syntax': ['error', ...markup],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      // State here is replaced, not mutated (`$state.raw`); a Map that nothing renders need not be reactive.
      'svelte/prefer-svelte-reactivity': 'off',
      // `{' '}` keeps a space that the formatter would take.
      'svelte/no-useless-mustaches': 'off',
      // Links are hash links of our own router.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  { files: ['src/platform/tauri.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['scripts/**', '*.config.*'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off' },
  },
);
