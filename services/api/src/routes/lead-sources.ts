import type { LeadSourceRow, LeadSources } from '@ringback/shared/db/leads/lead-sources.ts';
import { type Campaigns, createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../http/actor-of.ts';
import { endpoint } from '../http/endpoint.ts';
import { many, one, page } from '../http/route.ts';
import { PRESETS } from '../webhooks/leads/presets/presets.ts';
import { Mapping } from '../webhooks/leads/read-form.ts';
import { apiModule } from './api-module.ts';

type Deps = {
  leadSources: Pick<LeadSources, 'list' | 'find' | 'save'>;
  campaigns: Pick<Campaigns, 'find'>;
  publicUrl: string;
  newToken: () => string;
  now: Now;
};

const Source = z
  .object({
    source: z.string(),
    auth: z.enum(['secret', 'hmac']),
    mapping: z.record(z.string(), z.string()),
    preset: z.string(),
    campaign_id: z.string().nullable(),
    url: z.string().openapi({ description: 'The URL for the leads of the source.' }),
  })
  .openapi('LeadSource');

const listLeadSources = endpoint(
  {
    method: 'get',
    path: '/api/lead-sources',
    tag: 'leads',
    summary: 'Sources that may send leads',
    access: 'admin',
    answers: { 200: { description: 'All sources, without their secrets', schema: many(Source) } },
    refusals: [],
  },
  ({ leadSources, publicUrl }: Deps) =>
    async function listLeadSources() {
      const rows = await leadSources.list();
      return page(
        rows.map((row) => shown(row, publicUrl)),
        null,
      );
    },
);

const saveLeadSource = endpoint(
  {
    method: 'post',
    path: '/api/lead-sources',
    tag: 'leads',
    summary: 'Create or change a lead source',
    description:
      'The source then posts to /webhooks/leads/{source}. `secret`: it sends the secret as X-Ringback-Secret. `hmac`: it signs the body, X-Ringback-Signature: `sha256=<hex>` or `t=<seconds>,v1=<hex of "<seconds>." and the body>`. Forms that cannot send headers put it in the URL: ?secret=…; Google Ads sends it as its key. `preset` reads the bodies of a vendor without a mapping, JSON or form, nested or flat; each field is then read by its name, in any of many languages, and invalid values are stored in `custom` and listed in `warnings`. A vendor’s campaign_id is not used: name the campaign by the mapping or as ringback_campaign_id. `mapping` takes precedence and gives the places of the fields in its body, such as {"phone": "contact.tel", "custom.budget": "answers[id=budget].value"}. `consent` is a ticked box (true), the words agreed to, or {granted, channel: text | call | all, kind: written | express | implied, text, url, ip, at, expires_at, …}. A box or words of a form are a consent in writing to be texted, unless channel and kind say otherwise; an answer that is not clearly a yes is no consent. While the database is unavailable a lead of up to 16 KB is stored and answered with 202 and {"spooled": true}; it is checked and processed afterwards.',
    access: 'admin',
    body: z.strictObject({
      source: z
        .string()
        .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, - and _, at most 63'),
      auth: z.enum(['secret', 'hmac']).default('secret'),
      secret: z
        .string()
        .regex(/^[\x21-\x7e]{16,200}$/, '16 to 200 visible characters')
        .optional()
        .openapi({ description: 'Left out, the old one stays, or a new one is generated.' }),
      preset: z.enum(PRESETS).optional().openapi({
        description:
          'The vendor whose format its bodies have. Left out, the old one stays, or generic.',
      }),
      mapping: Mapping.optional(),
      campaign_id: z.uuid().nullish().openapi({ description: 'For leads that name none.' }),
    }),
    answers: {
      201: {
        description: 'The source',
        schema: one(
          Source.extend({
            secret: z.string().nullable().openapi({ description: 'Shown only once.' }),
          }),
        ),
      },
    },
    refusals: [404],
  },
  ({ leadSources, campaigns, publicUrl, newToken, now }: Deps) =>
    async function saveLeadSource({ body }, { caller }) {
      const { source, auth, campaign_id, mapping, preset } = body;
      if (campaign_id && !(await campaigns.find(campaign_id))) {
        throw new AppError('not_found', 'This campaign does not exist.', {
          faults: [{ path: 'campaign_id', found: 'an unknown id', expected: 'a campaign’s id' }],
        });
      }
      const before = await leadSources.find(source);
      const keeps = before?.auth === auth && body.secret === undefined;
      const secret = keeps ? null : (body.secret ?? newToken());
      const kept = keeps ? before : null;
      const saved = await leadSources.save(
        {
          source,
          auth,
          mapping: mapping ?? before?.mapping ?? {},
          preset: preset ?? before?.preset ?? 'generic',
          campaign_id: campaign_id === undefined ? (before?.campaign_id ?? null) : campaign_id,
          secret_hash:
            kept?.secret_hash ?? (auth === 'secret' && secret !== null ? hashKey(secret) : null),
          signing_secret: kept?.signing_secret ?? (auth === 'hmac' ? secret : null),
        },
        now(),
        actorOf(caller),
      );
      return { status: 201, data: { ...shown(saved, publicUrl), secret } };
    },
);

export const leadSources = apiModule(
  [listLeadSources, saveLeadSource],
  ({ db, leadSources, ids, now }, { publicUrl }) => ({
    leadSources,
    campaigns: createCampaigns(db),
    publicUrl,
    newToken: ids.token,
    now,
  }),
);

function shown(row: LeadSourceRow, publicUrl: string) {
  const { source, auth, mapping, preset, campaign_id } = row;
  return {
    source,
    auth,
    mapping,
    preset,
    campaign_id,
    url: `${publicUrl}/webhooks/leads/${source}`,
  };
}
