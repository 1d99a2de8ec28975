import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { startSimulator } from './service.ts';

const read = readConfig(process.env);
if (!read.ok) {
  process.stderr.write(read.report);
  process.exit(78);
}
const simulator = await startSimulator(read.config, createLog(read.config.logLevel));
const stop = () => simulator.stop().then(() => process.exit(0));
process.once('SIGTERM', stop).once('SIGINT', stop);
