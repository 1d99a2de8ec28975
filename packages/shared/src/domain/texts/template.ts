/** `{{first_name|there}}`: a variable and, after the bar, its fallback. */
export type TemplateVariable = {
  name: string;
  fallback: string | null;
  start: number;
  end: number;
};

export type TemplateValues = Readonly<Record<string, string | number | null | undefined>>;

/** `missing` names variables without a value and without a fallback: such a text is not sent. */
export type Rendered = { ok: true; text: string } | { ok: false; missing: string[] };

const VARIABLE = /\{\{\s*(\p{L}[\p{L}\p{M}\p{N}_]*)\s*(?:\|([^{}]*))?\}\}/gu;

export function variablesIn(template: string): TemplateVariable[] {
  return [...template.matchAll(VARIABLE)].map((found) => ({
    name: (found[1] ?? '').toLowerCase(),
    fallback: found[2]?.trim() ?? null,
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** Fills in a template. Values are data: what looks like a variable inside one stays as it is. */
export function render(template: string, values: TemplateValues): Rendered {
  const missing = new Set<string>();
  const text = fill(template, ({ name, fallback }) => {
    const value = Object.hasOwn(values, name) ? oneLine(values[name]) : '';
    if (value === '' && fallback === null) missing.add(name);
    return value || fallback || '';
  });
  if (missing.size > 0) return { ok: false, missing: [...missing] };
  // An empty fallback leaves a gap: "Hi , your car" becomes "Hi, your car".
  return {
    ok: true,
    text: text
      .replace(/ +(?=[,.!?;:])/g, '')
      .replace(/ {2,}/g, ' ')
      .trim(),
  };
}

/** The template with each variable replaced by what the function says. */
export function fill(template: string, by: (variable: TemplateVariable) => string): string {
  let text = '';
  let from = 0;
  for (const variable of variablesIn(template)) {
    text += template.slice(from, variable.start) + by(variable);
    from = variable.end;
  }
  return text + template.slice(from);
}

// A name from a form must not bring paragraphs of its own.
function oneLine(value: string | number | null | undefined): string {
  return String(value ?? '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}
