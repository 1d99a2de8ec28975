import { decideContact } from '@ringback/shared/domain/policy/decide-contact.ts';
import { type Asked, readArguments, USAGE } from './arguments.ts';
import { explain } from './explain.ts';

export const EXIT_CODES = { allow: 0, hold: 3, deny: 4 } as const;
const NOT_UNDERSTOOD = 2;

/** What `npm run policy` prints, and the code it exits with. */
export function policy(args: string[], now: Date): { output: string; exitCode: number } {
  const asked = read(args, now);
  if (asked === 'help') return { output: USAGE, exitCode: 0 };
  if (typeof asked === 'string') {
    return { output: `${asked}\n\n${USAGE}`, exitCode: NOT_UNDERSTOOD };
  }

  const verdict = decideContact(asked.input);
  return {
    output: asked.json ? JSON.stringify(verdict, null, 2) : explain(asked.input, verdict),
    exitCode: EXIT_CODES[verdict.verdict],
  };
}

/** What was asked, or a sentence about what is not understood. */
function read(args: string[], now: Date): Asked | string {
  try {
    return readArguments(args, now);
  } catch (thrown) {
    return String(thrown).replace(/^\w*Error(?: \[\w+\])?: /, '');
  }
}
