import type { MediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import type { NewTurn, Transcripts } from '@ringback/shared/db/calls/transcripts.ts';
import type { Suppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { hashToken } from '@ringback/shared/providers/stream-token.ts';
import { chance } from '@ringback/simulator/chance.ts';
import type { Line } from '@ringback/simulator/people/persona.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import type { PhoneCall } from './phone-call.ts';
import type { Tally } from './tally.ts';
import type { Work } from './work.ts';

type Deps = {
  mediaSessions: Pick<MediaSessions, 'open' | 'wrapUp' | 'bookAppointment'>;
  transcripts: Pick<Transcripts, 'save'>;
  suppressions: Pick<Suppressions, 'add'>;
  clock: VirtualClock;
  seed: number;
  work: Work;
  tally: Tally;
};

/** Opens the stream with its token and says one line after the other; then the lead hangs up. */
export type Talk = (
  call: PhoneCall,
  token: string,
  lines: readonly Line[],
  hangUp: () => void,
) => Promise<void>;

const TURN_MS = 7_000;
const DAY_MS = 86_400_000;
const SAVED_TWICE = 0.15;
const NOTICED = 0.5;
const BOOKS = 0.7;

/**
 * Conversations without sound: the words of a story, line by line, stored by the functions that the
 * media gateway stores them by, and what follows from a line done as the gateway does it.
 */
export function createTalk(deps: Deps): Talk {
  const { mediaSessions, transcripts, suppressions, clock, seed, work, tally } = deps;
  const { now } = clock;
  const drawn = ({ to, nth }: PhoneCall, ...what: (string | number)[]) =>
    chance(seed, 'phone', to, nth, ...what);

  return async (call, token, lines, hangUp) => {
    const session = await mediaSessions.open(call.sid, hashToken(token), now());
    if (!session) return hangUp();
    const name = session.lead?.name ? ` ${session.lead.name}` : '';
    const greeting = `Hello${name}, this is the AI assistant of Ringback. Is it a good moment?`;
    await write(call, [turn(1, 'assistant', greeting)]);
    converse(call, lines, 0, hangUp);
  };

  function converse(call: PhoneCall, lines: readonly Line[], at: number, hangUp: () => void): void {
    clock.after(TURN_MS, () => {
      const line = lines[at];
      if (call.endedAt) return;
      if (line === undefined || line.do === 'hang-up') return hangUp();
      work.add('a line', live(call, line, at));
      converse(call, lines, at + 1, hangUp);
    });
  }

  async function live(call: PhoneCall, line: Line, at: number): Promise<void> {
    const { to: phone, callId } = call;
    if (line.do === 'press') {
      call.refusedAt = now();
      await suppressions.add(
        { phone, scope: 'all', source: 'keypad', words: `pressed ${line.digit}`, callId },
        now(),
      );
      await mediaSessions.wrapUp(callId, 'hangup', 'opted_out', now());
      return;
    }
    if (line.do !== 'say') return;
    call.said.push(line.text);
    const seq = 2 + at * 2;
    await write(call, [
      turn(seq, 'user', line.text),
      turn(seq + 1, 'assistant', 'I see. Thank you. Is there anything else?'),
    ]);
    if (at > 0) return;
    if (call.story.startsWith('opts-out')) {
      call.refusedAt = now();
      // The gateway may die before it acts on what it heard: the analyzer hears it, too.
      if (drawn(call, 'noticed') >= NOTICED)
        return tally.count('spoken opt-out left to the analyzer');
      await suppressions.add(
        { phone, scope: 'all', source: 'spoken', words: line.text, callId },
        now(),
      );
      await mediaSessions.wrapUp(callId, 'hangup', 'opted_out', now());
    }
    if (call.story === 'wants-human') {
      await mediaSessions.wrapUp(callId, 'human', 'asked_for_a_human', now());
    }
    if (call.story.endsWith('books') && drawn(call, 'books') < BOOKS) {
      call.booked = true;
      const startsAt = new Date(now().getTime() + 3 * DAY_MS);
      await mediaSessions.bookAppointment(callId, startsAt, 'Tuesday at ten', now());
    }
  }

  async function write(call: PhoneCall, turns: NewTurn[]): Promise<void> {
    await transcripts.save(call.sid, turns, now());
    if (drawn(call, 'twice', call.said.length) >= SAVED_TWICE) return;
    tally.count('transcript written twice');
    await transcripts.save(call.sid, turns, now());
  }

  function turn(seq: number, role: NewTurn['role'], content: string): NewTurn {
    return { seq, role, content, heard: true, at: now().toISOString() };
  }
}
