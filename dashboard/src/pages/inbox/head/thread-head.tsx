import { Link } from '@tanstack/react-router';
import { AssignDialog } from '../../../colleagues/assign-dialog.tsx';
import { DoNotContactDialog } from '../../../lead/do-not-contact-dialog.tsx';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { MenuButton } from '../../../ui/menu/menu-button.tsx';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { clockThere } from '../../../ui/time/there.ts';
import { useMayAct } from '../data/use-may-act.ts';
import type { InboxSearch } from '../inbox-search.ts';
import type { ConversationView } from '../use-conversation.ts';
import { CloseDialog } from './close-dialog.tsx';
import type { HeadDialog } from './head-dialog.ts';
import { OwnerBadge } from './owner-badge.tsx';
import type { ConversationActs } from './use-conversation-acts.ts';

type Props = {
  view: ConversationView;
  acts: ConversationActs;
  search: InboxSearch;
  isOffline: boolean;
  /** Why the lead cannot be called; null: they can. */
  noCall: string | null;
  dialog: HeadDialog | null;
  onDialog: (dialog: HeadDialog | null) => void;
  onRail: () => void;
  onUnread: () => void;
};

/** Who it is, the clock where they are, who answers them, and what one can do. */
export function ThreadHead(props: Props) {
  const { view, acts, search, isOffline, noCall, dialog, onDialog, onRail, onUnread } = props;
  const { conversation, lead, zone } = view;
  const { now } = useWhere();
  const mayAct = useMayAct();
  const name = lead ? nameOf(lead) : readablePhone(conversation.lead_phone);
  const place = [lead?.region, countryName(lead?.country ?? null)].filter(Boolean).join(', ');
  const there = [place, clockThere(zone, now)].filter(Boolean).join(' · ');
  const isEnded = conversation.ended_at !== null;
  return (
    <header className="thread-head">
      <Link
        className="btn bare icon s back-to-list"
        to="/inbox"
        search={search}
        aria-label="Back to the list"
      >
        <Icon name="left" />
      </Link>
      <div className="grow">
        <h2 className="clip">{name}</h2>
        <div className="meta clip">
          {there ||
            (name === readablePhone(conversation.lead_phone)
              ? ''
              : readablePhone(conversation.lead_phone))}
        </div>
      </div>
      <OwnerBadge view={view} acts={acts} isOffline={isOffline} />
      <button
        className="btn icon bare narrow-only"
        type="button"
        aria-label="About this lead"
        aria-keyshortcuts="I"
        title="About this lead (I)"
        onClick={onRail}
      >
        <Icon name="info" />
      </button>
      {mayAct && (
        <>
          <BusyButton
            className="btn icon bare"
            aria-label="Call this lead"
            aria-keyshortcuts="C"
            title="Call (C)"
            offBecause={isOffline ? 'You are offline' : noCall}
            onClick={acts.call}
          >
            <Icon name="phone" />
          </BusyButton>
          <MenuButton
            label="More: close, assign, do not contact"
            className="btn icon bare"
            items={[
              ...(isEnded
                ? []
                : [
                    { name: 'Close', keys: 'E', run: () => acts.close() },
                    { name: 'Close with a reason…', run: () => onDialog('close') },
                  ]),
              { name: 'Assign…', keys: 'A', run: () => onDialog('assign') },
              { name: 'Unread', keys: 'U', run: onUnread },
              { name: 'Do not contact…', run: () => onDialog('do_not_contact') },
            ]}
          >
            <Icon name="more" />
          </MenuButton>
        </>
      )}
      {acts.fault && (
        <p className="head-fault danger" role="alert">
          {acts.fault}{' '}
          <button className="link-btn" type="button" onClick={acts.clearFault}>
            Close
          </button>
        </p>
      )}
      {dialog === 'close' && (
        <CloseDialog
          name={name}
          onClose={() => onDialog(null)}
          onDone={(note) => acts.close(note)}
        />
      )}
      {dialog === 'assign' && (
        <AssignDialog
          title={`Who answers ${name}?`}
          assignedTo={conversation.assigned_to}
          onClose={() => onDialog(null)}
          onChoose={acts.assign}
        />
      )}
      {dialog === 'do_not_contact' && (
        <DoNotContactDialog
          name={name}
          phone={conversation.lead_phone}
          onClose={() => onDialog(null)}
        />
      )}
    </header>
  );
}

function countryName(code: string | null): string | null {
  if (code === null) return null;
  try {
    return new Intl.DisplayNames(undefined, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
