import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { main, runService } from '@ringback/shared/runtime/run-service.ts';
import { Config } from './config.ts';
import { startApi } from './service.ts';

await main(async () => {
  const config = readConfig(Config, process.env);
  const log = createLogger({ service: 'api', level: config.logLevel });
  await runService(log, () => startApi(config, log, { receiver: true }));
});
