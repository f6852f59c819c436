/** Skills by area, and how well one is remembered, in a word. */
import type { SkillDto, SkillMemoryDto } from '~/bindings';
import { skillWords } from '~/messages/skill-names';

export interface SkillArea {
  area: string;
  skills: { name: string; skill: SkillDto }[];
  /** Of its skills, those that a passed mission practised. */
  begun: number;
}

export function byArea(skills: readonly SkillDto[]): SkillArea[] {
  const areas = new Map<string, SkillArea>();
  for (const skill of skills) {
    const { area, name } = skillWords(skill.skill);
    const known = areas.get(area) ?? { area, skills: [], begun: 0 };
    known.skills.push({ name, skill });
    if (skill.passed > 0) known.begun += 1;
    areas.set(area, known);
  }
  return [...areas.values()];
}

export type Strength = 'fresh' | 'fading' | 'due';

/** Fading begins half the way from certain to the chance at which it comes back. */
export function strengthOf(memory: SkillMemoryDto, retentionPercent: number): Strength {
  if (memory.due) return 'due';
  return memory.retrievability >= (1 + retentionPercent / 100) / 2 ? 'fresh' : 'fading';
}
