/** Boxes that go somewhere else: where they are seen meanwhile, and when they are not to be seen to go at all. */
import { beforeEach, describe, expect, it } from 'vitest';

import type { SceneDto, SceneEdgeDto, SceneNodeDto } from '~/bindings';

import { edgeKey, nodeKey } from './scene';
import { Slide, SLIDE_MS, type Beat } from './slide';

const SVG = 'http://www.w3.org/2000/svg';

/** A picture with these boxes, and these lines through points. */
function picture(boxes: Record<string, [number, number]>, lines: Record<string, [number, number][]> = {}): SceneDto {
  const nodes = Object.entries(boxes).map(([id, [x, y]]) => ({ id, x, y }) as SceneNodeDto);
  const edges = Object.entries(lines).map(([id, points]) => ({ id, points }) as SceneEdgeDto);
  return { nodes, edges } as SceneDto;
}

/** A stage on which a box has a part elsewhere, as its badges are. */
function stageFor(...keys: string[]): SVGElement {
  const stage = document.createElementNS(SVG, 'g');
  for (const key of keys) {
    const part = document.createElementNS(SVG, 'g');
    part.setAttribute('data-slides', key);
    stage.append(part);
  }
  return stage;
}

let time = 0;
let frames: (() => void)[] = [];
let still = false;
const beat: Beat = {
  now: () => time,
  frame: (work) => frames.push(work),
  cancel: () => (frames = []),
  still: () => still,
};

/** The next frame, so many milliseconds later. */
function later(ms: number): void {
  time += ms;
  const due = frames;
  frames = [];
  for (const work of due) work();
}

const seen = (stage: Element) => [...stage.children].map((part) => part.getAttribute('transform'));

beforeEach(() => {
  time = 1000;
  frames = [];
  still = false;
});

describe('a box that went somewhere else', () => {
  it('is seen where it was, then on its way, then at its place, with all of its parts', () => {
    const stage = stageFor(nodeKey('A'), nodeKey('A'), nodeKey('B'));
    const slide = new Slide(beat);
    slide.take(stage, picture({ A: [0, 0], B: [200, 0] }));
    expect(seen(stage), 'the first picture is simply there').toEqual([null, null, null]);
    slide.take(stage, picture({ A: [100, 40], B: [200, 0] }));
    expect(seen(stage), 'before anything is painted it is where it was').toEqual([
      'translate(-100 -40)',
      'translate(-100 -40)',
      null,
    ]);
    later(SLIDE_MS / 2);
    expect(seen(stage), 'most of the way in half of the time').toEqual([
      'translate(-12.5 -5)',
      'translate(-12.5 -5)',
      null,
    ]);
    later(SLIDE_MS / 2);
    expect(seen(stage), 'no transform is left').toEqual([null, null, null]);
    expect(frames, 'and no frame is asked for').toHaveLength(0);
  });

  it('goes on from where it is seen when it is sent elsewhere on its way', () => {
    const stage = stageFor(nodeKey('A'));
    const slide = new Slide(beat);
    slide.take(stage, picture({ A: [0, 0] }));
    slide.take(stage, picture({ A: [80, 0] }));
    later(SLIDE_MS / 2);
    expect(seen(stage)).toEqual(['translate(-10 0)']);
    slide.take(stage, picture({ A: [0, 0] }));
    expect(seen(stage), 'it was seen at 70').toEqual(['translate(70 0)']);
    later(SLIDE_MS);
    expect(seen(stage)).toEqual([null]);
  });

  it('takes a line along that only went with it; one that runs otherwise does not slide', () => {
    const stage = stageFor(edgeKey('same'), edgeKey('other'));
    const slide = new Slide(beat);
    const lines = (same: [number, number][], other: [number, number][]) => picture({}, { same, other });
    slide.take(
      stage,
      lines(
        [
          [0, 0],
          [50, 10],
        ],
        [
          [0, 0],
          [50, 10],
        ],
      ),
    );
    slide.take(
      stage,
      lines(
        [
          [0, 30],
          [50, 40],
        ],
        [
          [0, 30],
          [50, 10],
        ],
      ),
    );
    expect(seen(stage)).toEqual(['translate(0 -30)', null]);
  });

  it('is at its place at once for those who want no motion', () => {
    still = true;
    const stage = stageFor(nodeKey('A'));
    const slide = new Slide(beat);
    slide.take(stage, picture({ A: [0, 0] }));
    slide.take(stage, picture({ A: [100, 0] }));
    expect(seen(stage)).toEqual([null]);
    expect(frames).toHaveLength(0);
  });

  it('leaves what is new and what did not move alone', () => {
    const stage = stageFor(nodeKey('A'), nodeKey('new'));
    const slide = new Slide(beat);
    slide.take(stage, picture({ A: [0, 0] }));
    slide.take(stage, picture({ A: [0.3, 0], new: [400, 400] }));
    expect(seen(stage)).toEqual([null, null]);
  });

  it('is simply there when the picture comes back, wherever it went meanwhile', () => {
    const stage = stageFor(nodeKey('A'));
    const slide = new Slide(beat);
    slide.take(stage, picture({ A: [0, 0] }));
    slide.forget();
    slide.take(stage, picture({ A: [100, 0] }));
    expect(seen(stage), 'nobody saw it where it was').toEqual([null]);
    expect(frames, 'nothing moves').toHaveLength(0);
  });

  it('stops where it belongs when the picture goes', () => {
    const stage = stageFor(nodeKey('A'));
    const slide = new Slide(beat);
    slide.take(stage, picture({ A: [0, 0] }));
    slide.take(stage, picture({ A: [100, 0] }));
    slide.stop();
    expect(seen(stage)).toEqual([null]);
    expect(frames).toHaveLength(0);
  });
});
