import { z } from 'zod';
import '../../http/zod-openapi.ts';

const count = z.number().int();

/** What an import answers. */
export const Report = z
  .object({
    bytes: count,
    rows: count.openapi({ description: 'Rows read, those with faults included.' }),
    created: count,
    known: count.openapi({ description: 'Leads that were there; gaps in them were filled.' }),
    enrolled: count,
    refused: count,
    weak_consents: count.openapi({
      description:
        'Enrolled rows whose consent in this file does not cover the campaign where their number is from: unless a stronger one is on record they are not contacted, and /why of the lead says so.',
    }),
    results: z.record(z.string(), count).openapi({
      description: 'What became of the stored rows: stored, enrolled, no_consent, suppressed …',
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
      .openapi({ description: 'What the file says against contacting; put on the list.' }),
    warnings: z
      .array(z.object({ line: count, path: z.string(), message: z.string() }))
      .openapi({ description: 'What was read otherwise than it came. It is kept in `custom`.' }),
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
      .openapi({ description: 'The first rows as they will be. Of a dry run only.' }),
    dry_run: z.boolean(),
  })
  .openapi('ImportReport');
