import { Config as Analyzer } from '@ringback/analyzer/config.ts';
import { Config as Api } from '@ringback/api/config.ts';
import { Config as CallWorker } from '@ringback/call-worker/config.ts';
import { Config as MediaGateway } from '@ringback/media-gateway/config.ts';
import { Config as SmsWorker } from '@ringback/sms-worker/config.ts';
import type { z } from 'zod';

const CONFIGS: Record<string, { in: { shape: Record<string, z.ZodType> } }> = {
  api: Api,
  'call-worker': CallWorker,
  'sms-worker': SmsWorker,
  'media-gateway': MediaGateway,
  analyzer: Analyzer,
};

/** Every setting of every service, out of the very schema that reads it. */
export const SERVICE_SETTINGS = Object.entries(CONFIGS).map(([service, config]) => {
  const settings = Object.entries(config.in.shape);
  return {
    service,
    names: settings.map(([name]) => name),
    /** Without these it does not start. */
    required: settings
      .filter(([, schema]) => !schema.safeParse(undefined).success)
      .map(([name]) => name),
  };
});
