import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import type { ActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import type { Router } from 'express';
import type { Config } from '../config.ts';
import type { Arrivals } from '../http/arrivals.ts';
import type { BodyRoom } from '../http/body-room.ts';
import type { Authenticate } from '../http/route.ts';
import type { Kernel } from '../kernel.ts';
import type { KeepLead } from './leads/keep-lead.ts';
import type { TakeLead } from './leads/take-lead.ts';
import type { RecordOrKeep } from './record-or-keep.ts';
import type { WebhookMetrics } from './webhook-metrics.ts';

/** What the webhooks of one process have in common. */
export type Shared = {
  authenticate: Authenticate;
  /** When each request reached us. */
  arrivals: Pick<Arrivals, 'of' | 'read'>;
  activeLeads: Pick<ActiveLeads, 'find' | 'set'>;
  bodyRoom: BodyRoom;
  verifyCarrier: Verify;
  recordOrKeep: RecordOrKeep;
  takeLead: TakeLead;
  keepLead: KeepLead;
  metrics: WebhookMetrics;
};

/** The webhooks of one sender, or of one channel. */
export type WebhookModule = (kernel: Kernel, config: Config, shared: Shared) => Router;
