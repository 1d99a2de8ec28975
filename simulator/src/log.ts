/** What the simulator needs of a logger; a pino logger fits. */
export type Log = Record<Level, (facts: object, sentence: string) => void>;

export type Level = 'debug' | 'info' | 'warn' | 'error';

const LEVELS: Record<Level, number> = { debug: 20, info: 30, warn: 40, error: 50 };

/** One JSON line per entry on standard output, in the field names that pino uses. */
export function createLog(lowest: Level): Log {
  const at = (level: Level) => (facts: object, sentence: string) => {
    if (LEVELS[level] < LEVELS[lowest]) return;
    const line = { level: LEVELS[level], time: Date.now(), service: 'simulator', ...facts };
    process.stdout.write(`${JSON.stringify({ ...line, msg: sentence })}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
