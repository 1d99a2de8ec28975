import { parseArgs } from 'node:util';

export type Flags = { fresh: boolean; demo: boolean; providers: 'simulator' | 'none' };

export const USAGE = `npm start [-- flags]

  --fresh            start over: everything in .data/ is deleted first
  --no-demo          start, but place no demonstration calls
  --providers none   no simulator; provider settings come from the environment (see .env.example)
`;

/** The flags of `npm start`; throws a sentence about what is not understood. */
export function parseFlags(args: string[]): Flags | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      fresh: { type: 'boolean', default: false },
      'no-demo': { type: 'boolean', default: false },
      providers: { type: 'string', default: 'simulator' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const { providers } = values;
  if (providers !== 'simulator' && providers !== 'none') {
    throw new Error(`--providers is "${providers}"; it may be "simulator" or "none"`);
  }
  // Without simulated leads a demonstration would call real telephones.
  return { fresh: values.fresh, demo: !values['no-demo'] && providers === 'simulator', providers };
}
