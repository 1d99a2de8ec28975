import type { createSoundAccount } from '../record/sound-account.ts';

type Told = {
  account: ReturnType<typeof createSoundAccount>;
  agentMs: number;
  /** Why we stopped being heard, if we know. */
  silenced: string | null;
  /** The lead left while it was our turn, after some silence. */
  inVain: boolean;
};

/** After the line is closed: its last words, what was heard, and that it is over. Never throws. */
export async function closeOut({ account, agentMs, silenced, inVain }: Told): Promise<void> {
  const silence = silenced ?? (inVain && !account.hasHeardUs(agentMs) ? 'model_silent' : null);
  await account.tellEnd(agentMs, silence);
}
