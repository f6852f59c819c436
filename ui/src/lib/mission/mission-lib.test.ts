import { describe, expect, it } from 'vitest';

import type { AttemptDto, ComparedLineDto, CriterionResultDto, EvidenceDto, PartDto } from '~/bindings';

import { countChanges, foldUnchanged } from './diff';
import { evident, firstPlace, foundAndNeeded } from './evidence';
import { percent } from './format';
import { highlight } from './highlight';
import { inlineParts } from './inline';
import { nounOf, toldParts } from './parts';
import { fitPanes, formatPanes, LEFT_MIN, MIDDLE_MIN, parsePanes, RIGHT_MIN, widthAfterKey } from './panes';
import { BLOCK_LINES, blocksOf, linesOf, marksOf, type Mark } from './template';

describe('sentences with code', () => {
  it.each([
    ['no code at all', 'no code at all'],
    ['`Jobs` has no queue', '[Jobs] has no queue'],
    ['`A` and `B.C`', '[A] and [B.C]'],
    ['an odd ` tick', 'an odd ` tick'],
    ['`A` and an odd ` tick', '[A] and an odd ` tick'],
    ['<b>`<i>`</b>', '<b>[<i>]</b>'],
    ['', ''],
  ])('%s', (sentence, expected) => {
    const shown = inlineParts(sentence).map(({ code, text }) => (code ? `[${text}]` : text));
    expect(shown.join(''), 'only what stands between two backticks is code').toBe(expected);
  });
});

describe('colours of lines', () => {
  it.each([
    ['Resources:', 'key:Resources'],
    ['  Type: AWS::SQS::Queue', 'key:Type'],
    ['  QueueName: !Sub "jobs-${Stage}"', 'key:QueueName function:!Sub text:"jobs-${Stage}"'],
    ['  - !GetAtt Dead.Arn # why', 'mark:  - function:!GetAtt comment:# why'],
    ['  Fn::Join:', 'function:Fn::Join'],
    ['{"Ref": "A"}', 'mark:{ function:"Ref" text:"A" mark:}'],
    ['  maxReceiveCount: 5', 'key:maxReceiveCount literal:5'],
    ['  url: http://x.y/#part', 'key:url'],
    ['', ''],
  ])('%s', (line, expected) => {
    const tokens = highlight(line);
    const coloured = tokens.filter((token) => token.kind !== 'plain').map((token) => `${token.kind}:${token.text}`);
    expect(coloured.join(' '), 'keys, functions, quoted texts and comments are told apart').toBe(expected);
    expect(tokens.map((token) => token.text).join(''), 'no character is lost').toBe(line);
  });

  it('shows a very long line plain, so that minified JSON stays cheap', () => {
    expect(highlight('"a": 1,'.repeat(200)).map((token) => token.kind)).toEqual(['plain']);
  });
});

function compared(pattern: string): ComparedLineDto[] {
  const changes = { ' ': 'same', '+': 'added', '-': 'removed' } as const;
  return [...pattern].map((sign, index) => ({
    change: changes[sign as keyof typeof changes],
    oldLine: sign === '+' ? null : index + 1,
    newLine: sign === '-' ? null : index + 1,
    text: String(index),
  }));
}

describe('folding of a diff', () => {
  const shape = (pattern: string, opened?: Set<number>) =>
    foldUnchanged(compared(pattern), opened)
      .map((row) =>
        row.kind === 'fold' ? `(${row.lines.length})` : { same: ' ', added: '+', removed: '-' }[row.line.change],
      )
      .join('');

  it.each([
    ['          +          ', '(7)   +   (7)', 'three lines of context on each side of a change'],
    ['   +   ', '   +   ', 'what is near a change is never folded'],
    ['-      +', '-      +', 'a run that its context covers stays whole'],
    ['-          +', '-   (4)   +', 'a run in between keeps context at both ends'],
    ['-         +', '-         +', 'three lines are not worth a fold'],
    ['+-', '+-', 'changes stay'],
    ['', '', 'nothing stays nothing'],
  ])('%j', (pattern, expected, why) => expect(shape(pattern), why).toBe(expected));

  it('shows an opened fold and leaves the others', () => {
    expect(shape('          +          ', new Set([0])), 'the first fold was opened').toBe('          +   (7)');
  });

  it('counts lines, not changes', () => {
    expect(countChanges(compared(' ++-'))).toEqual({ added: 2, removed: 1 });
  });
});

