import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { AppError } from './errors.ts';

export type Logger = PinoLogger;

type Options = { service: string; level: string };

/** Numbers and addresses that slipped into a text; facts about people belong under `pii`. */
const PHONE = /\+?\d[\d\s().-]{7,}\d/g;
const EMAIL = /[^\s@"]+@[^\s@"]+\.[a-z]{2,}/gi;

/**
 * JSON lines: a fixed sentence with facts beside it. `pii` never leaves the process, and of an
 * error's cause only the name is kept, since a vendor's own words may hold a phone number.
 */
export function createLogger({ service, level }: Options, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service, pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: ['pii', '*.pii'], remove: true },
    serializers: { err: serializeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

function serializeError(thrown: unknown): Record<string, unknown> {
  const error = AppError.from(thrown);
  const cause = error.cause;
  return {
    code: error.code,
    message: scrub(error.message),
    facts: error.facts,
    cause: cause instanceof Error ? cause.name : undefined,
    // For our own bugs the stack is worth having; its frames hold no data.
    stack: error.code === 'internal' ? framesOf(cause ?? error) : undefined,
  };
}

function framesOf(thrown: unknown): string[] | undefined {
  if (!(thrown instanceof Error)) return undefined;
  return thrown.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.trim());
}

export function scrub(text: string): string {
  return text.replace(PHONE, '[number]').replace(EMAIL, '[address]');
}
