/** Dotted skill names as people read them, by area. */
import type { SkillDto } from '~/bindings';
import { serviceName } from '~/messages/names';

export interface SkillArea {
  area: string;
  skills: { name: string; skill: SkillDto }[];
}

/** `messaging.dead-letter` stands in *Messaging* as *Dead letter*, `compute.lambda` in *Compute* as *Lambda*. */
export function byArea(skills: readonly SkillDto[]): SkillArea[] {
  const areas = new Map<string, SkillArea>();
  for (const skill of skills) {
    const [first = '', ...rest] = skill.skill.split('.');
    const area = areas.get(first) ?? { area: named(first), skills: [] };
    area.skills.push({ name: named(rest.join(' ') || first), skill });
    areas.set(first, area);
  }
  return [...areas.values()];
}

/** Words of skills that are written in capitals. */
const CAPITALS = /\b(?:acl|api|arn|cidr|cors|dlq|dns|http|https|iam|ip|kms|mfa|nat|sql|ssh|ssl|tls|ttl|url|vpc)\b/gu;

function named(text: string): string {
  const service = serviceName(text);
  if (service !== text) return service;
  const words = text.replace(/[-_]/g, ' ').replace(CAPITALS, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
