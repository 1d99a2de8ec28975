type Fetch = typeof fetch;

type Options = {
  fetch: Fetch;
  /** A cheap query; fails while the database is unavailable, after a second at most. */
  probe: (fetch: Fetch) => Promise<void>;
  /** How often the probe queries while the database is unavailable. */
  everyMs?: number;
  /** After this long without an answer, a request triggers a probe. */
  patienceMs?: number;
};

const EVERY_MS = 1_000;
const PATIENCE_MS = 1_000;
const GATEWAY_FAILURES = new Set([502, 503, 504]);

/**
 * Once the database cannot be reached, every request fails at once, and only a probe in the
 * background goes on querying. A database that answers any request, however slowly, counts as
 * available.
 */
export function guardDatabase(options: Options) {
  const { fetch: base, probe, everyMs = EVERY_MS, patienceMs = PATIENCE_MS } = options;
  let timer: NodeJS.Timeout | undefined;
  let leaving = new AbortController();
  let away = false;
  let asking = false;
  let stopped = false;
  let answers = 0;

  const guarded: Fetch = async (input, init) => {
    if (away) throw new TypeError('the database is unavailable');
    const impatient = setTimeout(() => void ask(), patienceMs);
    impatient.unref();
    const signals = [leaving.signal, ...(init?.signal ? [init.signal] : [])];
    try {
      const response = await base(input, { ...init, signal: AbortSignal.any(signals) });
      if (GATEWAY_FAILURES.has(response.status)) gone();
      else answers += 1;
      return response;
    } catch (thrown) {
      // A query that took too long is no proof; the probe decides.
      if (isTimeout(thrown)) void ask();
      else gone();
      throw thrown;
    } finally {
      clearTimeout(impatient);
    }
  };

  function gone(): void {
    if (away || stopped) return;
    away = true;
    // Requests that still wait need not wait longer.
    leaving.abort(new TypeError('the database is unavailable'));
    leaving = new AbortController();
    later();
  }

  function later(): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void ask(), everyMs);
    timer.unref();
  }

  async function ask(): Promise<void> {
    if (asking || stopped) return;
    asking = true;
    const before = answers;
    try {
      await probe(base);
      away = false;
    } catch {
      if (away) later();
      else if (answers === before) gone();
    } finally {
      asking = false;
    }
  }

  return {
    fetch: guarded,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function isTimeout(thrown: unknown): boolean {
  return (
    thrown instanceof Error && (thrown.name === 'TimeoutError' || thrown.name === 'AbortError')
  );
}
