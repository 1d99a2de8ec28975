import { possessive } from '../../../words/colleagues.ts';
import { waitWords } from '../../../words/waits.ts';
import type { Reply } from './reply-state.ts';

/** What can be done about what happens next. */
export type NextAction = 'skip' | 'send_now' | 'stop' | 'assign' | 'close';
export type NextLine = {
  icon: string;
  needs: boolean;
  words: string;
  actions: readonly NextAction[];
  /** The step that "skip" and "send now" are about. */
  step: number | null;
};

type Enrollment = {
  status: string;
  next_step: number;
  next_message_at: string | null;
};
type Planned = {
  delivery_status: string;
  step: number | null;
  send_at: string | null;
  held_reason: string | null;
};

export type NextFacts = {
  owner: string;
  awaits_human: boolean;
  isEnded: boolean;
  /** The number may not be texted again. */
  isClosed: boolean;
  whose: 'mine' | 'nobody' | string;
  reply: Reply;
  enrollment: Enrollment | null;
  /** Texts that are planned and have no place yet, the soonest first. */
  planned: readonly Planned[];
  /** "9:00 AM their time". */
  whenThere: (iso: string) => string;
};

const line = (
  icon: string,
  words: string,
  actions: readonly NextAction[] = [],
  rest: Partial<NextLine> = {},
): NextLine => ({ icon, needs: false, words, actions, step: null, ...rest });

/** What will happen to this lead next, when, and why not sooner. Nothing is an answer too. */
export function nextLine(facts: NextFacts): NextLine {
  if (facts.isClosed) {
    return line('ban', 'nothing, ever. Only they can lift this, by writing START.');
  }
  if (facts.isEnded) return line('check', 'nothing. A text from them opens this again.');
  if (facts.awaits_human) {
    return line('clock', 'nothing goes out until somebody takes this over', ['assign'], {
      needs: true,
    });
  }
  if (facts.owner === 'paused') {
    return line('info', 'nothing goes out until somebody has looked at it', ['assign'], {
      needs: true,
    });
  }
  if (facts.owner === 'human') return whileHuman(facts);
  return whileAi(facts);
}

function whileHuman({ whose }: NextFacts): NextLine {
  const owner = { mine: 'yours', nobody: 'a person’s' }[whose] ?? possessive(whose);
  return line('user', `nothing by itself while this is ${owner}. After some silent days it ends.`, [
    'close',
  ]);
}

function whileAi(facts: NextFacts): NextLine {
  const { reply, whenThere } = facts;
  const then = stepLine(facts);
  if (reply.is === 'none') {
    return then ?? line('chat', 'nothing is planned. The AI answers when they write.');
  }
  const answer =
    reply.is === 'held' && reply.at ? `AI answers at ${whenThere(reply.at)}` : 'AI answers now';
  if (!then) return line('send', answer);
  const actions = then.actions.filter((action) => action !== 'send_now');
  return { ...then, icon: 'send', words: `${answer}; ${then.words}`, actions };
}

/** What the campaign does next. */
function stepLine({ enrollment, planned, whenThere }: NextFacts): NextLine | null {
  const soonest = planned[0];
  const actions: readonly NextAction[] = ['skip', 'send_now', 'stop'];
  if (soonest && soonest.step === null)
    return line('clock', plannedWords('a text', soonest, whenThere));
  if (!enrollment || !['active', 'paused'].includes(enrollment.status)) return null;
  const step = soonest?.step ?? enrollment.next_step;
  const name = `step ${step}`;
  if (enrollment.status === 'paused') {
    return line('pause', `${name} waits until this is over`, ['skip', 'stop'], { step });
  }
  if (soonest) {
    const acts = soonest.delivery_status === 'held' && soonest.held_reason !== null;
    const needs = acts && waitWords(soonest.held_reason ?? '').acts;
    return line(acts ? 'moon' : 'clock', plannedWords(name, soonest, whenThere), actions, {
      step,
      needs,
    });
  }
  if (enrollment.next_message_at === null) return null;
  return line('clock', `${name} at ${whenThere(enrollment.next_message_at)}`, actions, { step });
}

function plannedWords(
  name: string,
  { delivery_status, send_at, held_reason }: Planned,
  whenThere: (iso: string) => string,
): string {
  if (delivery_status === 'held') {
    const wait = held_reason ? waitWords(held_reason) : null;
    const until = send_at && !wait?.acts ? ` until ${whenThere(send_at)}` : '';
    return `${name} waits${until}${wait ? `: ${wait.short}` : ''}`;
  }
  return send_at ? `${name} at ${whenThere(send_at)}` : `${name} leaves in a moment`;
}
