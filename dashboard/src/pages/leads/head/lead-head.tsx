import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Consents } from '../../../lead/consents.ts';
import { noContactWords } from '../../../lead/no-contact.ts';
import { orderCall } from '../../../lead/order-call.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { mayAct } from '../../../session/session.ts';
import { useMe } from '../../../session/use-me.ts';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { clockThere } from '../../../ui/time/there.ts';
import { toasts } from '../../../ui/toast/toasts.ts';
import { leadStanding } from '../../../words/leads.ts';
import { LeadMenu } from './lead-menu.tsx';
import { TextButton } from './text-button.tsx';

type Props = { lead: LeadRow | null; consents: Consents | null };

/** Who it is, where, the clock there, how they stand, and what one can do. */
export function LeadHead({ lead, consents }: Props) {
  const { now } = useWhere();
  const isAgent = mayAct(useMe().user, 'agent');
  const noCall = noContactWords('call', consents);
  const call = useMutation({
    mutationFn: async () => {
      if (lead) await orderCall(lead.phone, lead.id);
    },
    onSuccess: () => toasts.show('The call is ordered. It rings as soon as the hour allows.'),
    onError: (error) => toasts.show(`Not called: ${error.message}`),
  });
  const order = () => {
    if (isAgent && lead && noCall === null && !call.isPending) call.mutate();
  };
  useKeys([{ keys: 'c', name: 'Call this lead', group: 'leads', run: order }]);
  const facts = lead
    ? [
        readablePhone(lead.phone),
        lead.region,
        clockThere(lead.timezone, now),
        leadStanding(lead).words.toLowerCase(),
      ].filter(Boolean)
    : [];
  return (
    <header className="head">
      <Link className="btn icon bare s" to="/leads" aria-label="Back to leads">
        <Icon name="left" />
      </Link>
      <div className="grow">
        <h1 className="clip">{lead ? nameOf(lead) : 'Lead'}</h1>
        <p className="meta clip">{facts.join(' · ')}</p>
      </div>
      {isAgent && lead && (
        <>
          <TextButton lead={lead} consents={consents} />
          <BusyButton
            className="btn"
            aria-keyshortcuts="C"
            busy={call.isPending ? 'Calling…' : null}
            offBecause={noCall}
            onClick={order}
          >
            <Icon name="phone" />
            Call
          </BusyButton>
          <LeadMenu lead={lead} />
        </>
      )}
    </header>
  );
}
