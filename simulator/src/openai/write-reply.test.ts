import { describe, expect, it } from '@jest/globals';
import { TEXT_STORIES } from '../text-stories.ts';
import { writeReply } from './write-reply.ts';

const TOOLS = ['book_appointment', 'hand_over', 'call_lead', 'update_lead', 'stop', 'disqualify'];

/** What the model writes to these texts of a lead, after the agent's. */
function replyTo(
  texts: readonly string[],
  agent = 'Hi Maria, are you still looking?',
  tools = TOOLS,
) {
  return writeReply({
    now_local: '2026-11-20T13:05',
    lead: { name: 'Maria' },
    history: [
      { who: 'lead', text: 'stop texting me', at: null },
      { who: 'agent', text: agent, at: null },
      ...texts.map((text) => ({ who: 'lead' as const, text, at: null })),
    ],
    to_judge: [],
    tools,
    goal: 'book a visit',
  });
}

/** The words of one story's answer. */
const wordsOf = (digits: string, nth = 0) =>
  TEXT_STORIES.find((story) => story.digits === digits)?.persona.answers[nth]?.parts ?? [];

describe('the simulated model as a writer', () => {
  it.each([
    ['30', null, /Which day/],
    ['31', 'stop', null],
    ['32', 'stop', null],
    ['33', null, /colleague can tell you the price/],
    ['34', null, /Which day/],
    ['35', null, /colega le puede decir el precio/],
    ['36', 'stop', null],
    ['39', null, /Which day/],
    ['40', 'hand_over', /colleague/],
    ['41', null, /Yes, I am an AI/],
    ['42', null, /your own request/],
    ['46', 'stop', null],
    ['47', null, /Which day/],
    ['48', null, /Which day/],
    ['49', null, /Thanks for your message/],
    ['50', 'disqualify', /All the best/],
    ['51', 'call_lead', /we will call you as soon as we can/],
    ['52', 'stop', null],
  ])('answers story %s with the tool %p', (digits, tool, words) => {
    const said = wordsOf(digits);
    expect(said).not.toEqual([]);
    const written = replyTo(said);
    expect(written.tool?.name ?? null).toBe(tool);
    if (words === null) expect(written.reply).toBeNull();
    else expect(written.reply).toMatch(words);
    expect(written.reason).not.toBe('');
  });

  it('books the moment that was named, in the calendar of the lead', () => {
    const { tool, reply } = replyTo(wordsOf('30', 1));
    expect(tool?.name).toBe('book_appointment');
    expect(JSON.parse(tool?.arguments ?? '')).toEqual({
      starts_at_local: '2026-11-24T10:00',
      words: 'Tuesday at ten',
    });
    expect(reply).toContain('Tuesday at ten');
  });

  it('takes a bare moment for a booking only when it asked for one', () => {
    const bare = ['tomorrow at three'];
    expect(replyTo(bare).tool).toBeNull();
    expect(replyTo(bare, 'Great! Which day and time would suit you?').tool?.name).toBe(
      'book_appointment',
    );
  });

  it('goes on texting with a lead who only refuses calls', () => {
    const { tool, reply } = replyTo(["Don't call me, text me. I am still looking"]);
    expect([tool, reply]).toEqual([null, expect.stringMatching(/Which day/)]);
    expect(replyTo(["Don't call me. Don't text me"]).tool?.name).toBe('stop');
  });

  it.each([
    ['Not interested anymore. Bye', 'Not interested anymore.', 'not_interested'],
    ['sorry I have already bought one', 'sorry I have already bought one', 'already_bought'],
    ['ya no me interesa', 'ya no me interesa', 'not_interested'],
  ])('disqualifies a lead who is no longer interested: "%s"', (text, words, why) => {
    const { tool, reply } = replyTo([text]);
    expect(tool?.name).toBe('disqualify');
    expect(JSON.parse(tool?.arguments ?? '')).toEqual({ words, why });
    expect(reply).not.toMatch(/\?/);
  });

  it.each([
    ['can you call me tomorrow at 3?', '2026-11-21T15:00', /call you tomorrow at 3/],
    ['call me in an hour', '2026-11-20T14:05', /call you in an hour/],
    ['Could someone call me please', undefined, /as soon as we can/],
  ])('promises the requested call: "%s"', (text, at, words) => {
    const { tool, reply } = replyTo([text]);
    expect(tool?.name).toBe('call_lead');
    expect(JSON.parse(tool?.arguments ?? '')).toEqual({
      words: text,
      ...(at === undefined ? {} : { at_local: at }),
    });
    expect(reply).toMatch(words);
  });

  it('asks for the time where only a day is named, and promises nothing it has no tool for', () => {
    expect(replyTo(['call me tomorrow'])).toMatchObject({
      tool: null,
      reply: 'Gladly. At what time tomorrow?',
    });
    const { tool, reply } = replyTo(['can you call me?'], undefined, ['hand_over']);
    expect([tool?.name, reply]).toEqual(['hand_over', expect.not.stringContaining('call')]);
  });

  it('addresses the lead by its first name, if it has one', () => {
    const to = (name: string | null, text: string) =>
      writeReply({
        now_local: '2026-11-20T13:05',
        lead: { name },
        history: [{ who: 'lead', text, at: null }],
        to_judge: [],
        tools: TOOLS,
        goal: null,
      }).reply;
    expect(to('DD', 'yes')).toMatch(/^Great, DD! Which day/);
    expect(to('Maria Lopez', 'how much is it?')).toMatch(/tell you the price, Maria\./);
    expect(to('Maria Lopez', 'hm')).toMatch(/^Thanks for your message, Maria\./);
    expect(to(null, 'yes')).toMatch(/^Great! Which day/);
  });

  it('repeats a question that consists of plain words', () => {
    expect(replyTo(['Hello, is the blue one still there?']).reply).toBe(
      'Thanks for asking, Maria: "Hello, is the blue one still there?" A colleague can tell you. Are you still looking?',
    );
    for (const asked of [
      'do you deliver to http://win.example?',
      'is it 4x4?',
      `${'so '.repeat(40)}?`,
    ]) {
      expect(replyTo([asked]).reply).toMatch(/^Thanks for your message, Maria\./);
    }
  });

  it('keeps the name and the address that the lead gave, and nothing else', () => {
    const { tool, reply } = replyTo([
      'My budget is ten. my name is Maria Lopez',
      'm.lopez@mail.example',
    ]);
    expect(tool?.name).toBe('update_lead');
    expect(JSON.parse(tool?.arguments ?? '')).toEqual({
      name: 'Maria Lopez',
      email: 'm.lopez@mail.example',
    });
    expect(reply).toMatch(/Which day/);
  });

  it('uses only the tools it is given', () => {
    for (const digits of ['32', '40']) {
      expect(replyTo(wordsOf(digits), undefined, []).tool).toBeNull();
    }
  });

  it('lets a conversation end', () => {
    for (const words of ['thanks, bye', 'Gracias, adiós.']) {
      expect(replyTo([words])).toMatchObject({ reply: null, tool: null });
    }
    expect(replyTo(['not interested anymore']).reply).toMatch(/All the best/);
  });

  it('has low confidence in what it does not understand', () => {
    expect(replyTo(['blue is nice']).confidence).toBe(0.5);
    expect(replyTo(['']).reply).toMatch(/photo/);
  });
});
