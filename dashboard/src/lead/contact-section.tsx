import './contact-section.css';
import { HoursBar } from '../ui/hours-bar.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWhere } from '../ui/time/moment.tsx';
import { shortMoment } from '../ui/time/moments.ts';
import { hourThere, zoneName } from '../ui/time/there.ts';
import { refusalWords } from '../words/refusals.ts';
import { quoted } from '../words/state-words.ts';
import type { Consents } from './consents.ts';
import { useConsents, usePolicy } from './use-lead.ts';

type Props = {
  leadId: number | null;
  /** The zone that is known without the policy. */
  zone: string | null;
  /** As deep as it stands on its page. */
  heading: 'h2' | 'h3';
};

/** Whether, when and how often the lead may be contacted, and by what right. */
export function ContactSection({ leadId, zone, heading: Heading }: Props) {
  const { data: consents } = useConsents(leadId);
  const { data: policy } = usePolicy(leadId);
  const where = useWhere();
  if (!consents) return null;
  const knownZone = policy?.zone ?? zone;
  const hour = knownZone ? hourThere(knownZone, where.now) : null;
  const day = (iso: string) => shortMoment(Date.parse(iso), where);
  return (
    <section className="sec">
      <Heading>May be contacted</Heading>
      <ul className="stack g4 dense">
        <ChannelLine channel="text" consents={consents} day={day} />
        <ChannelLine channel="call" consents={consents} day={day} />
      </ul>
      <Closed consents={consents} />
      {policy && <HoursBar hours={policy.window} now={hour} />}
      <p className="meta rail-zone">
        {zoneWords(knownZone, policy?.zone_source ?? null, where.now)}
      </p>
      {policy && (policy.caps.today || policy.caps.week) && (
        <dl className="kv">
          {policy.caps.today && (
            <>
              <dt>Today</dt>
              <dd>
                {policy.caps.today.used} of {policy.caps.today.most} contacts
              </dd>
            </>
          )}
          {policy.caps.week && (
            <>
              <dt>This week</dt>
              <dd>
                {policy.caps.week.used} of {policy.caps.week.most}
              </dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}

const KINDS: Record<string, string> = {
  written: 'written consent',
  express: 'express consent',
  implied: 'implied consent',
  operator: 'consent stated by a colleague',
  keyword: 'asked by text',
};

type LineProps = { channel: 'text' | 'call'; consents: Consents; day: (iso: string) => string };

function ChannelLine({ channel, consents, day }: LineProps) {
  const name = channel === 'text' ? 'Texts' : 'Calls';
  const isAllowed = channel === 'text' ? consents.may_be_texted : consents.may_be_called;
  const proof = consents.consents.find(
    (one) => one.in_force && (one.channel === channel || one.channel === 'all'),
  );
  const permit = consents.permits.find(
    (one) => one.channel === channel && one.purpose === 'marketing' && !one.allowed,
  );
  const isBlocked = permit?.rule === 'suppressed';
  if (isAllowed) {
    const words = proof
      ? `${KINDS[proof.kind] ?? quoted(proof.kind)}, ${day(proof.at)}`
      : 'allowed';
    return (
      <li className="row" title={proof?.text ?? undefined}>
        <Icon name="check" small />
        <span>
          {name}: {words}
        </span>
      </li>
    );
  }
  return (
    <li className={isBlocked ? 'row danger' : 'row'} title={permit?.reason}>
      <Icon name={isBlocked ? 'ban' : 'x'} small />
      <span>
        {name}: {permit ? refusalWords(permit.rule) : 'not allowed'}
      </span>
    </li>
  );
}

/** The words by which the lead closed the number. */
function Closed({ consents }: { consents: Consents }) {
  const standing = consents.suppressions.find(({ lifted_at }) => lifted_at === null);
  if (!standing?.words) return null;
  return (
    <p className="quote" dir="auto">
      “{standing.words}”
    </p>
  );
}

const FROM: Record<string, string> = {
  lead: ', as set on the lead',
  region: ', from the state',
  number: ', from the number',
};

function zoneWords(zone: string | null, source: string | null, now: number): string {
  const name = zone && zoneName(zone, now);
  if (!name) return 'Time zone unknown: set a state, ZIP or time zone.';
  return `${name}${source ? (FROM[source] ?? '') : ''}.`;
}
