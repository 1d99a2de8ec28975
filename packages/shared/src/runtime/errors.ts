import { ZodError, type z } from 'zod';

/** What each failure means to the HTTP response and to the queue. */
export const ERROR_CODES = {
  invalid_input: { http: 400, retry: false },
  unauthorized: { http: 401, retry: false },
  forbidden: { http: 403, retry: false },
  not_found: { http: 404, retry: false },
  conflict: { http: 409, retry: false },
  suppressed: { http: 409, retry: false },
  too_large: { http: 413, retry: false },
  undialable: { http: 422, retry: false },
  /** An address that we do not contact. */
  refused_target: { http: 422, retry: false },
  key_reused: { http: 422, retry: false },
  too_many_requests: { http: 429, retry: true },
  /** The provider refused, and would again. */
  provider_rejected: { http: 502, retry: false },
  /** The provider did not take the order. */
  provider_unavailable: { http: 503, retry: true },
  /** The provider may have taken the order. A retry could do it twice. */
  provider_unknown: { http: 502, retry: false },
  database_unavailable: { http: 503, retry: true },
  queue_unavailable: { http: 503, retry: true },
  internal: { http: 500, retry: true },
} as const satisfies Record<string, { http: number; retry: boolean }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One thing wrong with an input. `path` is a JSON path such as `metadata.source`. */
export type Fault = { path: string; found: string; expected: string };

type Options = { cause?: unknown; facts?: Record<string, unknown>; faults?: Fault[] };

/** The message may be shown to a caller below 500; `facts` are for us and hold no personal data. */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ErrorCode;
  readonly facts: Record<string, unknown>;
  readonly faults: Fault[];

  constructor(code: ErrorCode, message: string, { facts = {}, faults = [], cause }: Options = {}) {
    super(message, { cause });
    this.code = code;
    this.facts = facts;
    this.faults = faults;
  }

  get retry(): boolean {
    return ERROR_CODES[this.code].retry;
  }

  get http(): number {
    return ERROR_CODES[this.code].http;
  }

  /** Any thrown value as an AppError; an unknown one is our own bug and worth a retry. */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    if (thrown instanceof ZodError) {
      return new AppError('invalid_input', 'The input does not fit.', {
        cause: thrown,
        faults: faultsOf(thrown),
      });
    }
    return new AppError('internal', 'Something went wrong on our side.', { cause: thrown });
  }
}

/** Every fault of a schema at once; what was found is named by its kind, never by its value. */
export function faultsOf(error: z.core.$ZodError): Fault[] {
  return error.issues.map((issue) => ({
    path: issue.path.join('.') || '(root)',
    found: 'input' in issue ? kindOf(issue.input) : foundIn(issue.message),
    expected: issue.message,
  }));
}

function foundIn(message: string): string {
  return /received (\w+)/.exec(message)?.[1] ?? 'a value that does not fit';
}

function kindOf(input: unknown): string {
  if (input === null) return 'null';
  return Array.isArray(input) ? 'array' : typeof input;
}
