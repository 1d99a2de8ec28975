import { z } from 'zod';

const optional = z
  .string()
  .trim()
  .transform((words) => (words === '' ? null : words));

/** What is asked of a new lead; the server judges the number itself. */
export const NewLead = z.object({
  phone: z
    .string()
    .trim()
    .regex(/^[+()\d\s.x-]{6,64}$/, 'A number with its country, like +1 512 555 0142.'),
  name: optional.pipe(z.string().max(200).nullable()),
  email: optional.pipe(z.email('An address like ada@example.com, or nothing.').nullable()),
  source: z
    .string()
    .trim()
    .max(100)
    .transform((words) => (words === '' ? 'by hand' : words)),
});

export type NewLeadInput = z.input<typeof NewLead>;
export type NewLeadValues = z.output<typeof NewLead>;
