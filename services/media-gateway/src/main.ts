import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { main, runService } from '@ringback/shared/runtime/run-service.ts';
import { Config } from './config.ts';
import { STOP_MS, startMediaGateway } from './service.ts';

await main(async () => {
  const config = readConfig(Config, process.env);
  const log = createLogger({ service: 'media-gateway', level: config.logLevel });
  await runService(log, () => startMediaGateway(config, log), {
    graceMs: config.drainMs + STOP_MS,
  });
});
