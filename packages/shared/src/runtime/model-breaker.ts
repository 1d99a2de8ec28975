/** Whether the language model may be asked now, for all processes together. */
export type ModelBreaker = {
  /** Null: ask. Else nothing is asked before this moment, but for one trial request at a time. */
  restsUntil(trial: string): Promise<Date | null>;
  answered(): Promise<void>;
  /** `atOnce`: the fault affects every request, so the breaker opens at once. */
  failed(reason: string, atOnce: boolean): Promise<void>;
};
