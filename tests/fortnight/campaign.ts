import { OWN_NUMBER } from '@ringback/testing/system-settings.ts';
import { z } from 'zod';
import type { Client } from './client.ts';

const DAY = 86_400;

const text = (delay: number, ...bodies: string[]) => ({
  channel: 'text',
  delay_seconds: delay,
  variants: bodies.map((body, at) => ({ name: String.fromCharCode(97 + at), weight: 1, body })),
});

/** Five contacts in a week, the third of them a call. */
export const STEPS = [
  text(
    0,
    'Hi {{first_name|there}}, this is Ringback. Are you still looking? Reply STOP to opt out.',
    'Hello {{first_name|there}}, Ringback here about your request. Is it still of interest? Reply STOP to opt out.',
  ),
  text(DAY, 'Hi {{first_name|there}}, may we call you about it this week?'),
  { channel: 'call', delay_seconds: 2 * DAY },
  text(DAY, 'We could not reach you by phone. Is there a better time?'),
  text(3 * DAY, 'Last note from us, {{first_name|there}}: the offer is open until Friday.'),
];

const Made = z.object({ data: z.object({ id: z.uuid() }) });

/** The operator sets the campaign up and starts it, by the api's own routes. */
export async function startCampaign(client: Client): Promise<string> {
  const body = { name: 'Fortnight', sender: OWN_NUMBER, goal: 'A visit', steps: STEPS };
  const made = await client.call('POST', '/api/campaigns', body);
  if (made.status !== 201) throw new Error(`No campaign: ${JSON.stringify(made.body)}`);
  const { data } = Made.parse(made.body);
  const { status } = await client.call('POST', `/api/campaigns/${data.id}/start`);
  if (status !== 200) throw new Error(`The campaign did not start: ${status}`);
  return data.id;
}
