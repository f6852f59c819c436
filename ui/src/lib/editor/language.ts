/** YAML or JSON, and their colours: those of `code.css`, so that a template looks the same before CodeMirror is there. */
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { Decoration, MatchDecorator, ViewPlugin, type DecorationSet, type EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export type TemplateLanguage = 'yaml' | 'json';

/** By the file's name; a template without a telling name by how it begins. */
export function languageOf(fileName: string | null, text: string): TemplateLanguage {
  if (fileName !== null && /\.(json|template\.json)$/iu.test(fileName)) return 'json';
  if (fileName !== null && /\.ya?ml$/iu.test(fileName)) return 'yaml';
  return /^\s*[{[]/u.test(text) ? 'json' : 'yaml';
}

const colours = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: 'var(--ink)', fontWeight: '500' },
  { tag: tags.propertyName, color: 'var(--ink)', fontWeight: '500' },
  { tag: [tags.typeName, tags.keyword, tags.labelName], color: 'var(--accent)' },
  // Coloured in `look.ts`: what is faint on paper would be too faint on a line with a colour.
  { tag: [tags.comment, tags.lineComment], class: 'faint comment' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace, tags.meta], class: 'faint' },
]);

/** `Fn::Join:` and `Ref:` are functions written as keys. */
const functionKeys = new MatchDecorator({
  regexp: /(["']?)\b(?:Fn::[A-Za-z:]+\w|Ref|Condition)\1(?=\s*:)/gu,
  decoration: Decoration.mark({ class: 'cm-function' }),
});

const functionKeyColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = functionKeys.createDeco(view);
    }
    update(update: Parameters<typeof functionKeys.updateDeco>[0]) {
      this.decorations = functionKeys.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

export function languageSupport(language: TemplateLanguage): Extension {
  return [language === 'json' ? json() : yaml(), syntaxHighlighting(colours), functionKeyColours];
}
