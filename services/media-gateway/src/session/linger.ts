import { NOTICE_MS } from './session-limits.ts';
import { waitUntil } from './wait-until.ts';

type Session = {
  sound: { finish(how: { unnoticed: boolean }): void; isSpeaking(): boolean };
  record: { isWaitingForWords(): boolean };
  isConnecting: () => boolean;
  hasModel: () => boolean;
  lingerMs: number;
};

/** A lead's last words may still be transcribed when the lead has hung up already. */
export async function linger(session: Session): Promise<void> {
  const { sound, record, isConnecting, hasModel, lingerMs } = session;
  const unnoticed = isConnecting();
  if (unnoticed) await waitUntil(() => !isConnecting(), lingerMs);
  sound.finish({ unnoticed });
  const notBefore = performance.now() + (unnoticed && hasModel() ? NOTICE_MS : 0);
  const isWritten = () =>
    performance.now() >= notBefore && !sound.isSpeaking() && !record.isWaitingForWords();
  await waitUntil(() => !hasModel() || isWritten(), lingerMs);
}
