import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { InboundText } from '@ringback/shared/db/texts/inbound-texts.ts';
import { ANA, BEN, later, NOON } from '@ringback/testing/database-world.ts';
import { claimAt, OUR_NUMBER, textSid } from '@ringback/testing/texts-world.ts';
import { type Action, type ActionsWorld, JUDGED, type Story } from './actions-world.ts';

const PICTURE = { type: 'image/png', bytes: 9, sha256: 'x' };

type Talk = { conversationId: string; leadId: number; fence: number; seq: number };

/** Everything that can be said in texts, and everything that people do with a conversation. */
export function conversationActions(world: ActionsWorld): Story {
  const at = (seconds: number) => later(seconds, NOON);
  const [phone, stranger, chatter, silent] = [
    ...[world.number(), world.number(), world.number(), world.number()],
  ] as [string, string, string, string];
  const newPhone = world.number();
  const tag = phone.slice(-6);
  const talk: Talk = { conversationId: '', leadId: 0, fence: 0, seq: 0 };
  const first = world.inboundText(phone, { body: 'I am Violet. Tell me more.' });
  const draftId = randomUUID();
  const noteId = randomUUID();
  const pictureId = randomUUID();
  const traces = [phone, stranger, chatter, silent, newPhone, 'Violet', 'chestnut', 'Rosa'];
  let strangerTalk = '';
  let arrivedId = '';
  let unjudgedId = '';
  let endedAt = '';

  const receives = async (text: InboundText, seconds: number) => {
    const told = await world.inbound.receive(text, at(seconds));
    talk.conversationId = told.conversation.id;
    talk.leadId = told.lead?.id ?? 0;
    talk.seq = told.message.seq ?? 0;
    return told;
  };
  const says = (body: string, seconds: number, change: Partial<InboundText> = {}): Action => [
    `the lead says: ${body}`,
    async () =>
      expect(await receives(world.inboundText(phone, { body, ...change }), seconds)).toMatchObject({
        result: 'recorded',
      }),
  ];
  const draft = (body: string | null, messageId: string = randomUUID()) => ({
    conversation_id: talk.conversationId,
    fence: talk.fence,
    message_id: messageId,
    body,
    in_reply_to_seq: talk.seq,
  });
  const begins = (seconds: number): Action => [
    `the agent begins to think of an answer, at ${seconds} s`,
    async () => {
      const turn = await world.replies.begin(talk.conversationId, 60_000, at(seconds));
      if (turn.verdict !== 'go') throw new Error(`expected a turn, got ${turn.verdict}`);
      talk.fence = turn.fence;
    },
  ];
  const owner = (to: 'human' | 'ai' | 'paused', seconds: number): Action => [
    `the conversation goes to: ${to}`,
    async () =>
      expect(
        await world.conversations.setOwner(talk.conversationId, to, ANA, at(seconds)),
      ).toMatchObject({ result: 'moved' }),
  ];
  const ends = (reason: string, seconds: number, outcome?: 'success' | 'no_response'): Action => [
    `the conversation ends: ${reason}`,
    async () => {
      const ending = { conversation_id: talk.conversationId, reason, ...(outcome && { outcome }) };
      const ended = await world.conversations.end(ending, at(seconds));
      expect(ended).toMatchObject({ result: 'ended' });
      endedAt = ended.conversation?.ended_at ?? '';
    },
  ];
  const books = (words: string, seconds: number): Action => [
    `the agent books: ${words}`,
    async () =>
      expect(
        await world.replies.book(talk.conversationId, at(90_000), words, at(seconds)),
      ).not.toBeNull(),
  ];

  const actions: Action[] = [
    ['somebody writes to us, and becomes a lead', () => receives(first, 0)],
    [
      'the carrier tells it twice',
      async () =>
        expect(await world.inbound.receive(first, at(1))).toMatchObject({ result: 'repeated' }),
    ],
    says('I like the chestnut one.', 2),
    [
      'a text arrives, and takes its place behind what arrived before it',
      async () => {
        const text = world.inboundText(phone, { body: 'Are you there?' });
        const arriving = { ...text, arrived_at: at(3).toISOString() };
        await world.arriving.store([arriving], at(3));
        const [taken] = await world.arriving.takeIn([arriving], at(3));
        if (taken?.result !== 'recorded') throw new Error('It was not taken in.');
        talk.seq = taken.message.seq ?? 0;
        arrivedId = taken.message.message_id;
        expect(await world.arriving.takeInLeft(0, at(3), 1)).toEqual([]);
      },
    ],
    [
      'what it says is judged, and refuses nothing',
      async () => {
        const { conversationId: conversation_id } = talk;
        const verdict = { conversation_id, message_ids: [arrivedId], verdict: 'not' as const };
        expect(await world.words.record({ ...verdict, by: 'model' }, at(3))).toMatchObject({
          result: 'recorded',
        });
      },
    ],
    [
      'an api comes and goes',
      async () => {
        await world.door.note(true, at(3));
        await world.door.close(at(3));
        // Nothing waits for the return of one that never ran.
        await world.exec('delete from inbound_door');
      },
    ],
    ['the carrier’s list is read', () => world.looks.begin('twilio', at(4))],
    says('Or the violet one.', 4, { written_at: at(1).toISOString() }),
    ['it has been read', () => world.looks.record('twilio', at(5), at(5))],
    begins(20),
    [
      'the agent has an answer',
      async () =>
        expect(
          await world.replies.saveDraft(draft('Hello Violet.', draftId), at(21)),
        ).toMatchObject({ result: 'planned' }),
    ],
    [
      'the answer is claimed and sent',
      async () => {
        const begun = await world.messages.begin(draftId, claimAt(at(22)), at(22));
        expect(begun).toMatchObject({ verdict: 'go' });
        const sent = { sid: textSid(`reply${tag}`), status: 'sent' as const, segments: 1 };
        expect(await world.messages.recordSent(draftId, 1, sent, at(23))).toBe('recorded');
      },
    ],
    says('How much is it?', 30),
    begins(40),
    [
      'the lead is quicker than the agent',
      async () => {
        const late = draft('It is new.');
        await receives(world.inboundText(phone, { body: 'With wheels?' }), 41);
        expect(await world.replies.saveDraft(late, at(42))).toMatchObject({
          result: 'suppressed',
          reason: 'newer_inbound',
        });
      },
    ],
    begins(50),
    [
      'the agent cannot answer this time',
      async () => {
        const { conversationId, fence } = talk;
        const released = await world.replies.release(conversationId, fence, at(55), at(51));
        expect(released).toBe(true);
      },
    ],
    begins(56),
    [
      'the agent has nothing to say',
      async () =>
        expect(await world.replies.saveDraft(draft(null), at(57))).toMatchObject({
          result: 'silent',
        }),
    ],
    says('Call me please, Violet is driving.', 58, { debounce_seconds: 0, cap_seconds: 0 }),
    begins(58),
    [
      'the agent promises a call, and it is planned',
      async () => {
        const call = { seq: talk.seq, quote: 'Call me please, Violet', run_at: null };
        const promise = { ...draft('We will call you, Violet.'), call };
        expect(await world.answerWithCall(promise, at(59))).toMatchObject({ result: 'planned' });
      },
    ],
    [
      'a person uploads a picture',
      async () => {
        const { conversationId: conversation_id } = talk;
        const upload = { id: pictureId, conversation_id, uploaded_by: ANA.id ?? '' };
        expect(await world.media.beginUpload({ ...upload, ...PICTURE }, 9, at(59))).toBe('begun');
        const kept = { state: 'kept' as const, ...PICTURE };
        expect(await world.media.record(pictureId, kept, at(59))).toBe('recorded');
      },
    ],
    [
      'a person writes with the picture, and takes over',
      async () => {
        const media = [pictureId];
        const words = { body: 'This is Rosa.', media, actor: ANA, client_message_id: 'c1' };
        const text = { conversation_id: talk.conversationId, message_id: randomUUID(), ...words };
        expect(await world.conversations.write(text, at(60))).toMatchObject({ result: 'planned' });
      },
    ],
    owner('ai', 61),
    says('And how fast is it?', 61, { debounce_seconds: 0, cap_seconds: 0 }),
    begins(61),
    [
      'a person keeps the answer back',
      async () =>
        expect(await world.conversations.holdReply(talk.conversationId, ANA, at(61))).toMatchObject(
          {
            result: 'held',
            conversation: { owner: 'paused', reply_state: 'held' },
          },
        ),
    ],
    [
      'the answer comes too late',
      async () =>
        expect(await world.replies.saveDraft(draft('Very fast.'), at(61))).toMatchObject({
          result: 'suppressed',
        }),
    ],
    owner('ai', 61),
    owner('human', 62),
    owner('paused', 63),
    owner('ai', 64),
    says('And the colour?', 66),
    says('', 66, {
      media: [{ url: 'https://carrier.example/1', type: 'image/png' }],
      opt_out: { kind: 'none', said: 'picture' },
    }),
    [
      'the lead’s picture is fetched, and goes when its time is over',
      async () => {
        const [text] = await world.exec(
          `select media -> 0 ->> 'id' as id from sms_messages where conversation_id = '${talk.conversationId}' and seq = ${talk.seq}`,
        );
        const id = String(text?.['id']);
        expect(await world.media.claimDue(at(200), 9)).toHaveLength(1);
        expect(await world.media.record(id, { state: 'kept', ...PICTURE }, at(67))).toBe(
          'recorded',
        );
        expect(await world.media.forget(id, at(67))).toBe(true);
      },
    ],
    [
      'it is read',
      async () =>
        expect(
          await world.conversations.markRead(talk.conversationId, talk.seq, ANA.id, at(67)),
        ).toBe(talk.seq),
    ],
    ['it is assigned', () => world.conversations.assign(talk.conversationId, BEN.id, ANA, at(68))],
    ['it is nobody’s', () => world.conversations.assign(talk.conversationId, null, ANA, at(69))],
    [
      'it is to be read again',
      async () =>
        expect(await world.conversations.markUnread(talk.conversationId, ANA.id, at(69))).toBe(
          talk.seq - 1,
        ),
    ],
    [
      'somebody writes a note',
      async () => {
        const note = { conversation_id: talk.conversationId, body: 'Violet likes wheels.' };
        const added = await world.notes.add({ id: noteId, ...note, actor: ANA }, at(69));
        expect(added).toMatchObject({ result: 'added' });
      },
    ],
    [
      'and another one, and takes it away',
      async () => {
        const id = randomUUID();
        const note = { lead_id: talk.leadId, body: 'Not Violet.', actor: ANA };
        await world.notes.add({ id, ...note }, at(69));
        expect(await world.notes.delete(id, ANA, false, at(70))).toMatchObject({
          result: 'deleted',
        });
      },
    ],
    [
      'the agent asks for a person',
      async () => {
        const line = { message_id: randomUUID(), body: 'Rosa will write to you.' };
        const handover = { reason: 'asked', summary: 'Violet wants the chestnut one.', line };
        const conversation_id = talk.conversationId;
        expect(
          await world.replies.handOver({ conversation_id, ...handover }, at(70)),
        ).toMatchObject({ result: 'handed_over' });
      },
    ],
    [
      'a colleague comes, and is given who waits',
      async () => {
        await world.exec(`insert into sessions (token_hash, user_id, created_at, expires_at, last_seen_at)
          values ('${tag}', '${ANA.id}', '${at(70).toISOString()}', '${at(99_999).toISOString()}',
            '${at(70).toISOString()}')`);
        expect(await world.assignWaiting(at(70))).toBe(1);
        await world.exec(`delete from sessions where token_hash = '${tag}'`);
      },
    ],
    owner('ai', 71),
    says('Tomorrow then.', 72),
    books('tomorrow', 73),
    books('tomorrow, with Violet', 74),
    begins(80),
    [
      'the agent says the last word: it is booked',
      async () => {
        const appointment = { starts_at: at(91_000).toISOString(), words: 'tomorrow' };
        const goal = { outcome: 'success' as const, reason: 'goal_reached', appointment };
        const word = { ...draft('See you, Violet.'), ...goal };
        expect(await world.finish(word, at(81))).toMatchObject({ result: 'planned' });
      },
    ],
    [
      'what was said is judged',
      async () => {
        const found = { ...JUDGED, summary: 'Violet comes.', conversation_id: talk.conversationId };
        expect(await world.textAnalyses.save(found, at(82))).not.toBeNull();
      },
    ],
    says('Violet again: call me at five.', 90),
    ends('closed', 91, 'success'),
    [
      'it is judged again, and the lead wants to be called',
      async () => {
        const next_action = { kind: 'callback', turn: talk.seq, quote: 'call me at five' };
        const callback = { run_at: at(9_000).toISOString() };
        const conversation_id = talk.conversationId;
        const found = { ...JUDGED, outcome: 'qualified' as const, next_action, callback };
        expect(
          await world.textAnalyses.record({ ...found, conversation_id, ended_at: endedAt }, at(92)),
        ).toMatchObject({ result: 'saved', callback_id: expect.any(String) });
      },
    ],
    [
      'a person corrects what came of it, and takes it back',
      async () => {
        const [row] = await world.exec(
          `select id from conversation_analyses where conversation_id = '${talk.conversationId}'`,
        );
        const id = String(row?.['id']);
        const said = { outcome: 'discarded', reason: null } as const;
        expect(await world.analyses.correct(id, said, ANA, at(93))).toMatchObject({
          result: 'corrected',
        });
        expect(await world.analyses.restore(id, ANA, at(94))).toMatchObject({
          result: 'restored',
        });
      },
    ],
    says('Are you closed?', 100),
    ends('idle', 101, 'no_response'),
    [
      'a person opens it again',
      async () =>
        expect(await world.conversations.reopen(talk.conversationId, ANA, at(102))).toMatchObject({
          result: 'reopened',
          conversation: { owner: 'human', assigned_to: ANA.id },
        }),
    ],
    ends('idle', 103, 'no_response'),
    says('help', 110, {
      opt_out: { kind: 'help', rule: 'keyword', words: 'help' },
      notice: { message_id: randomUUID(), body: 'Write to Rosa.' },
    }),
    [
      'the lead says STOP',
      async () =>
        expect(await receives(world.stopText(phone), 120)).toMatchObject({ suppressed: true }),
    ],
    [
      'the lead says START',
      async () => {
        const start = { kind: 'opt_in' as const, rule: 'keyword', words: 'START, Violet' };
        const notice = { message_id: randomUUID(), body: 'Welcome back.' };
        const text = world.inboundText(phone, { body: 'START', opt_out: start, notice });
        expect(await receives(text, 130)).toMatchObject({ suppressed: false, reopened: true });
      },
    ],
    [
      'somebody else writes',
      async () => {
        const text = world.inboundText(stranger, { body: 'Violet gave me this number.' });
        strangerTalk = (await world.inbound.receive(text, at(140))).conversation.id;
      },
    ],
    [
      'more comes of which nobody knows yet whether it refuses',
      async () => {
        const atOnce = { debounce_seconds: 0, cap_seconds: 0 };
        const text = world.inboundText(stranger, { body: 'Not for Violet, or so.', ...atOnce });
        unjudgedId = (await world.heard.receive(text, at(140))).message.message_id;
      },
    ],
    [
      'a judge begins to read it',
      async () => {
        const limits = { burstMs: 0, leaseMs: 10_000, patienceMs: 0 };
        expect(await world.words.begin(strangerTalk, limits, at(141))).toMatchObject({
          verdict: 'go',
          messages: [{ message_id: unjudgedId }],
        });
      },
    ],
    [
      'the judge does not answer, and a person is told',
      async () =>
        expect(await world.words.release(strangerTalk, at(150), true, at(141))).toBe(true),
    ],
    [
      'the person says that it refuses nothing',
      async () => {
        const about = { conversation_id: strangerTalk, message_ids: [unjudgedId] };
        expect(
          await world.words.record({ ...about, verdict: 'not', by: 'person' }, at(141)),
        ).toMatchObject({ result: 'recorded' });
      },
    ],
    [
      'an opt-out is found in it later',
      async () => {
        const words = 'leave Violet alone';
        const confirmation = { message_id: randomUUID(), body: 'Understood.' };
        const found = { conversation_id: strangerTalk, words, confirmation };
        expect(await world.inbound.optOut(found, at(141))).toMatchObject({ is_new: true });
      },
    ],
    [
      'a chat of another agent is told',
      () => world.chats.record(chat(['user: I am Violet.', 'agent: Hello Violet.']), at(150)),
    ],
    [
      'it is told as a whole again, and longer',
      async () => {
        const lines = ['user: I am Violet.', 'agent: Hello Violet.', 'user: Bye.'];
        expect(await world.chats.record(chat(lines), at(151))).toMatchObject({ recorded: 1 });
      },
    ],
    [
      'a single text is planned for somebody who is deleted at once',
      async () => {
        const text = { message_id: randomUUID(), to: silent, body: 'Hi Violet.', name: 'Violet' };
        const made = await world.messages.plan({ ...text, sender: OUR_NUMBER }, at(160));
        if (made.result !== 'planned') throw new Error(`expected a text, got ${made.result}`);
        await world.leads.delete(made.message.lead_id ?? 0, at(161));
      },
    ],
    [
      'the lead gets another number',
      () => world.leads.update(talk.leadId, { phone: newPhone }, at(170)),
    ],
    ...[newPhone, stranger, chatter].map(
      (number): Action => [
        `a lead is deleted, with what was written: ${number}`,
        async () => {
          const [lead] = await world.exec(`select id from leads where phone = '${number}'`);
          await world.leads.delete(Number(lead?.['id']), at(180));
        },
      ],
    ),
  ];
  return { actions, traces };

  function chat(lines: string[]) {
    const messages = lines.map((line, place) => {
      const [role, body = ''] = line.split(': ');
      const ids = { message_id: randomUUID(), provider_sid: textSid(`chat${tag}${place}`) };
      return role === 'user'
        ? { ...ids, body, role: 'user' as const, opt_out: { kind: 'none' as const } }
        : { ...ids, body, role: 'agent' as const };
    });
    const ends = { from: chatter, to: OUR_NUMBER };
    return { provider: 'retell', chat_id: `chat_${tag}`, ...ends, messages };
  }
}
