const LANGUAGES = 'en fr de es it nl pt sv nb da fi ja ko zh zh-Hant ar he'.split(' ');
const ALSO: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  america: 'US',
  'united states of america': 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  uae: 'AE',
  holland: 'NL',
};

let byName: Map<string, string> | undefined;

/** The two-letter code of a country, from its code or from its name in any supported language. */
export function countryIn(text: string): string | null {
  const name = text.trim().toLowerCase();
  if (/^[a-z]{2}$/.test(name) && name !== 'uk') {
    const code = name.toUpperCase();
    return nameOf('en', code) === null ? null : code;
  }
  byName ??= namesOfAll();
  return byName.get(name) ?? ALSO[name] ?? null;
}

// The runtime knows the names; this table inverts it once.
function namesOfAll(): Map<string, string> {
  const names = new Map<string, string>();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((one) => letters.map((two) => one + two)).filter(isCurrent);
  for (const language of LANGUAGES) {
    for (const code of codes) {
      const name = nameOf(language, code)?.toLowerCase();
      if (name && !names.has(name)) names.set(name, code);
    }
  }
  return names;
}

/** A code of a former country is skipped: the name is its successor's. */
function isCurrent(code: string): boolean {
  return (
    nameOf('en', code) !== null && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
  );
}

const displays = new Map<string, Intl.DisplayNames>();

function nameOf(language: string, code: string): string | null {
  let display = displays.get(language);
  if (!display) {
    display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    displays.set(language, display);
  }
  return display.of(code) ?? null;
}
