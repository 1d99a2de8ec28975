import type { Warning } from './field.ts';

/** Limits for one value, and for all custom values of one lead. */
const VALUE_CHARS = 2_000;
const ALL_BYTES = 16_384;
const DEEPEST = 8;
/** Fields that a form may carry and that must not be stored with a lead. */
const SECRET = /secret|passw|token|captcha|api_?key|google_key|signature|nonce|csrf/i;

/**
 * The sender's own fields, and values that did not fit elsewhere, as received and under their own
 * names.
 */
export function createCustomFields(guard: (text: string) => string) {
  const kept = new Map<string, unknown>();
  let bytes = 0;

  /** True: it is stored, or there was nothing to store. */
  function keep(name: string, value: unknown): Warning | null {
    const plain = storable(value, guard);
    if (plain === undefined || SECRET.test(name)) return null;
    const free = freeName(name, plain);
    if (free === null) return null;
    const size = Buffer.byteLength(JSON.stringify([free, plain]));
    if (bytes + size > ALL_BYTES) {
      return {
        path: name.slice(0, 60),
        message: 'Left out: the lead has too many further fields.',
      };
    }
    bytes += size;
    kept.set(free, plain);
    return typeof value === 'string' && value.length > VALUE_CHARS
      ? { path: name.slice(0, 60), message: `Cut to its first ${VALUE_CHARS} characters.` }
      : null;
  }

  /** Two columns may have one name; the same value is stored once. */
  function freeName(name: string, value: unknown): string | null {
    for (let n = 1; n <= 9; n += 1) {
      const free = n === 1 ? name : `${name} (${n})`;
      if (!kept.has(free)) return free;
      if (JSON.stringify(kept.get(free)) === JSON.stringify(value)) return null;
    }
    return null;
  }

  return {
    keep,
    all: (): Record<string, unknown> | null => (kept.size > 0 ? Object.fromEntries(kept) : null),
  };
}

/** The value as Postgres can store it; undefined if it is empty. */
function storable(value: unknown, guard: (text: string) => string, depth = 0): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') {
    const text = value
      .replaceAll('\0', '')
      .toWellFormed()
      .slice(0, VALUE_CHARS)
      .toWellFormed()
      .trim();
    return text === '' ? undefined : guard(text);
  }
  if (typeof value !== 'object') return value;
  if (depth >= DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((one) => storable(one, guard, depth + 1) ?? null);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '__proto__' && !SECRET.test(name))
      .map(([name, one]) => [
        name.replaceAll('\0', '').toWellFormed(),
        storable(one, guard, depth + 1) ?? null,
      ]),
  );
}
