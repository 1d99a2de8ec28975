import { randomUUID } from 'node:crypto';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';

const DEFAULT_PREFIX = '{ringback}';

type Deps = {
  exec: (sql: string) => Promise<unknown>;
  /** The settings of the services. */
  environment: Readonly<Record<string, string>>;
};

/**
 * Inbound texts as the database stores them, without the webhook before it: one after another, each
 * with the announcement that follows a write.
 */
export function createTextWriter({ exec, environment }: Deps) {
  const redis = connectPatiently(environment['REDIS_URL'] ?? '');
  const announcer = createAnnouncer(redis, environment['QUEUE_PREFIX'] ?? DEFAULT_PREFIX);
  const quoted = (text: string) => text.replaceAll("'", "''");

  return {
    async write(from: string, body: string): Promise<void> {
      const id = randomUUID();
      const text = {
        message_id: id,
        provider: 'twilio',
        provider_sid: `SM${id.replaceAll('-', '')}`,
        from,
        to: environment['TWILIO_FROM'],
        body,
        debounce_seconds: 5,
        cap_seconds: 30,
        opt_out: { kind: 'none' },
      };
      await exec(`select public.receive_message('${quoted(JSON.stringify(text))}', now())`);
      announcer.nudge();
    },
    stop: () => redis.disconnect(),
  };
}

export type TextWriter = ReturnType<typeof createTextWriter>;
