import type { Campaigns } from '@ringback/shared/db/campaigns.ts';
import type { CampaignRow } from '@ringback/shared/db/text-rows.ts';
import { purposeOf } from '@ringback/shared/domain/policy/purpose.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Response } from 'express';
import { z } from 'zod';
import { text } from '../../http/fields.ts';
import { missing } from '../../http/missing.ts';
import { problemOf } from '../../http/problem.ts';
import { ok, one, type Route, route, spec } from '../../http/route.ts';
import type { createImportLeads, ImportReport } from './import-leads.ts';

type Deps = {
  importLeads: ReturnType<typeof createImportLeads>;
  campaigns: Pick<Campaigns, 'find'>;
  log: Logger;
};

const NDJSON = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];
const CSV = ['text/csv', 'application/csv', 'text/plain', 'application/octet-stream'];
/** Each keeps the database as busy as it should get. */
const AT_ONCE = 2;

const count = z.number().int();
const Report = z
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
    ignored_columns: z.array(z.string()),
    dry_run: z.boolean(),
  })
  .openapi('ImportReport');

export const importSpec = spec({
  method: 'post',
  path: '/api/leads/import',
  tag: 'leads',
  summary: 'Many leads from a file',
  description:
    'CSV (RFC 4180, UTF-8; the first line names the columns: phone, name, email, timezone, region, postal_code, consent …; others are kept with the lead; a consent of "yes" is in writing where consent_text has its words, and else only given) or one JSON object on each line. Read as it arrives: up to 50 MB and 500,000 rows. A row that does not fit is told in the report and stops nothing; the same file again writes nothing twice. With "Accept: text/event-stream" the answer is a stream of `progress` events with the report so far, and a last one: `report`, or `failed` with a problem.',
  access: 'agent',
  query: z.strictObject({
    campaign_id: z.uuid().optional().openapi({ description: 'The leads join this campaign.' }),
    source: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'small letters, digits, - and _')
      .default('import'),
    consent: z.enum(['written', 'express', 'implied']).optional().openapi({
      description: 'The consent that every row has, unless the row says something else.',
    }),
    consent_text: text(2_000).optional().openapi({ description: 'The words agreed to.' }),
    dry_run: z
      .enum(['true', 'false'])
      .default('false')
      .transform((word) => word === 'true')
      .openapi({ type: 'string', enum: ['true', 'false'] }),
  }),
  upload: { contentTypes: [...CSV, ...NDJSON], description: 'The file itself.' },
  answers: { 200: { description: 'What became of every row', schema: one(Report) } },
  refusals: [404, 409],
});

export function importRoutes({ importLeads, campaigns, log }: Deps): Route[] {
  let running = 0;

  return [
    route(importSpec, async ({ query }, { req, res }) => {
      const campaign = query.campaign_id ? await runningOne(query.campaign_id) : null;
      if (running >= AT_ONCE) {
        throw new AppError('too_many_requests', 'Other files are being read. Try again shortly.');
      }
      const { source, campaign_id, consent, consent_text, dry_run } = query;
      const order = {
        format: req.is(NDJSON) ? ('ndjson' as const) : ('csv' as const),
        source,
        campaignId: campaign_id,
        purpose: campaign ? purposeOf(campaign.rules['purpose']) : undefined,
        dryRun: dry_run,
        consent: consent
          ? { kind: consent, ...(consent_text ? { text: consent_text } : {}) }
          : undefined,
      };
      const told = (report: ImportReport) => ({ ...report, dry_run });
      const events = req.accepts(['json', 'text/event-stream']) === 'text/event-stream';
      // Given up half-way, the request still has to hear why.
      const upload: AsyncIterable<Uint8Array> = req.iterator({ destroyOnReturn: false });
      running += 1;
      try {
        if (!events) return ok(told(await finished(importLeads(order, upload))));
        await stream(res, (tell) =>
          finished(importLeads(order, upload, (report) => tell('progress', told(report)))).then(
            told,
          ),
        );
        return null;
      } finally {
        running -= 1;
      }
    }),
  ];

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
    log.info({ rows, created, known, enrolled, refused, weak_consents }, 'leads imported');
    return report;
  }

  async function stream(
    res: Response,
    work: (tell: (event: string, data: unknown) => void) => Promise<unknown>,
  ): Promise<void> {
    res.status(200).set({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    res.flushHeaders();
    const tell = (event: string, data: unknown) =>
      void res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    try {
      tell('report', await work(tell));
    } catch (thrown) {
      const error = AppError.from(thrown);
      const instance = `urn:ringback:request:${String(res.req.id)}`;
      tell('failed', problemOf(error, error.http, instance));
    }
    res.end();
  }
}
