import { createHmac } from 'node:crypto';
import type { Client } from './client.ts';
import type { Person } from './people.ts';

const SECRET = 'a-secret-of-a-form-0123456789';
const AGREED = 'Text and call me about my request.';
const STALE_SECONDS = 3_600;

/** The partner's form has names of its own for everything. */
const MAPPING = {
  phone: 'data.contact.tel',
  name: 'data.contact.who',
  region: 'data.state',
  timezone: 'data.zone',
  consent: 'data.agreed',
};

export type Form = { source: string; body: string; proof: Record<string, string> };
type Filled = Pick<Person, 'phone' | 'name' | 'region' | 'timezone'> & {
  consent: unknown;
  email?: unknown;
};

/** The operator lets two sources in: one that knows a secret, and one that signs what it sends. */
export async function openSources(client: Client, campaignId: string): Promise<void> {
  const common = { secret: SECRET, campaign_id: campaignId };
  for (const source of [
    { ...common, source: 'website', auth: 'secret' },
    { ...common, source: 'partner', auth: 'hmac', mapping: MAPPING },
  ]) {
    const { status } = await client.call('POST', '/api/lead-sources', source);
    if (status !== 201) throw new Error(`The source ${source.source} was not set up: ${status}`);
  }
}

/** What somebody agrees to who ticks the box: texts and calls, in writing. */
export const BOTH = { channel: 'all', kind: 'written', text: AGREED };

/** From our own website: our names, and the secret. */
export function websiteForm({ phone, ...rest }: Filled): Form {
  const body = JSON.stringify({ ...rest, phone: spelled(phone) });
  return { source: 'website', body, proof: { 'x-ringback-secret': SECRET } };
}

/** From a partner: their names, and a signature with its moment. */
export function partnerForm({ phone, name, region, timezone, consent }: Filled, at: Date): Form {
  const contact = { tel: phone, who: name };
  const body = JSON.stringify({
    data: { contact, state: region, zone: timezone, agreed: consent },
  });
  return { source: 'partner', body, proof: signed(body, at) };
}

/** Forms that nobody may let in, each by name. */
export const BAD_FORMS: { name: string; status: number; of: (person: Filled, at: Date) => Form }[] =
  [
    {
      name: 'a number nobody can dial',
      status: 422,
      of: (person) => websiteForm({ ...person, phone: 'call me' }),
    },
    {
      name: 'a premium number',
      status: 422,
      of: (person) => websiteForm({ ...person, phone: '+19005550100' }),
    },
    {
      name: 'an unknown source',
      status: 403,
      of: (person) => ({ ...websiteForm(person), source: 'nobody' }),
    },
    {
      name: 'a wrong secret',
      status: 403,
      of: (person) => ({ ...websiteForm(person), proof: { 'x-ringback-secret': `${SECRET}x` } }),
    },
    {
      name: 'a stale signature',
      status: 403,
      of: (person, at) => {
        const form = partnerForm(person, at);
        const before = new Date(at.getTime() - STALE_SECONDS * 1_000);
        return { ...form, proof: signed(form.body, before) };
      },
    },
    {
      name: 'a body changed on the way',
      status: 403,
      of: (person, at) => {
        const form = partnerForm(person, at);
        return { ...form, body: `${form.body} ` };
      },
    },
    {
      name: 'no JSON',
      status: 400,
      of: (person) => ({ ...websiteForm(person), body: '{"phone":' }),
    },
    {
      name: 'several faults at once, the number among them',
      status: 422,
      of: (person) => websiteForm({ ...person, ...FAULTS, phone: 'call me' }),
    },
  ];

/** What does not fit beside the number costs nobody their lead: it is kept as it came, and told. */
export const FAULTY = 'several faults beside the number';
export const FAULTS = { timezone: 'Mars/Base', region: 'Nowhere', email: 'ana@x.com, or none' };

function signed(body: string, at: Date): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1_000);
  const digest = createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex');
  return { 'x-ringback-signature': `t=${seconds},v1=${digest}` };
}

/** As people write their number. */
function spelled(phone: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone) ?? [];
  return line === undefined ? phone : `(${area}) ${exchange}-${line}`;
}