function evidence(change: Partial<EvidenceDto>): EvidenceDto {
  return {
    resource: null,
    path: null,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    found: null,
    expected: null,
    ...change,
  };
}

function result(change: Partial<CriterionResultDto>): CriterionResultDto {
  return {
    id: 'c',
    label: 'A label',
    kind: 'property',
    verdict: 'fail',
    earned: 0,
    weight: 1,
    message: 'A message.',
    evidence: [],
    parts: [],
    ...change,
  };
}

describe('evidence', () => {
  it('names subjects and lines once, lines ascending', () => {
    const shown = evident(
      result({
        evidence: [
          evidence({ resource: 'Worker', path: 'Runtime', line: 9 }),
          evidence({ resource: 'Orders', line: 3 }),
          evidence({ resource: 'Orders', line: 3 }),
          evidence({ resource: 'Doors', path: 'Ingress[1].CidrIp', line: 12 }),
          evidence({ resource: 'Doors', path: 'Ingress[2].CidrIp', line: 12 }),
        ],
      }),
    );
    expect(shown).toEqual({
      subjects: ['Worker.Runtime', 'Orders', 'Doors.Ingress[1].CidrIp', 'Doors.Ingress[2].CidrIp'],
      short: ['Worker.Runtime', 'Orders', 'Doors'],
      lines: [3, 9, 12],
    });
  });

  it('has no place for a criterion without evidence, and no chips when a sealed one says nothing', () => {
    expect(firstPlace(result({})), 'nothing to open').toBeNull();
    expect(firstPlace(undefined), 'not graded').toBeNull();
    expect(foundAndNeeded(result({ evidence: [evidence({})] })), 'neither found nor expected is said').toBeNull();
  });
});

function part(verdict: PartDto['verdict'], text: string, line: number | null = null): PartDto {
  return { verdict, text, evidence: line === null ? null : evidence({ line }) };
}

describe('parts', () => {
  const one = [part('fail', '`A` is missing.')];
  it.each([
    ['two', result({ parts: [...one, part('pass', '`B` is there.')] }), 2],
    ['one that says more', result({ parts: one, message: 'No.' }), 1],
    ['one that the sentence says', result({ parts: one, message: 'So: `A` is missing. Sorry.' }), 0],
    ['one of what passes', result({ verdict: 'pass', parts: one, message: '`A` is missing.' }), 1],
    ['locked', result({ verdict: 'locked', parts: one }), 0],
    ['none', result({}), 0],
  ])('%s', (_what, of, expected) => expect(toldParts(of)).toHaveLength(expected));

  it('are called what they are, and parts where that is not known', () => {
    expect(['check', 'graph', 'iam', 'preset', 'anyOf', 'allOf', 'new'].map(nounOf)).toEqual([
      'condition',
      'connection',
      'statement',
      'resource',
      'way',
      'part',
      'part',
    ]);
  });
});

function attempt(results: CriterionResultDto[], diagnostics: AttemptDto['diagnostics'] = []): AttemptDto {
  return {
    missionId: 'm',
    summary: { id: 1, atMs: 0, origin: 'save', score: 0, passed: 0, total: results.length, gradeUs: 1, hintsUsed: 0 },
    earned: 0,
    possible: 1,
    results,
    diagnostics,
    hints: [],
  };
}

describe('marks on lines', () => {
  it('speaks once for what fails, ticks every line of what passes, and is silent about what is locked', () => {
    const places = [evidence({ line: 2 }), evidence({ line: 5 }), evidence({ line: 5 })];
    const marks = marksOf(
      attempt(
        [
          result({ id: 'f', verdict: 'fail', evidence: places }),
          result({ id: 'p', verdict: 'pass', evidence: places }),
          result({ id: 'l', verdict: 'locked', evidence: places }),
        ],
        [{ severity: 'warning', code: 'duplicate-key', message: 'Twice.', line: 7, column: 3 }],
      ),
    );
    expect(marks.map((mark) => `${mark.line} ${mark.tone} ${mark.message}`)).toEqual([
      '2 fail A message.',
      '2 pass A label',
      '5 pass A label',
      '7 warning Twice.',
    ]);
  });

  it('shows the parts of what does not pass where nothing of it was said', () => {
    const parts = [
      part('pass', 'Delivers.', 3),
      part('fail', 'Said already.', 2),
      part('fail', 'Missing.', 5),
      part('unknown', 'Who knows.', 6),
      part('fail', 'The second at a line.', 5),
      part('fail', 'Nowhere.'),
    ];
    const evidences = [evidence({ line: 2 })];
    const marks = marksOf(
      attempt([result({ evidence: evidences, parts }), result({ verdict: 'pass', evidence: evidences, parts })]),
    );
    expect(marks.map((mark) => `${mark.line} ${mark.tone} ${mark.message}`)).toEqual([
      '2 fail A message.',
      '3 pass Delivers.',
      '5 fail Missing.',
      '6 unknown Who knows.',
      '2 pass A label',
    ]);
  });

  it('keeps the tone of what cannot be decided apart from wrong', () => {
    const [mark] = marksOf(attempt([result({ verdict: 'unknown', evidence: [evidence({})] })]));
    expect(mark?.tone, 'unknown is never shown as wrong').toBe('unknown');
  });
});

