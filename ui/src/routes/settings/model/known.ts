/** Models and regions that are suggested; any other can be typed. */

export interface Known {
  value: string;
  label: string;
}

export const DEFAULT_MODEL = 'global.anthropic.claude-sonnet-4-6';

/** Claude by its global profiles, which work from every commercial region; Nova by the profile of the region's part of the world. */
export function knownModels(region: string | null): Known[] {
  const part = /^(us|ca|eu|ap)-/.exec(region ?? 'us-')?.[1];
  const near = part === 'eu' ? 'eu' : part === 'ap' ? 'apac' : 'us';
  return [
    { value: DEFAULT_MODEL, label: 'Claude Sonnet 4.6' },
    { value: 'global.anthropic.claude-haiku-4-5-20251001-v1:0', label: 'Claude Haiku 4.5' },
    { value: 'global.anthropic.claude-opus-4-5-20251101-v1:0', label: 'Claude Opus 4.5' },
    { value: `${near}.amazon.nova-pro-v1:0`, label: 'Amazon Nova Pro' },
  ];
}

const REGIONS = ['us-east-1', 'us-west-2', 'eu-central-1', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-2'];

/** Regions with Bedrock that many use; those of the learner's own profiles come first. */
export function knownRegions(own: readonly (string | null)[]): Known[] {
  const regions = [...own.filter((region) => region !== null), ...REGIONS];
  return [...new Set(regions)].slice(0, REGIONS.length + 2).map((region) => ({ value: region, label: region }));
}
