/** The part of a pino logger that the scripts use, so that tests and the terminal can stand in. */
export type Log = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
};

/** Says nothing: for tests. */
export const silentLog: Log = { info() {}, warn() {} };
