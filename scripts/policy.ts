import { systemNow } from '@ringback/shared/runtime/clock.ts';
import { policy } from './policy/check.ts';

/** May this number be contacted, and why? */
const { output, exitCode } = policy(process.argv.slice(2), systemNow());
console.log(output);
process.exitCode = exitCode;
