/** Dotted skill names as people read them: `messaging.dead-letter` is *Dead letter* of *Messaging*. */
import { serviceName } from './names';

export interface SkillWords {
  /** What stands before the first dot; also the key that skills are grouped by, in words. */
  area: string;
  name: string;
}

/** A skill without a dot is an area of its own. */
export function skillWords(skill: string): SkillWords {
  const [first = '', ...rest] = skill.split('.');
  return { area: named(first), name: named(rest.join(' ') || first) };
}

/** Words of skills that are written in capitals. */
const CAPITALS = /\b(?:acl|api|arn|az|cidr|cors|dlq|dns|http|https|iam|ip|kms|mfa|nat|sql|ssh|ssl|tls|ttl|url|vpc)\b/gu;

function named(text: string): string {
  const service = serviceName(text);
  if (service !== text) return service;
  const words = text.replace(/[-_]/g, ' ').replace(CAPITALS, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
