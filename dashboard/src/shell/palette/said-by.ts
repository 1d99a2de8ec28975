import { nameOf } from '../../ui/person.ts';

type Hit = { said_by: string; lead_name: string | null; lead_phone: string };

/** Who said it: the lead by name, or we to the lead. */
export function saidBy({ said_by, lead_name, lead_phone }: Hit): string {
  const name = nameOf({ name: lead_name, phone: lead_phone });
  if (said_by === 'lead' || said_by === 'user') return name;
  return `${said_by === 'human' ? 'A colleague' : 'We'} to ${name}`;
}
