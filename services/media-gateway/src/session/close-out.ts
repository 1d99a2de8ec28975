import type { createHeardAccount } from '../record/heard-account.ts';

type Closing = {
  account: ReturnType<typeof createHeardAccount>;
  agentMs: number;
  /** Why the lead stopped hearing us, if known. */
  silenced: string | null;
  /** The lead left while it was our turn, after some silence. */
  inVain: boolean;
};

/** After the hang-up: writes the last words, what was heard, and that the call is over. Never throws. */
export async function closeOut({ account, agentMs, silenced, inVain }: Closing): Promise<void> {
  const silence = silenced ?? (inVain && !account.hasHeardUs(agentMs) ? 'model_silent' : null);
  await account.reportEnd(agentMs, silence);
}
