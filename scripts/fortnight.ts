import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runFortnight } from '../tests/fortnight/fortnight.ts';

/**
 * `npm run fortnight [-- --leads 1000 --seed 1 --days 14]`: a campaign over two simulated weeks, with
 * the carrier's ledger held against our rows. The report is one JSON object on stdout; exit 1 if
 * anything is in it that should not be.
 */
const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '14' },
  },
});

const report = await runFortnight({
  leads: Number(values.leads),
  seed: Number(values.seed),
  days: Number(values.days),
  onProgress: ({ at, arrived, texts, calls }) =>
    process.stderr.write(`${at.toISOString()}  ${arrived} leads, ${texts} texts, ${calls} calls\n`),
});
writeSync(1, `${JSON.stringify(report, null, 2)}\n`);
process.exit(report.violated + report.broken.length > 0 ? 1 : 0);
