import { parseArgs } from 'node:util';
import { ROLES } from '@ringback/shared/db/access/api-keys.ts';
import { z } from 'zod';

export const USAGE = `Makes a link with which somebody sets their password, and prints it.

  npm run user -- invite <email> --role admin|agent|viewer --name <name>
  npm run user -- reset <email>

It works on the database of SUPABASE_URL and SUPABASE_SECRET_KEY, with links to PUBLIC_URL; without these,
on what "npm start" is running here.`;

const Order = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('invite'),
    email: z.email('an email address').toLowerCase(),
    role: z.enum(ROLES, `--role ${[...ROLES].reverse().join('|')}`),
    name: z.string('--name <name>').trim().min(1).max(100),
  }),
  z.object({ act: z.literal('reset'), email: z.email('an email address').toLowerCase() }),
]);
export type Order = z.infer<typeof Order>;

/** What the command is asked to do; throws with what is missing, and how it is used. */
export function readOrder(args: string[]): Order {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { role: { type: 'string' }, name: { type: 'string' } },
  });
  const [act, email, ...rest] = positionals;
  const order = Order.safeParse({ act, email, ...values });
  if (order.success && rest.length === 0) return order.data;
  const wanted = order.error?.issues.map(({ message }) => message).join(', ');
  throw new Error(`${wanted ? `Expected: ${wanted}.\n\n` : ''}${USAGE}`);
}
