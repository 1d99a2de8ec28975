/** A server that is asked for a stream answers at once, or it is away. */
const PATIENCE_MS = 5_000;

/**
 * Why a stream is refused, in the server's words; null: it is not, or the server is away. A browser does
 * not tell a page what was answered to an EventSource, so it is asked for once more.
 */
export async function readRefusal(ask: typeof fetch = fetch): Promise<string | null> {
  const enough = new AbortController();
  const timer = setTimeout(() => enough.abort(), PATIENCE_MS);
  try {
    const { status, json } = await head(ask, enough.signal);
    if (status !== 429) return null;
    const { detail } = (await json()) as { detail?: unknown };
    return typeof detail === 'string' ? detail : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    // Opened after all, it is not what the page listens to.
    enough.abort();
  }
}

async function head(ask: typeof fetch, signal: AbortSignal) {
  const answer = await ask('/api/live', { headers: { accept: 'text/event-stream' }, signal });
  return { status: answer.status, json: () => answer.json() as Promise<unknown> };
}
