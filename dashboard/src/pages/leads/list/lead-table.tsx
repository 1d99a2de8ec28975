import { Link } from '@tanstack/react-router';
import { Empty, Fault, Skeleton } from '../../../ui/panels.tsx';
import type { LeadsSearch } from '../leads-search.ts';
import type { usePicked } from '../picked/use-picked.ts';
import { LeadHeads } from './lead-heads.tsx';
import { LeadLine } from './lead-line.tsx';
import type { useLeads } from './use-leads.ts';

type Props = {
  list: ReturnType<typeof useLeads>;
  search: LeadsSearch;
  isNarrowed: boolean;
  /** Null: one who only looks selects nothing. */
  picked: ReturnType<typeof usePicked> | null;
};

/** The leads of a page, or why there are none. */
export function LeadTable({ list, search, isNarrowed, picked }: Props) {
  const { leads, contacts, isPending, error, refetch } = list;
  if (error && leads.length === 0) {
    return (
      <Fault what="The leads could not be loaded" error={error} onRetry={() => void refetch()} />
    );
  }
  if (isPending) return <Skeleton lines={12} />;
  if (leads.length === 0) return <NoLeads isNarrowed={isNarrowed} />;
  const heads = picked && {
    all: picked.ids.length === leads.length,
    some: picked.ids.length > 0,
    onAll: picked.pickAll,
  };
  return (
    <table className="table rowcards">
      <LeadHeads search={search} picked={heads} />
      <tbody>
        {leads.map((lead) => (
          <LeadLine
            key={lead.id}
            lead={lead}
            listed={contacts.get(lead.id)}
            isPicked={picked?.has(lead.id) ?? false}
            onPick={picked?.pick ?? null}
          />
        ))}
      </tbody>
    </table>
  );
}

function NoLeads({ isNarrowed }: { isNarrowed: boolean }) {
  return isNarrowed ? (
    <Empty title="No lead fits">
      <Link to="/leads" search={{}}>
        Show all leads
      </Link>
    </Empty>
  ) : (
    <Empty title="No leads yet">
      <p>Leads stand here as soon as a form, a call or a text brings them, or you enter one.</p>
    </Empty>
  );
}
