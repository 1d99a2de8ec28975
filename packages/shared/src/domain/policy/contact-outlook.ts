import { QUIET_HOURS_RULES } from '../quiet-hours/rules.ts';
import { localText } from '../zones/offsets.ts';
import { type LeadZones, zonesOf } from '../zones/zones-of.ts';
import { CAP_RULES } from './cap-rules.ts';
import { capUses } from './caps.ts';
import { CONSENT_RULES } from './consent-rules.ts';
import type { Channel, ContactInput } from './contact-input.ts';
import { type ContactVerdict, decideContact } from './decide-contact.ts';
import { type HoursOfDay, hoursOfDay } from './hours-of-day.ts';

type Asked = Omit<ContactInput, 'channel' | 'kind' | 'killSwitch' | 'lastInboundAt'> & {
  /** Whether contacts by a channel are switched off. */
  isOff: (channel: Channel) => boolean;
};

export type Outlook = {
  text: ContactVerdict;
  call: ContactVerdict;
  window: HoursOfDay[];
  zone: string | null;
  zone_source: LeadZones['source'];
  /** 'YYYY-MM-DDTHH:mm' by the clock of the zone. */
  local_time: string | null;
  caps: { today: Use; week: Use };
  rules: { rule: string; source: string }[];
};
type Use = { used: number; most: number };

const HOURS_OF_DAY = 24;

/**
 * Whether a campaign might text or call somebody now, and what that rests on: the same judgement that
 * every contact gets, asked before there is one.
 */
export function contactOutlook({ isOff, ...asked }: Asked): Outlook {
  const { lead, phone, at, operator, caps, touches } = asked;
  const place = zonesOf({ ...lead, phone });
  const judge = (channel: Channel) =>
    decideContact({
      ...asked,
      channel,
      kind: 'campaign',
      killSwitch: isOff(channel),
      lastInboundAt: null,
    });
  const [text, call] = [judge('text'), judge('call')];
  const [zone = null] = place.zones;
  const uses = (['text', 'call'] as const).flatMap((channel) =>
    capUses(channel, place.regions, caps, touches, at),
  );
  const tightest = (hours: number) => {
    const [first] = uses
      .filter(({ id, window_hours }) => window_hours === hours && !/^(texts|calls)_/.test(id))
      .sort((a, b) => a.limit - a.counted - (b.limit - b.counted));
    return { used: first?.counted ?? 0, most: first?.limit ?? 0 };
  };
  return {
    text,
    call,
    window: hoursOfDay(place, operator, at),
    zone,
    zone_source: place.source,
    local_time: zone === null ? null : localText(zone, at.getTime()),
    caps: { today: tightest(HOURS_OF_DAY), week: tightest(7 * HOURS_OF_DAY) },
    rules: rulesBehind(
      [text, call],
      uses.map(({ id }) => id),
    ),
  };
}

/** The rows of law and settings that were asked, each with where it stands. */
function rulesBehind(verdicts: ContactVerdict[], capIds: string[]) {
  const ids = new Set(capIds);
  for (const { evidence } of verdicts) {
    const window = evidence['window'] as { rules?: string[] } | null | undefined;
    for (const id of window?.rules ?? []) ids.add(id);
    for (const id of (evidence['consent_rules'] as string[] | undefined) ?? []) ids.add(id);
  }
  const laws = [...QUIET_HOURS_RULES, ...CAP_RULES, ...CONSENT_RULES];
  return [...ids].map((rule) => ({
    rule,
    source: laws.find(({ id }) => id === rule)?.source ?? 'settings',
  }));
}
