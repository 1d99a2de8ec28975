import { expect, it } from '@jest/globals';
import type { LeadSourceRow } from '@ringback/shared/db/leads/lead-sources.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import type { Request } from 'express';
import { NOON } from '../../testing/api-world.ts';
import { createWebhookMetrics } from '../webhook-metrics.ts';
import { createKeepLead } from './keep-lead.ts';
import type { LeadNotice } from './lead-notice.ts';

const SOURCE: LeadSourceRow = {
  source: 'site',
  auth: 'secret',
  secret_hash: hashKey('the secret of the site'),
  signing_secret: null,
  mapping: {},
  preset: 'generic',
  campaign_id: null,
};

function setup({ size = 0, knows = true } = {}) {
  const kept: LeadNotice[] = [];
  const { webhooks, registry } = metrics();
  let asked = 0;
  const keepLead = createKeepLead({
    sources: { recall: (name) => (knows ? (name === 'site' ? SOURCE : null) : undefined) },
    recallKey: () => undefined,
    spool: { keep: async (notice) => void kept.push(notice), size: async () => size },
    guardUnproven: async () => {
      asked += 1;
    },
    metrics: { webhooks },
  });
  const keep = (secret: string) => keepLead(notice(secret), {} as Request);
  return { kept, keep, asked: () => asked, counted: () => registry.metrics() };
}

function metrics() {
  const made = createMetrics('api');
  return { ...createWebhookMetrics(made), registry: made.registry };
}

const notice = (secret: string): LeadNotice => ({
  source: 'site',
  proof: { secretHash: hashKey(secret), keyHash: null, signature: null, bodyKeyHash: null },
  body: Buffer.from('{"phone":"+12125550100"}').toString('base64'),
  isPairs: false,
  receivedAt: NOON.toISOString(),
});
const RIGHT = 'the secret of the site';

it('asks nobody how often a proven sender may', async () => {
  const { keep, kept, asked } = setup();
  await keep(RIGHT);
  expect([kept.length, asked()]).toEqual([1, 0]);
});

it('leaves the greater part of the places to senders that prove themselves', async () => {
  const stranger = setup({ size: 1_000, knows: false });
  await expect(stranger.keep('anything')).rejects.toMatchObject({ code: 'database_unavailable' });
  expect([stranger.kept, stranger.asked()]).toEqual([[], 1]);
  const sender = setup({ size: 9_999 });
  await sender.keep(RIGHT);
  expect(sender.kept).toHaveLength(1);
});

it('has an end all the same, and counts whom it turns away', async () => {
  const { keep, kept, counted } = setup({ size: 10_000 });
  await expect(keep(RIGHT)).rejects.toMatchObject({ http: 503 });
  expect(kept).toEqual([]);
  expect(await counted()).toMatch(/kind="lead",result="spool_full"[^}]*\} 1/);
});
