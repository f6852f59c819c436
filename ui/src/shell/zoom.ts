/** How large the window's text is: the steps that keys take, as browsers have them. What is in force is a setting. */

/** As the engine takes them. */
export const LEAST_ZOOM = 80;
export const MOST_ZOOM = 200;
export const USUAL_ZOOM = 100;

const STEPS: readonly number[] = [LEAST_ZOOM, 90, USUAL_ZOOM, 110, 125, 150, 175, MOST_ZOOM];

/** What can be chosen, with what is in force: a file may say a number between two steps. */
export function zoomChoices(percent: number): number[] {
  return [...new Set([...STEPS, percent])].sort((one, other) => one - other);
}

/** The next larger step; the largest stays. */
export function larger(percent: number): number {
  return STEPS.find((step) => step > percent) ?? MOST_ZOOM;
}

/** The next smaller step; the smallest stays. */
export function smaller(percent: number): number {
  return STEPS.findLast((step) => step < percent) ?? LEAST_ZOOM;
}
