type Connection = { normalizeDbError(error: unknown): unknown };

/**
 * Raised in SQL, lost a race, ran too long, may not write: classes the server would call an unknown
 * fault. Beside each the status with which PostgREST sends it.
 */
const CLASSES = {
  P0001: 400,
  P0: 500,
  '08': 503,
  '25006': 405,
  '25': 500,
  '40': 500,
  '53': 503,
  '55': 500,
  '57': 500,
  '58': 500,
} as const satisfies Record<string, number>;

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
  const [, status] = Object.entries(CLASSES)
    .sort(([one], [other]) => other.length - one.length)
    .find(([known]) => code.startsWith(known)) ?? [null, null];
  if (code.length !== 5 || status === null) return undefined;
  const { message } = error;
  const details = 'detail' in error ? (error.detail ?? null) : null;
  const hint = 'hint' in error ? (error.hint ?? null) : null;
  return Object.assign(new Error(JSON.stringify({ code, message, details, hint })), {
    code: 'PGRST',
    detail: JSON.stringify({ status, headers: {} }),
  });
}
