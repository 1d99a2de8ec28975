import type { CampaignRow } from '@ringback/shared/db/text-rows.ts';
import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { SUPPRESSION_SCOPES } from '@ringback/shared/domain/lead-fields/refusal-names.ts';
import { purposeOf } from '@ringback/shared/domain/policy/purpose.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Response } from 'express';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { missing } from '../../http/missing.ts';
import { problemOf } from '../../http/problem.ts';
import { ok, one } from '../../http/route.ts';
import { mappingOf } from '../../lead-reading/targets.ts';
import { ENCODINGS, type Encoding } from './file-encoding.ts';
import type { createImportLeads } from './import-leads.ts';
import type { ImportReport } from './import-report.ts';
import { Report } from './report-schema.ts';

type Deps = {
  importLeads: ReturnType<typeof createImportLeads>;
  campaigns: Pick<Campaigns, 'find'>;
  log: Logger;
};

const NDJSON = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];
const CSV = ['text/csv', 'application/csv', 'text/plain', 'application/octet-stream'];
/** Each import loads the database as much as one may. */
const AT_ONCE = 2;

const Mapping = z
  .string()
  .max(8_000)
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'JSON: {"phone":"<name of a column>"}',
        input: json,
      });
      return z.NEVER;
    }
  })
  .pipe(mappingOf(text(200)));

export const importFile = endpoint(
  {
    method: 'post',
    path: '/api/leads/import',
    tag: 'leads',
    summary: 'Import leads from a file',
    description:
      'CSV as programs export it (UTF-8, UTF-16, Windows-1252 and others; commas, semicolons, tabs) or one JSON object on each line. The first line names the columns, in any of many languages: phone (any number of columns, a mobile is taken first), name, email, timezone, region, postal_code, consent …; others are stored with the lead, and "Car Model" is {{car_model}} in a text. `mapping` names columns that are not recognized. A consent of "yes" is in writing if consent_text has its words, and otherwise has no proof. Columns such as "Do Not Call", "Opted Out" or "Has Opted Out Of SMS" put their numbers on the do-not-contact list; with `mode=do_not_contact` every number of the file is. Invalid values are stored in `custom` and listed in `warnings`; a row without a number, or whose answer on contact is unclear, is refused and does not stop the import. The file is read as it arrives: up to 50 MB and 500,000 rows; a repeated file stores nothing twice. With "Accept: text/event-stream" the answer is a stream of `progress` events with the report so far, and a last one: `report`, or `failed` with a problem.',
    access: 'agent',
    query: z.strictObject({
      campaign_id: z
        .uuid()
        .optional()
        .openapi({ description: 'The leads are enrolled in this campaign.' }),
      source: z
        .string()
        .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'small letters, digits, - and _')
        .default('import'),
      consent: z.enum(['written', 'express', 'implied']).optional().openapi({
        description: 'The consent of every row that does not state its own.',
      }),
      consent_text: text(2_000).optional().openapi({ description: 'The words agreed to.' }),
      mode: z.enum(['leads', 'do_not_contact']).default('leads').openapi({
        description: 'do_not_contact: a list of numbers, with or without column names.',
      }),
      scope: z.enum(SUPPRESSION_SCOPES).default('all').openapi({
        description: 'With mode=do_not_contact: the channels of the list.',
      }),
      mapping: Mapping.optional().openapi({
        type: 'string',
        description:
          'Fields of the lead with the names of their columns, as JSON: {"phone":"Line 1","custom.car":"Auto"}.',
      }),
      encoding: z.enum(ENCODINGS).optional().openapi({
        description: 'Left out, it is detected from the bytes.',
      }),
      dry_run: z
        .enum(['true', 'false'])
        .default('false')
        .transform((word) => word === 'true')
        .openapi({ type: 'string', enum: ['true', 'false'] }),
    }),
    upload: { contentTypes: [...CSV, ...NDJSON], description: 'The file itself.' },
    answers: { 200: { description: 'The result for every row', schema: one(Report) } },
    refusals: [404, 409],
  },
  ({ importLeads, campaigns, log }: Deps) => {
    let running = 0;

    return async function importFile({ query }, { req, res }) {
      const campaign = query.campaign_id ? await runningOne(query.campaign_id) : null;
      if (running >= AT_ONCE) {
        throw new AppError('too_many_requests', 'Other files are being read. Try again shortly.');
      }
      const { source, campaign_id, consent, consent_text, dry_run, mapping, encoding } = query;
      const isList = query.mode === 'do_not_contact';
      if (isList && campaign_id) throw noCampaignForAList();
      const order = {
        format: req.is(NDJSON) ? ('ndjson' as const) : ('csv' as const),
        source,
        mapping,
        encoding: encoding ?? charsetOf(req.headers['content-type']),
        refuses: isList ? query.scope : undefined,
        campaignId: campaign_id,
        purpose: campaign ? purposeOf(campaign.rules['purpose']) : undefined,
        dryRun: dry_run,
        consent: consent
          ? { kind: consent, ...(consent_text ? { text: consent_text } : {}) }
          : undefined,
      };
      const withMode = (report: ImportReport) => ({ ...report, dry_run });
      const events = req.accepts(['json', 'text/event-stream']) === 'text/event-stream';
      // A request that was given up half-way still gets the reason.
      const upload: AsyncIterable<Uint8Array> = req.iterator({ destroyOnReturn: false });
      running += 1;
      try {
        if (!events) return ok(withMode(await finished(importLeads(order, upload))));
        await streamReport(res, (send) =>
          finished(importLeads(order, upload, (report) => send('progress', withMode(report)))).then(
            withMode,
          ),
        );
        return null;
      } finally {
        running -= 1;
      }
    };

    async function runningOne(id: string): Promise<CampaignRow> {
      const campaign = await campaigns.find(id);
      if (!campaign) throw missing('query.campaign_id', 'campaign');
      if (campaign.status === 'ended') throw new AppError('conflict', 'The campaign has ended.');
      return campaign;
    }

    async function finished(work: Promise<ImportReport>): Promise<ImportReport> {
      const report = await work.catch((thrown: unknown) => {
        const error = AppError.from(thrown);
        log.warn({ err: error }, 'import ended early');
        throw error;
      });
      const { rows, created, known, enrolled, refused, weak_consents } = report;
      const { added: blocked } = report.do_not_contact;
      log.info(
        { rows, created, known, enrolled, refused, weak_consents, blocked },
        'leads imported',
      );
      return report;
    }
  },
);

/**
 * The encoding that the client declares. Many declare UTF-8 for everything, so that one is
 * verified.
 */
function charsetOf(contentType: string | undefined): Encoding | undefined {
  const said = /charset="?([\w-]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase();
  const known = ENCODINGS.find((encoding) => encoding === said);
  return known === 'utf-8' ? undefined : known;
}

function noCampaignForAList(): AppError {
  return new AppError(
    'invalid_input',
    'Numbers that must not be contacted cannot be enrolled in a campaign.',
    {
      faults: [
        {
          path: 'query.campaign_id',
          found: 'a campaign',
          expected: 'none with mode=do_not_contact',
        },
      ],
    },
  );
}

async function streamReport(
  res: Response,
  work: (send: (event: string, data: unknown) => void) => Promise<unknown>,
): Promise<void> {
  res.status(200).set({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  res.flushHeaders();
  const send = (event: string, data: unknown) =>
    void res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  try {
    send('report', await work(send));
  } catch (thrown) {
    const error = AppError.from(thrown);
    const instance = `urn:ringback:request:${String(res.req.id)}`;
    send('failed', problemOf(error, error.http, instance));
  }
  res.end();
}
