/** An exchange to be shown when a mission opens: a search found it in another mission's conversation. */

let wanted: { missionId: string; exchangeId: number } | null = null;

export function leaveJump(missionId: string, exchangeId: number): void {
  wanted = { missionId, exchangeId };
}

/** The exchange that is wanted in this mission, once. */
export function takeJump(missionId: string): number | null {
  if (wanted?.missionId !== missionId) return null;
  const { exchangeId } = wanted;
  wanted = null;
  return exchangeId;
}
