/** A body that makes as much work as its size allows, and the endpoint it is for. */
export type WorstBody = {
  name: string;
  endpoint: 'retell' | 'twilio' | 'lead' | 'api';
  body: string;
};

/** Levelling makes eighteen characters of it. */
const LIGATURE = '\ufdfa';
const OURS = '+12025550190';
const THEIRS = '+16045553999';

const turns = (list: string) =>
  `{"event":"call_ended","call":{"call_id":"w","transcript_object":[${list}]}}`;
const chat = (content: string, messages: number, round: number) =>
  JSON.stringify({
    event: 'chat_analyzed',
    chat: {
      chat_id: 'worst',
      metadata: { from_number: THEIRS, to_number: OURS },
      message_with_tool_calls: Array.from({ length: messages }, (_, n) => ({
        message_id: `w${round}-${n}`,
        role: 'user',
        content,
      })),
    },
  });
const lead = (fields: object) => JSON.stringify({ phone: '+12125550177', ...fields });
const many = (length: number, name: string, value: string) =>
  Object.fromEntries(Array.from({ length }, (_, n) => [`${name} ${n}`, value]));

/** `round`: what a chat says is new in each, since what is known is not judged again. */
export function worstBodies(round: number): WorstBody[] {
  return [
    {
      endpoint: 'retell',
      name: 'a chat of ligatures',
      body: chat(LIGATURE.repeat(700), 600, round),
    },
    {
      endpoint: 'retell',
      name: 'a chat of single letters',
      body: chat('a '.repeat(800), 600, round),
    },
    { endpoint: 'retell', name: 'empty lists', body: turns(`${'[],'.repeat(1_390_000)}[]`) },
    { endpoint: 'retell', name: 'lists in lists', body: `${'['.repeat(2_000_000)}` },
    {
      endpoint: 'retell',
      name: 'lines without end',
      body: `{"event":"call_ended","call":{"call_id":"w","transcript":"${'User:\\n'.repeat(500_000)}"}}`,
    },
    {
      endpoint: 'retell',
      name: 'metadata of many names',
      body: JSON.stringify({
        event: 'call_ended',
        call: { call_id: 'w', metadata: many(140_000, 'k', '') },
      }),
    },
    {
      endpoint: 'twilio',
      name: 'a text of ligatures',
      body: String(
        new URLSearchParams({
          MessageSid: `SM${'f'.repeat(32)}`,
          From: THEIRS,
          To: OURS,
          Body: LIGATURE.repeat(6_000),
        }),
      ),
    },
    {
      endpoint: 'lead',
      name: 'ligatures for a name',
      body: lead({ name: LIGATURE.repeat(80_000) }),
    },
    { endpoint: 'lead', name: 'many fields', body: lead(many(12_000, 'field', 'value')) },
    {
      endpoint: 'lead',
      name: 'as many as may be',
      body: lead(many(790, 'do not call', 'perhaps')),
    },
    {
      endpoint: 'lead',
      name: 'a whole office',
      body: JSON.stringify({ phone: '+12025550101, '.repeat(17_000) }),
    },
    {
      endpoint: 'lead',
      name: 'a number with a gap',
      body: JSON.stringify({ phone: `+1 202${' '.repeat(250_000)}5550101` }),
    },
    { endpoint: 'api', name: 'lists in lists', body: '['.repeat(250_000) },
    { endpoint: 'api', name: 'empty lists', body: `{"custom":[${'[],'.repeat(80_000)}[]]}` },
    {
      endpoint: 'api',
      name: 'many unknown fields',
      body: JSON.stringify(many(9_000, 'field', '')),
    },
  ];
}