describe('blocks of lines', () => {
  const lines = Array.from({ length: BLOCK_LINES * 2 + 1 }, (_, index) => `line ${index + 1}`);
  const mark = (line: number): Mark => ({ line, column: 1, tone: 'fail', message: 'Why', criterionId: 'c' });

  it('covers every line once', () => {
    const blocks = blocksOf(lines, []);
    expect(blocks.map((block) => block.first)).toEqual([1, BLOCK_LINES + 1, BLOCK_LINES * 2 + 1]);
    expect(blocks.flatMap((block) => block.lines)).toEqual(lines);
  });

  it('keeps the identity of what a save did not change', () => {
    const before = blocksOf(lines, [mark(1)]);
    const changed = lines.with(BLOCK_LINES, 'changed');
    const after = blocksOf(changed, [mark(1)], before);
    expect(after[0], 'the first block is the same').toBe(before[0]);
    expect(after[1], 'the second changed').not.toBe(before[1]);
    expect(after[2], 'the third is the same').toBe(before[2]);
    expect(blocksOf(changed, [], after)[0], 'a mark that went is a change').not.toBe(after[0]);
  });

  it('brings a mark past the end to the last line', () => {
    const marks = blocksOf(['a', 'b'], [mark(9)]).flatMap((block) => block.marks);
    expect(
      marks.map((mark) => mark.line),
      'an error at the end of the file is seen',
    ).toEqual([2]);
  });

  it('has one empty line for an empty template', () => {
    expect(linesOf('')).toEqual(['']);
    expect(linesOf('a\r\nb\n'), 'no last line is invented').toEqual(['a', 'b']);
    expect(blocksOf([], [mark(1)]).length, 'there is a block to show the error in').toBe(1);
  });
});

describe('widths of panes', () => {
  it('gives way in order: the middle keeps its minimum, then the left, then the right', () => {
    expect(fitPanes({ left: 900, right: 900 }, 1000, true)).toEqual({
      left: 1000 - MIDDLE_MIN - RIGHT_MIN,
      right: RIGHT_MIN,
    });
    expect(fitPanes({ left: 10, right: 10 }, 1000, true)).toEqual({ left: LEFT_MIN, right: RIGHT_MIN });
    expect(fitPanes({ left: 400, right: 300 }, 1200, true)).toEqual({ left: 400, right: 300 });
    expect(fitPanes({ left: 400, right: 300 }, 800, false), 'no room is kept for a pane that is not there').toEqual({
      left: 400,
      right: 0,
    });
  });

  it.each([
    ['ArrowRight', 1, 324],
    ['ArrowLeft', 1, 280],
    ['ArrowRight', -1, 280],
    ['Home', 1, 280],
    ['End', 1, 500],
    ['Enter', 1, null],
  ] as const)('%s (%i)', (key, direction, expected) => {
    expect(widthAfterKey(key, 300, 280, 500, direction), 'within its limits').toBe(expected);
  });

  it.each([null, '', '1', 'a b', '0 10', '-5 300'])('forgets what it did not write: %j', (stored) => {
    expect(parsePanes(stored)).toBeNull();
  });

  it('remembers what it wrote', () => {
    expect(parsePanes(formatPanes({ left: 312.4, right: 250 }))).toEqual({ left: 312, right: 250 });
  });
});

describe('percent', () => {
  it.each([
    [0, 0],
    [2 / 3, 66],
    [0.999, 99],
    [1, 100],
    [0.1 + 0.2 + 0.7, 100],
    [0.29, 29],
  ])('%d is %i', (score, expected) => {
    expect(percent(score), 'rounded down, without the dust of floating point').toBe(expected);
  });
});
