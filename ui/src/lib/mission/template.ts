/**
 * A template as the screen shows it: lines in blocks, with what was said about each line. Blocks whose lines and marks did not change keep
 * their identity, so that a save repaints what it changed and a template of thousands of lines stays cheap.
 */
import type { AttemptDto } from '../../bindings';
import type { Place } from './evidence';

export type MarkTone = 'pass' | 'partial' | 'fail' | 'unknown' | 'error' | 'warning' | 'info';

export interface Mark extends Place {
  tone: MarkTone;
  message: string;
  criterionId: string | null;
}

export interface TemplateBlock {
  /** The first line's number, from 1. */
  first: number;
  lines: string[];
  /** Of this block only; the line counts from 1 in the template. */
  marks: Mark[];
}

export const BLOCK_LINES = 80;

/** Splits without inventing a last empty line. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/u);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** What an attempt says, line by line: verdicts in the rubric's order, then remarks. A locked criterion has nothing to point at. */
export function marksOf(attempt: AttemptDto | null): Mark[] {
  if (attempt === null) return [];
  const marks: Mark[] = [];
  for (const result of attempt.results) {
    if (result.verdict === 'locked') continue;
    const seen = new Set<number>();
    for (const evidence of result.evidence) {
      if (seen.has(evidence.line)) continue;
      seen.add(evidence.line);
      marks.push({
        line: evidence.line,
        column: evidence.column,
        tone: result.verdict,
        message: result.verdict === 'pass' ? result.label : result.message,
        criterionId: result.id,
      });
      // A failing criterion speaks once, where it is nearest; every line of a passing one may carry its tick.
      if (result.verdict !== 'pass') break;
    }
    // Its parts speak where it has not: what is missing in words, what is met as a tick.
    for (const { verdict, text, evidence } of result.verdict === 'pass' ? [] : result.parts) {
      if (evidence === null || verdict === 'locked' || seen.has(evidence.line)) continue;
      seen.add(evidence.line);
      marks.push({
        line: evidence.line,
        column: evidence.column,
        tone: verdict,
        message: text,
        criterionId: result.id,
      });
    }
  }
  for (const remark of attempt.diagnostics) {
    marks.push({
      line: remark.line,
      column: remark.column,
      tone: remark.severity,
      message: remark.message,
      criterionId: null,
    });
  }
  return marks;
}

export function blocksOf(lines: string[], marks: Mark[], previous: TemplateBlock[] = []): TemplateBlock[] {
  const last = Math.max(lines.length, 1);
  const byBlock = new Map<number, Mark[]>();
  for (const mark of marks) {
    // An end-of-file error may point one line past the end.
    const line = Math.min(Math.max(mark.line, 1), last);
    const block = Math.floor((line - 1) / BLOCK_LINES);
    const list = byBlock.get(block) ?? [];
    list.push(line === mark.line ? mark : { ...mark, line });
    byBlock.set(block, list);
  }
  const blocks: TemplateBlock[] = [];
  for (let index = 0; index * BLOCK_LINES < last; index += 1) {
    const start = index * BLOCK_LINES;
    const block = {
      first: start + 1,
      lines: lines.slice(start, start + BLOCK_LINES),
      marks: byBlock.get(index) ?? [],
    };
    const old = previous[index];
    blocks.push(old !== undefined && sameBlock(old, block) ? old : block);
  }
  return blocks;
}

function sameBlock(a: TemplateBlock, b: TemplateBlock): boolean {
  return (
    a.lines.length === b.lines.length &&
    a.marks.length === b.marks.length &&
    a.lines.every((line, index) => line === b.lines[index]) &&
    a.marks.every((mark, index) => {
      const other = b.marks[index];
      return (
        other !== undefined && mark.line === other.line && mark.tone === other.tone && mark.message === other.message
      );
    })
  );
}
