/** The result of transferring a call to a person. */
export const TRANSFER_RESULTS = ['completed', 'busy', 'no_answer', 'failed', 'canceled'] as const;
export type TransferResult = (typeof TRANSFER_RESULTS)[number];

/** Whether a person took the call; otherwise the agent takes it back. */
export function wasTaken(result: TransferResult): boolean {
  return result === 'completed';
}
