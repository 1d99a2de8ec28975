import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { AgentSide } from './agent-side.ts';
import type { CallEnd } from './call-end.ts';
import { type Action, askFor } from './decide/action.ts';
import type { LeadSide } from './lead-side.ts';
import type { ModelLink } from './model-link.ts';
import { NOTES } from './notes.ts';
import { replaceModel } from './replace-model.ts';
import type { LiveCall, Parts } from './session-parts.ts';

/** The objects that one live call consists of. */
export type Sides = {
  call: LiveCall;
  parts: Parts;
  link: ModelLink;
  agent: AgentSide;
  lead: LeadSide;
  end: CallEnd;
};

/** Carries out the actions of a decision, one after the other. */
export function perform(actions: Action[], sides: Sides): void {
  for (const action of actions) performOne(action, sides);
}

function performOne(action: Action, sides: Sides): void {
  const { link, agent, lead, end } = sides;
  const { silence, ending } = sides.parts.watches;
  switch (action.do) {
    case 'tell':
      if (action.by === 'system' && action.answer) silence.owesWords();
      link.current()?.tell(action.note, { by: action.by, answer: action.answer });
      break;
    case 'speak':
      link.current()?.speak();
      break;
    case 'use-tools':
      void agent.runTools(action.calls);
      break;
    case 'give-results':
      link.current()?.giveResults(action.results, { answer: action.answer });
      break;
    case 'owe-words':
      silence.owesWords();
      break;
    case 'owe-nothing':
      silence.settled();
      break;
    case 'play-tone':
      sides.parts.tone.play(performance.now());
      break;
    case 'barge-in':
      lead.bargeIn();
      break;
    case 'record-key-refusal':
      lead.refuseByKey();
      break;
    case 'apologise':
      apologise(sides);
      break;
    case 'plan-ending':
      ending.plan(action.ending, performance.now(), action.repliesToCome);
      break;
    case 'count-reply':
      ending.replyDone();
      break;
    case 'end-if-due':
      endIfDue(sides);
      break;
    case 'replace-model':
      void replaceModel(action.reason, sides).then((next) => perform(next, sides));
      break;
    case 'give-up-model':
      end.giveUp(action.reason);
      break;
    case 'close':
      void end.close(action.reason);
      break;
    default:
      unreachable(action);
  }
}

/** Asks for the apology once, unless a tool has asked the model for it already. */
function apologise(sides: Sides): void {
  if (!sides.parts.refusal.takeApology()) return;
  sides.parts.watches.ending.expectReply();
  performOne(askFor(NOTES.refused), sides);
}

function endIfDue({ parts, agent, end }: Sides): void {
  const nowMs = performance.now();
  const playedOut = parts.turns.playedOut(nowMs);
  const ending = parts.watches.ending.due({ nowMs, replying: agent.isBusy(), playedOut });
  if (ending) void end.finish(ending);
}
