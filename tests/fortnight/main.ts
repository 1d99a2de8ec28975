import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startTemplateServers } from '../setup/start-template-servers.ts';
import { runFortnight } from './fortnight.ts';

/**
 * `npm run fortnight [-- --leads 1000 --seed 1 --days 14]`: a campaign over two simulated weeks, with
 * what the carrier, the leads and the staff know held against our rows. The report is one JSON object
 * on stdout; exit 1 if anything is in it that should not be, or if in a run of a thousand leads or
 * more some trouble never came, so that nothing was found out about it.
 */
const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '14' },
  },
});
const ENOUGH_LEADS = 1_000;

// A server works beside this process; the embedded one would work in it.
const [server] = await startTemplateServers(1);
process.env['TEST_POSTGRES_URL_1'] = server?.url ?? '';
const report = await runFortnight({
  leads: Number(values.leads),
  seed: Number(values.seed),
  days: Number(values.days),
  onProgress: ({ at, arrived, texts, calls }) =>
    process.stderr.write(`${at.toISOString()}  ${arrived} leads, ${texts} texts, ${calls} calls\n`),
});
await server?.stop();
writeSync(1, `${JSON.stringify(report, null, 2)}\n`);
const missed = report.leads >= ENOUGH_LEADS ? report.untested.length : 0;
process.exit(report.violated + report.broken.length + missed > 0 ? 1 : 0);
