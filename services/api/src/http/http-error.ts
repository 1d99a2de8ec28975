import { AppError, type ErrorCode } from '@ringback/shared/runtime/errors.ts';

/** A failure with a status that its code alone does not imply, and facts for the caller. */
export class HttpError extends AppError {
  override name = 'HttpError';
  readonly status: number;
  readonly extra: { lead_id?: number };

  constructor(
    status: number,
    code: ErrorCode,
    message: string,
    options: ConstructorParameters<typeof AppError>[2] & { extra?: { lead_id?: number } } = {},
  ) {
    super(code, message, options);
    this.status = status;
    this.extra = options.extra ?? {};
  }

  override get http(): number {
    return this.status;
  }
}
