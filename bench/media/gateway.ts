import { Config } from '@ringback/media-gateway/config.ts';
import { startMediaGateway } from '@ringback/media-gateway/service.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { answerParent, cpuSoFar } from './child.ts';

/** The gateway as it is, with everything on: turns, marks, transcripts, refusals, metrics. */
const log = createLogger({ service: 'media-gateway', level: 'warn' });
const gateway = await startMediaGateway(readConfig(Config, process.env), log);
answerParent({ url: `ws://127.0.0.1:${gateway.port}/media-stream` }, cpuSoFar);
