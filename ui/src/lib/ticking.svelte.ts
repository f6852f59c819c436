/** The time, for what counts down or up on the screen. It stands still while nothing needs it or nobody can see it: at rest no timer runs. */

const SECOND_MS = 1000;

/**
 * A time that moves once a second while `needed` says so and the window is visible, and is right again at once when that begins.
 * Called while a component is set up; it ends with the component.
 */
export function ticking(needed: () => boolean, now: () => number = Date.now): { readonly nowMs: number } {
  let nowMs = $state(now());
  let visible = $state(!document.hidden);
  $effect(() => {
    const look = () => (visible = !document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  });
  $effect(() => {
    if (!needed() || !visible) return;
    nowMs = now();
    const timer = setInterval(() => (nowMs = now()), SECOND_MS);
    return () => clearInterval(timer);
  });
  return {
    get nowMs() {
      return nowMs;
    },
  };
}
