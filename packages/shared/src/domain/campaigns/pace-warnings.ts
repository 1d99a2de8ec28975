import type { Channel, ContactCaps } from '../policy/contact-input.ts';

const DAY_SECONDS = 86_400;

type Planned = {
  per_lead_per_day?: number | null;
  steps: readonly { channel: string; delay_seconds: number }[];
};

type Cap = { setting: string; channels: readonly Channel[]; limit: number; days: number };

export type PaceWarning = { path: string; rule: string; message: string };

/**
 * Where a campaign plans more for one lead than the caps of the system allow: the rest will wait.
 */
export function paceWarnings(campaign: Planned, caps: ContactCaps): PaceWarning[] {
  return [...ownCap(campaign, caps), ...stepsAbove(campaign, caps)];
}

function ownCap({ per_lead_per_day: own }: Planned, caps: ContactCaps): PaceWarning[] {
  const system = Math.min(caps.textsPerDay, caps.touchesPerDay);
  if (!own || own <= system) return [];
  const setting = caps.textsPerDay <= caps.touchesPerDay ? 'TEXTS_PER_DAY' : 'TOUCHES_PER_DAY';
  return [
    {
      path: 'per_lead_per_day',
      rule: 'above_house_cap',
      message: `The campaign allows ${own} texts a day for one lead, the settings allow ${system} (${setting}): what is more waits.`,
    },
  ];
}

function stepsAbove({ steps }: Planned, caps: ContactCaps): PaceWarning[] {
  const both: readonly Channel[] = ['text', 'call'];
  const limits: Cap[] = [
    { setting: 'TEXTS_PER_DAY', channels: ['text'], limit: caps.textsPerDay, days: 1 },
    { setting: 'CALLS_PER_DAY', channels: ['call'], limit: caps.callsPerDay, days: 1 },
    { setting: 'TOUCHES_PER_DAY', channels: both, limit: caps.touchesPerDay, days: 1 },
    { setting: 'TOUCHES_PER_WEEK', channels: both, limit: caps.touchesPerWeek, days: 7 },
  ];
  let at = 0;
  const moments = steps.map(({ channel, delay_seconds }, index) => {
    at += delay_seconds;
    return { channel, at, index };
  });
  return limits.flatMap(({ setting, channels, limit, days }): PaceWarning[] => {
    const counted = moments.filter(({ channel }) => channels.some((one) => one === channel));
    const tooSoon = counted.find((one, n) => {
      const before = counted[n - limit];
      return before !== undefined && one.at - before.at < days * DAY_SECONDS;
    });
    if (!tooSoon) return [];
    const what = channels.length > 1 ? 'contacts' : `${channels[0]}s`;
    const span = days === 1 ? '24 hours' : `${days} days`;
    return [
      {
        path: `steps.${tooSoon.index}`,
        rule: 'steps_above_house_cap',
        message: `This step comes sooner than the settings allow: ${limit} ${what} in ${span} is the most one lead gets (${setting}). It waits until there is room.`,
      },
    ];
  });
}
