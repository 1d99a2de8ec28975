import type { Writable } from 'node:stream';
import { Config as AnalyzerConfig } from '@ringback/analyzer/config.ts';
import { startAnalyzer } from '@ringback/analyzer/service.ts';
import { Config as ApiConfig } from '@ringback/api/config.ts';
import { startApi } from '@ringback/api/service.ts';
import { Config as CallWorkerConfig } from '@ringback/call-worker/config.ts';
import { startCallWorker } from '@ringback/call-worker/service.ts';
import { Config as GatewayConfig } from '@ringback/media-gateway/config.ts';
import { startMediaGateway } from '@ringback/media-gateway/service.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import type { Service } from '@ringback/shared/runtime/run-service.ts';
import { Config as SmsWorkerConfig } from '@ringback/sms-worker/config.ts';
import { startSmsWorker } from '@ringback/sms-worker/service.ts';
import { reportingFetch } from './reporting-fetch.ts';

export const SERVICES = ['api', 'call-worker', 'sms-worker', 'media-gateway', 'analyzer'] as const;
export type ServiceName = (typeof SERVICES)[number];
export type RunningService = Service & { port: number };

export type ServiceOptions = {
  /** Where the services' logs go instead of the terminal. */
  logTo?: Writable;
  /** Called at every request to the database: a function, or a table and what is done with it. */
  onRequest?: (service: ServiceName, what: string) => void;
  /** How the api keeps its live streams. */
  live?: NonNullable<Parameters<typeof startApi>[2]>['live'];
};

/** How each service is started. `environment` is read at each start, so a test may change it. */
export function startersOf(
  environment: Record<string, string>,
  ports: { api: number; media: number },
  { logTo, onRequest, live }: ServiceOptions,
): Record<ServiceName, () => Promise<RunningService>> {
  const withPort = (port: number) => ({ ...environment, PORT: String(port) });
  const logOf = (service: ServiceName) =>
    createLogger({ service, level: environment['LOG_LEVEL'] ?? 'silent' }, logTo);
  const networkOf = (service: ServiceName) =>
    onRequest ? { fetch: reportingFetch((what) => onRequest(service, what)) } : {};

  return {
    api: () =>
      startApi(readConfig(ApiConfig, withPort(ports.api)), logOf('api'), {
        ...networkOf('api'),
        ...(live ? { live } : {}),
      }),
    'call-worker': () => {
      const config = readConfig(CallWorkerConfig, withPort(0));
      return startCallWorker(config, logOf('call-worker'), networkOf('call-worker'));
    },
    'sms-worker': () => {
      const config = readConfig(SmsWorkerConfig, withPort(0));
      return startSmsWorker(config, logOf('sms-worker'), networkOf('sms-worker'));
    },
    'media-gateway': () => {
      const config = readConfig(GatewayConfig, withPort(ports.media));
      return startMediaGateway(config, logOf('media-gateway'), networkOf('media-gateway'));
    },
    analyzer: () => {
      const config = readConfig(AnalyzerConfig, withPort(0));
      return startAnalyzer(config, logOf('analyzer'), networkOf('analyzer'));
    },
  };
}
