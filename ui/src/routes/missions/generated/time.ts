/** How long something has taken, and how long it still takes, as people read a clock: `0:41`, `1:02:07`. */

const SECOND_MS = 1000;

export function elapsed(sinceMs: number, nowMs: number): string {
  return asClock(Math.floor(Math.max(0, nowMs - sinceMs) / SECOND_MS));
}

/** Rounded up, so that it does not say nothing is left while something is; empty when the time has come. */
export function remaining(dueAtMs: number, nowMs: number): string {
  const seconds = Math.ceil((dueAtMs - nowMs) / SECOND_MS);
  return seconds > 0 ? asClock(seconds) : '';
}

function asClock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
