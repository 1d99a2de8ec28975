import type { WebhookFormat } from '../../../domain/webhooks/webhook-formats.ts';
import type { WriteBody } from './content.ts';
import { writeSigned } from './signed.ts';
import { writeSlack } from './slack.ts';
import { writeTeams } from './teams.ts';

/** Who writes which format. */
export const WRITERS: Record<WebhookFormat, WriteBody> = {
  signed: writeSigned,
  slack: writeSlack,
  teams: writeTeams,
};
