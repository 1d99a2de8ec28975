/** Whether the language model is to be asked now, for all processes together. */
export type ModelBreaker = {
  /** Null: ask. Else nobody does before this moment, but one at a time who finds out. */
  restsUntil(trial: string): Promise<Date | null>;
  answered(): Promise<void>;
  /** `atOnce`: nobody would be answered, so nobody is to ask on. */
  failed(reason: string, atOnce: boolean): Promise<void>;
};
