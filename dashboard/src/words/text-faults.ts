import { quoted } from './state-words.ts';

/** What can be done about a text that did not arrive. */
export type FaultOffer =
  | 'try_now'
  | 'call'
  | 'change_number'
  | 'numbers'
  | 'write_anew'
  | 'operations';
export type TextFault = { words: string; offers: readonly FaultOffer[] };

const GROUPS: readonly (readonly [codes: string, words: string, ...FaultOffer[]])[] = [
  ['30003', 'their phone was out of reach', 'try_now', 'call'],
  ['30004', 'blocked by the carrier; taken as an opt-out, which is not certain', 'call'],
  ['30005 21211', 'the number does not exist', 'change_number'],
  ['30006 21612 21614', 'a landline, cannot be texted', 'call'],
  ['30007', 'filtered by the carrier; the same words are never sent again', 'write_anew'],
  ['30008 30017 30450', 'lost on the way', 'try_now'],
  ['30410', 'may have arrived late; it is not sent again'],
  ['21610', 'opted out with the carrier'],
  [
    '30024 30032 30033 30034 30035 30893 30909 30923',
    'our number is not ready: it is not registered for texts',
    'numbers',
  ],
  ['30023 30027', 'our number has used up its day; goes on at midnight, Pacific'],
  ['21611 30001 30022 20429', 'too much at once; waits'],
  ['30036 30047 30610', 'the carrier says it is night there'],
  ['20003 30002', 'the carrier lets nothing out of this account', 'operations'],
  ['21602 21617 21620 21619', 'the text itself was refused', 'write_anew'],
  ['presumed_not_sent', 'the carrier has no record of it', 'try_now'],
];

const FAULTS = new Map<string, TextFault>(
  GROUPS.flatMap(([codes, words, ...offers]) =>
    codes.split(' ').map((code) => [code, { words, offers }] as const),
  ),
);

export const KNOWN_FAULTS = [...FAULTS.keys()];

export function faultOf(code: string | null): TextFault {
  if (code === null) return { words: 'the carrier did not say why', offers: ['try_now'] };
  const known = FAULTS.get(code);
  if (known) return known;
  if (/^\d+$/.test(code)) return { words: 'refused by the carrier', offers: ['try_now'] };
  return { words: quoted(code), offers: [] };
}

/** "their phone was out of reach (30003)". */
export function faultWords(code: string | null): string {
  const { words } = faultOf(code);
  return code !== null && /^\d+$/.test(code) ? `${words} (${code})` : words;
}
