type Connection = { normalizeDbError(error: unknown): unknown };

/** Raised in SQL, lost a race, ran too long: classes the server would call an unknown fault. */
const CLASSES = ['P0', '40', '57'];

/**
 * Lets a `raise exception` and its like arrive with their own code, message and status, as PostgREST
 * sends them. It is done through the form in which SQL itself may dictate an answer.
 */
export function speakLikePostgrest(connection: Connection): void {
  const normalize = connection.normalizeDbError.bind(connection);
  connection.normalizeDbError = (error) => dictated(error) ?? normalize(error);
}

function dictated(error: unknown): Error | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const code = String(error.code);
  if (code.length !== 5 || !CLASSES.some((known) => code.startsWith(known))) return undefined;
  const { message } = error;
  const details = 'detail' in error ? (error.detail ?? null) : null;
  const hint = 'hint' in error ? (error.hint ?? null) : null;
  return Object.assign(new Error(JSON.stringify({ code, message, details, hint })), {
    code: 'PGRST',
    detail: JSON.stringify({ status: code === 'P0001' ? 400 : 500, headers: {} }),
  });
}
