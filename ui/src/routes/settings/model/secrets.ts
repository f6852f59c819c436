/** What is pasted, and what is wrong with it before it goes anywhere. Nothing here is kept or logged. */
import type { PlaceDto, SaveCredentials } from '~/bindings';

/** As `engine::vault::SHORTEST_PASSPHRASE`. */
export const SHORTEST_PASSPHRASE = 8;

export interface Pasted {
  kind: 'bearer' | 'accessKeys';
  bearerKey: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  place: PlaceDto;
  passphrase: string;
  again: string;
}

/** Fields with nothing in them. */
export function nothingPasted(place: PlaceDto, kind: Pasted['kind'] = 'bearer'): Pasted {
  return {
    kind,
    bearerKey: '',
    accessKeyId: '',
    secretAccessKey: '',
    sessionToken: '',
    place,
    passphrase: '',
    again: '',
  };
}

/** The id of a message on what is missing; nothing when it can be saved. */
export type PasteProblem = 'key' | 'key-id' | 'secret' | 'token' | 'passphrase' | 'again';

export function problemOf(pasted: Pasted): PasteProblem | null {
  if (pasted.kind === 'bearer') {
    // A key never has white space inside; two lines are two things pasted at once.
    if (!/^\S+$/.test(pasted.bearerKey.trim())) return 'key';
  } else {
    if (!/^[A-Z0-9]{16,128}$/.test(pasted.accessKeyId.trim())) return 'key-id';
    if (!/^\S+$/.test(pasted.secretAccessKey.trim())) return 'secret';
    if (pasted.accessKeyId.trim().startsWith('ASIA') && pasted.sessionToken.trim() === '') return 'token';
  }
  if (pasted.place === 'file') {
    if ([...pasted.passphrase].length < SHORTEST_PASSPHRASE) return 'passphrase';
    if (pasted.passphrase !== pasted.again) return 'again';
  }
  return null;
}

/** What is sent: only the fields of its kind, without white space around them. A passphrase is taken as it is. */
export function toSave(pasted: Pasted): SaveCredentials {
  const bearer = pasted.kind === 'bearer';
  const filled = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    kind: pasted.kind,
    bearerKey: bearer ? filled(pasted.bearerKey) : null,
    accessKeyId: bearer ? null : filled(pasted.accessKeyId),
    secretAccessKey: bearer ? null : filled(pasted.secretAccessKey),
    sessionToken: bearer ? null : filled(pasted.sessionToken),
    place: pasted.place,
    passphrase: pasted.place === 'file' ? pasted.passphrase : null,
  };
}
