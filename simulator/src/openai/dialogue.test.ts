import { describe, expect, it } from '@jest/globals';
import { nextReply } from './dialogue.ts';
import type { Memory } from './scene.ts';

const TOOLS = [
  'book_appointment',
  'mark_do_not_call',
  'request_human',
  'request_callback',
  'end_call',
];
const INSTRUCTIONS = [
  'You are a friendly assistant.',
  'Lead name: Maria',
  'Business: Acme Motors',
  "Now (lead's local time): 2026-11-20T13:05 Friday",
].join('\n');
const GREETING: Memory = {
  kind: 'agent',
  text: 'Hello Maria, this is the AI assistant of Acme Motors. Is now a good time to talk?',
};

const reply = (memory: Memory[], tools: readonly string[] = TOOLS, instructions = INSTRUCTIONS) =>
  nextReply({ instructions, tools, memory });
const said = (text: string, ...before: Memory[]) =>
  reply([GREETING, ...before, { kind: 'user', text, via: 'audio' }]);

describe('the simulated voice', () => {
  it('greets by name and says what it is', () => {
    expect(reply([]).text).toBe(
      'Hello Maria, this is the AI assistant of Acme Motors. Is now a good time to talk?',
    );
  });

  it('greets anybody when it knows nobody', () => {
    expect(reply([], TOOLS, '').text).toMatch(/^Hello, this is an AI assistant\./);
  });

  it('asks for a name where it is told to, and goes on with it', () => {
    const nameless =
      'Nobody knows the name of the lead: ask for it once, early and in a friendly way, and use it.\nBusiness: Acme Motors';
    const first = reply([], TOOLS, nameless);
    expect(first.text).toBe('Hello, this is the AI assistant of Acme Motors. May I ask your name?');
    const told: Memory[] = [
      { kind: 'agent', text: first.text ?? '' },
      { kind: 'user', text: 'My name is Maria Lopez.', via: 'audio' },
    ];
    expect(reply(told, TOOLS, nameless)).toEqual({
      text: 'Thank you, Maria. Is now a good time to talk?',
    });
  });

  it('leaves a message on a machine: for whom, from whom, and why', () => {
    const { text, call } = reply(
      [GREETING, { kind: 'user', text: 'Please leave a message after the tone.', via: 'audio' }],
      TOOLS,
      `${INSTRUCTIONS}\nReason of the call: You asked about the family car.`,
    );
    expect(text).toBe(
      'Hello Maria, this is a message from the AI assistant of Acme Motors. It is about this: You asked about the family car. We will try again another time. Goodbye.',
    );
    expect(call?.name).toBe('end_call');
  });

  it.each([
    [
      'Yes, I would like to book. Tuesday at ten works for me.',
      'book_appointment',
      { starts_at_local: '2026-11-24T10:00', words: 'Tuesday at ten' },
    ],
    ["Please don't call me again.", 'mark_do_not_call', { words: "Please don't call me again." }],
    [
      "Ne m'appelez plus, s'il vous plaît.",
      'mark_do_not_call',
      { words: "Ne m'appelez plus, s'il vous plaît." },
    ],
    ['No me llame más por favor.', 'mark_do_not_call', { words: 'No me llame más por favor.' }],
    [
      'Can I speak to a real person please?',
      'request_human',
      { reason: 'Can I speak to a real person please?' },
    ],
    [
      'I am driving. Can you call me back tomorrow at three?',
      'request_callback',
      { when_local: '2026-11-21T15:00', words: 'tomorrow at three' },
    ],
    ['Call me back.', 'request_callback', { when_local: null, words: 'Call me back.' }],
  ])('answers %p with the tool %s', (text, name, args) => {
    expect(said(text)).toEqual({ call: { name, arguments: args } });
  });

  it.each([
    ['No thanks, I already bought one.', 'Thank you for letting me know. Goodbye.'],
    ['Thanks, bye.', 'Thank you for your time. Goodbye.'],
  ])('says goodbye to %p and ends the call', (text, goodbye) => {
    expect(said(text)).toMatchObject({ text: goodbye, call: { name: 'end_call' } });
  });

  it.each([
    ['Are you a robot?', /AI assistant, not a person/],
    ['Hello, who is this?', /www\.example-appointments-online-booking\.com/],
    ['Sorry, just tell me the price.', /^The price is/],
    ['Yes, I am still looking. My budget is twenty thousand.', /When would you like/],
    ['Next month.', /noted/],
    ['I am still interested.', /budget/],
    ['I would like to book.', /Which day/],
    ['Blue is nice.', /Are you still interested/],
  ])('goes on talking after %p', (text, answer) => {
    const { text: spoken, call } = said(text);
    expect(spoken).toMatch(answer);
    expect(call).toBeUndefined();
  });

  it.each([
    [
      'mark_do_not_call',
      { words: 'Stop calling me.' },
      /We will not call you again\. Goodbye/,
      'end_call',
    ],
    ['mark_do_not_call', { words: "Ne m'appelez plus." }, /Au revoir/, 'end_call'],
    ['mark_do_not_call', { words: 'No me llame más.' }, /Adiós/, 'end_call'],
    ['request_human', { reason: 'x' }, /^One moment, I will connect you\.$/, undefined],
    [
      'book_appointment',
      { words: 'Tuesday at ten' },
      /^You are booked for Tuesday at ten\./,
      undefined,
    ],
    [
      'request_callback',
      { when_local: '2026-11-21T15:00', words: 'tomorrow at three' },
      /call you back tomorrow at three/,
      'end_call',
    ],
  ])('goes on after the tool %s %j', (name, args, text, tool) => {
    const after = reply([
      GREETING,
      { kind: 'call', callId: 'c1', name, arguments: args },
      { kind: 'result', callId: 'c1', output: '{"ok":true}' },
    ]);
    expect(after.text).toMatch(text);
    expect(after.call?.name).toBe(tool);
  });

  it('does not promise what a tool refused', () => {
    const after = reply([
      {
        kind: 'call',
        callId: 'c1',
        name: 'book_appointment',
        arguments: { words: 'Tuesday at ten' },
      },
      { kind: 'result', callId: 'c1', output: '{"ok":false}' },
    ]);
    expect(after.text).toMatch(/did not work/);
  });

  it('calls no tool that it was not given', () => {
    const memory: Memory[] = [GREETING, { kind: 'user', text: 'Stop calling me.', via: 'audio' }];
    expect(reply(memory, [])).toEqual({ text: expect.stringContaining('Goodbye') });
  });

  it('asks once into silence and then ends the call', () => {
    expect(reply([GREETING, { kind: 'silence' }])).toEqual({ text: 'Are you still there?' });
    const again: Memory[] = [
      GREETING,
      { kind: 'silence' },
      { kind: 'agent', text: 'Are you still there?' },
    ];
    expect(reply([...again, { kind: 'silence' }]).call?.name).toBe('end_call');
    const note: Memory = { kind: 'user', text: 'The line has been silent.', via: 'text' };
    expect(reply([...again, note]).call?.name).toBe('end_call');
  });

  it('takes the ninth key for an opt-out', () => {
    const note: Memory = { kind: 'user', text: '(The lead pressed the key 9.)', via: 'text' };
    expect(reply([GREETING, note]).call?.name).toBe('mark_do_not_call');
  });

  it('does what the client notes beside the conversation', () => {
    const note = (text: string): Memory => ({ kind: 'note', text });
    const opening = note('Begin with these words: "Good day Maria, it is about your car."');
    expect(reply([opening]).text).toBe(
      'Good day Maria, it is about your car. I am the AI assistant of Acme Motors.',
    );
    const french: Memory = { kind: 'user', text: "Ne m'appelez plus.", via: 'audio' };
    const refused = reply([GREETING, french, note('The lead asked not to be called again.')]);
    expect(refused).toMatchObject({
      text: expect.stringContaining('Au revoir'),
      call: { name: 'end_call' },
    });
    expect(reply([GREETING, note('The time is up. Say goodbye.')]).call?.name).toBe('end_call');
    const words: Memory = { kind: 'user', text: 'Are you a robot?', via: 'audio' };
    const passedOver = reply([GREETING, words, note('Half a minute is left.')]);
    expect(passedOver.text).toMatch(/AI assistant, not a person/);
  });

  it('does nothing twice because the line was cut', () => {
    const words: Memory = {
      kind: 'user',
      text: 'I would like to book, Tuesday at ten.',
      via: 'text',
    };
    const cut: Memory = { kind: 'note', text: 'The line was cut and is back. Continue.' };
    expect(reply([GREETING, words, cut])).toEqual({
      text: 'Sorry, the line was cut. Is there anything else?',
    });
  });

  it('takes up the thread after a cut', () => {
    const memory: Memory[] = [
      GREETING,
      { kind: 'user', text: 'My budget is twenty thousand.', via: 'audio' },
      { kind: 'agent', text: 'Great. When' },
    ];
    expect(reply(memory).text).toBe(
      'Sorry, the line was cut. Great. When would you like to decide?',
    );
  });
});
