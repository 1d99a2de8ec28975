import { z } from 'zod';
import '../../http/zod-openapi.ts';

const count = z.number().int();

/** The answer of an import. */
export const Report = z
  .object({
    bytes: count,
    rows: count.openapi({ description: 'Rows read, including those with faults.' }),
    created: count,
    known: count.openapi({ description: 'Leads that existed; their empty fields were filled.' }),
    enrolled: count,
    refused: count,
    weak_consents: count.openapi({
      description:
        'Enrolled rows whose consent in this file does not cover the campaign in the country of their number: without a stronger consent on record they are not contacted, and /why of the lead gives this reason.',
    }),
    results: z.record(z.string(), count).openapi({
      description: 'The results of the stored rows: stored, enrolled, no_consent, suppressed …',
    }),
    faults: z.array(
      z.object({ line: count, path: z.string(), found: z.string(), expected: z.string() }),
    ),
    faults_omitted: count,
    do_not_contact: z
      .object({
        rows: count,
        numbers: count,
        added: count.openapi({ description: 'Numbers that were not on the list before.' }),
        unclear: count.openapi({
          description: 'Rows refused because their answer cannot be read with certainty.',
        }),
        lines: z.array(count),
      })
      .openapi({ description: 'Opt-outs in the file, which are put on the do-not-contact list.' }),
    warnings: z.array(z.object({ line: count, path: z.string(), message: z.string() })).openapi({
      description: 'Values that were changed or not read. They are stored in `custom`.',
    }),
    warnings_omitted: count,
    encoding: z.string().nullable(),
    columns: z.array(z.object({ name: z.string(), read_as: z.string() })),
    ignored_columns: z.array(z.string()),
    preview: z
      .array(
        z.object({
          line: count,
          lead: z.record(z.string(), z.unknown()).nullable(),
          greeting: z.string().nullable().openapi({ description: 'Null: its fallback.' }),
          do_not_contact: z.array(z.object({ scope: z.string(), words: z.string() })),
          warnings: z.array(z.object({ path: z.string(), message: z.string() })),
          refused: z
            .object({ path: z.string(), found: z.string(), expected: z.string() })
            .nullable(),
        }),
      )
      .openapi({ description: 'A preview of the first rows. Only for a dry run.' }),
    dry_run: z.boolean(),
  })
  .openapi('ImportReport');
