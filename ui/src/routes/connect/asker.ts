/** Who asks Bedrock, as one choice: a profile, whatever the environment says, or a key that was pasted. */
import type { ModelAccessDto, ModelSettingsDto } from '~/bindings';

/** Empty: the environment, or the default profile. */
export type Asker = '' | 'pasted' | `profile:${string}`;

/** What is chosen already, or what is likely to work. */
export function askerOf({ settings, profiles, vault, inForce }: ModelAccessDto): Asker {
  if (settings.credentials === 'pasted') return 'pasted';
  const known = profiles.find(({ name }) => name === settings.profile);
  if (known) return `profile:${known.name}`;
  // Keys in the environment make no profile, and work.
  if (settings.credentials === 'aws' && (inForce || profiles.length > 0)) return '';
  if (vault.held.length > 0) return 'pasted';
  const likely = profiles.find(({ name }) => name === 'default') ?? profiles[0];
  return likely ? `profile:${likely.name}` : 'pasted';
}

export function changeOf(asker: Asker): Pick<ModelSettingsDto, 'credentials' | 'profile'> {
  if (asker === 'pasted') return { credentials: 'pasted', profile: null };
  return { credentials: 'aws', profile: asker === '' ? null : asker.slice('profile:'.length) };
}
