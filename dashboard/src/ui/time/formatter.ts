const kept = new Map<string, Intl.DateTimeFormat>();

/**
 * A formatter, made once for each way of writing: to make one costs seventy times what it costs to use it,
 * and every text of a thread is told by four.
 */
export function formatter(
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = kept.get(key) ?? new Intl.DateTimeFormat(locale, options);
  kept.set(key, known);
  return known;
}
