import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import type { AgentSide } from './agent-side.ts';
import type { CallEnd } from './call-end.ts';
import type { Action } from './decide/action.ts';
import { isModelSilent, onModelLost, onReconnected } from './decide/on-model.ts';
import type { ModelLink } from './model-link.ts';
import type { SessionDeps } from './session-deps.ts';
import type { Parts } from './session-parts.ts';

type Deps = Pick<SessionDeps, 'modelNews'> & {
  metrics: Pick<GatewayMetrics, 'modelLost'>;
  timing: Pick<SessionDeps['timing'], 'reconnectMs'>;
};

type Session = {
  call: { deps: Deps; log: Logger };
  parts: {
    account: Pick<Parts['account'], 'hasHeardUs'>;
    turns: Pick<Parts['turns'], 'heardMs'>;
  };
  link: Pick<ModelLink, 'drop' | 'replace' | 'sinceReplacedMs'>;
  agent: Pick<AgentSide, 'modelLost'>;
  end: Pick<CallEnd, 'isLive' | 'giveUp'>;
};

/** Connects another model in place of a lost one, or gives up if that is not worth a try. */
export async function replaceModel(reason: string, session: Session): Promise<Action[]> {
  const { call, parts, link, agent, end } = session;
  link.drop();
  agent.modelLost();
  if (!end.isLive()) return [];
  call.deps.metrics.modelLost.inc();
  if (isModelSilent(reason)) call.deps.modelNews.failed('model_silent');
  call.log.warn({ reason }, 'voice model lost');
  const nowMs = performance.now();
  const loss = {
    reason,
    sinceReplacedMs: link.sinceReplacedMs(nowMs),
    hasHeardUs: parts.account.hasHeardUs(parts.turns.heardMs(nowMs)),
  };
  if (onModelLost(loss, call.deps.timing.reconnectMs) === 'reconnect') {
    return onReconnected(await link.replace(nowMs));
  }
  end.giveUp(reason);
  return [];
}
