import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { AgentSide } from './agent-side.ts';
import type { CallEnd } from './call-end.ts';
import { type Act, askFor } from './decide/act.ts';
import type { LeadSide } from './lead-side.ts';
import type { ModelLink } from './model-link.ts';
import { NOTES } from './notes.ts';
import { replaceModel } from './replace-model.ts';
import type { LiveCall, Parts } from './session-parts.ts';

/** All that takes part in one live call. */
export type Sides = {
  call: LiveCall;
  parts: Parts;
  link: ModelLink;
  agent: AgentSide;
  lead: LeadSide;
  end: CallEnd;
};

/** Does what was decided, one act after the other. */
export function perform(acts: Act[], sides: Sides): void {
  for (const act of acts) performOne(act, sides);
}

function performOne(act: Act, sides: Sides): void {
  const { link, agent, lead, end } = sides;
  const { silence, ending } = sides.parts.watches;
  switch (act.do) {
    case 'tell':
      if (act.by === 'system' && act.answer) silence.owesWords();
      link.current()?.tell(act.note, { by: act.by, answer: act.answer });
      break;
    case 'speak':
      link.current()?.speak();
      break;
    case 'use-tools':
      void agent.runTools(act.calls);
      break;
    case 'give-results':
      link.current()?.giveResults(act.results, { answer: act.answer });
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
      ending.plan(act.ending, performance.now(), act.repliesToCome);
      break;
    case 'count-reply':
      ending.replyDone();
      break;
    case 'end-if-due':
      endIfDue(sides);
      break;
    case 'replace-model':
      void replaceModel(act.reason, sides).then((next) => perform(next, sides));
      break;
    case 'give-up-model':
      end.giveUp(act.reason);
      break;
    case 'close':
      void end.close(act.reason);
      break;
    default:
      unreachable(act);
  }
}

/** Once, if nobody has told the model yet that there is something to apologise for. */
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
