import { expect, test, vi } from 'vitest';

import { FrameText, gentleFrames, type NextFrame } from './frames';

/** Frames that come when the test says so. */
function frames() {
  let due: (() => void)[] = [];
  const next: NextFrame = (work) => {
    due.push(work);
    return () => (due = due.filter((other) => other !== work));
  };
  return {
    next,
    waiting: () => due.length,
    come: () => due.splice(0).forEach((work) => work()),
  };
}

test('200 tokens a second for 60 seconds are painted at most once a frame, whole and in order', () => {
  const painted: string[] = [];
  const { next, come } = frames();
  const text = new FrameText((more) => painted.push(more), next);
  const words = Array.from({ length: 12_000 }, (_, index) => `w${index} `);
  // 60 frames a second for 60 s: three or four words a frame.
  let at = 0;
  for (let frame = 0; frame < 3600; frame++) {
    for (; at < ((frame + 1) * words.length) / 3600; at++) text.add(words[at] ?? '');
    come();
  }
  expect(painted.length, 'a paint a frame').toBe(3600);
  expect(painted.join(''), 'nothing is lost or out of order').toBe(words.join(''));
});

test('a frame without text paints nothing, and at rest no frame is waited for', () => {
  const painted: string[] = [];
  const { next, come, waiting } = frames();
  const text = new FrameText((more) => painted.push(more), next);
  expect(waiting(), 'before anything came').toBe(0);
  text.add('a');
  text.add('b');
  expect(waiting(), 'one frame for both').toBe(1);
  come();
  expect(waiting(), 'after it').toBe(0);
  text.flush();
  expect(painted).toEqual(['ab']);
});

test('what ends is handed on at once, and not a second time by its frame', () => {
  const painted: string[] = [];
  const { next, come } = frames();
  const text = new FrameText((more) => painted.push(more), next);
  text.add('last');
  text.flush();
  expect(painted).toEqual(['last']);
  come();
  expect(painted).toEqual(['last']);
});

test('a slow frame is followed by a rest, the first one by no wait, and what is called off in the rest does not come', () => {
  vi.useFakeTimers();
  try {
    let time = 0;
    const { next, come, waiting } = frames();
    const frame = gentleFrames(next, () => time);
    const worked: string[] = [];
    frame(() => {
      worked.push('first');
      time += 10;
    });
    expect(waiting(), 'the first is asked for at once').toBe(1);
    come();
    vi.advanceTimersByTime(0);
    const callOff = frame(() => worked.push('called off'));
    expect(waiting(), 'ten milliseconds of work are followed by ninety of rest').toBe(0);
    callOff();
    frame(() => worked.push('second'));
    vi.advanceTimersByTime(89);
    expect(waiting(), 'not before').toBe(0);
    vi.advanceTimersByTime(1);
    expect(waiting(), 'and then').toBe(1);
    time += 1000;
    come();
    expect(worked).toEqual(['first', 'second']);
    vi.advanceTimersByTime(0);
    time += 151;
    frame(() => worked.push('third'));
    expect(waiting(), 'no rest is longer than 150 ms').toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
