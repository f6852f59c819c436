/**
 * What was typed in *Edit here* and is not in the file yet, by mission: kept by the browser, so that a crash or a closed window loses
 * nothing. Where the browser keeps nothing (it is full, or may not), it is kept until the window closes.
 */
export interface Draft {
  text: string;
  /** Of the file that it was typed on. */
  hash: string;
  atMs: number;
}

const PREFIX = 'template-draft:';
const inMemory = new Map<string, Draft>();

/** Keeps it; says whether it will be there after the window was closed. */
export function keepDraft(missionId: string, draft: Draft): boolean {
  inMemory.set(missionId, draft);
  try {
    localStorage.setItem(PREFIX + missionId, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function readDraft(missionId: string): Draft | null {
  const held = inMemory.get(missionId);
  if (held !== undefined) return held;
  try {
    return parseDraft(localStorage.getItem(PREFIX + missionId));
  } catch {
    return null;
  }
}

export function dropDraft(missionId: string): void {
  inMemory.delete(missionId);
  try {
    localStorage.removeItem(PREFIX + missionId);
  } catch {
    // What could not be kept need not be dropped.
  }
}

/** What was kept, when it is what we wrote; anything else counts as nothing. */
function parseDraft(stored: string | null): Draft | null {
  if (stored === null) return null;
  const read: unknown = JSON.parse(stored);
  if (typeof read !== 'object' || read === null) return null;
  const { text, hash, atMs } = read as Partial<Record<keyof Draft, unknown>>;
  return typeof text === 'string' && typeof hash === 'string' && typeof atMs === 'number' ? { text, hash, atMs } : null;
}
