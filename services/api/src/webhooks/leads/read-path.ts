const STEP = /([^.[\]]+)|\[([^=[\]]+)=([^[\]]*)\]/gy;
const DEEPEST = 12;

/**
 * The place of one value in a form's body: `data.phone`, `answers.0.text`,
 * `fields[name=phone].value`.
 */
export function isPath(path: string): boolean {
  return stepsOf(path) !== null;
}

type Step = { key: string } | { where: string; is: string };

function stepsOf(path: string): Step[] | null {
  const steps: Step[] = [];
  let rest = 0;
  while (rest < path.length) {
    if (path[rest] === '.' && steps.length > 0) rest += 1;
    STEP.lastIndex = rest;
    const found = STEP.exec(path);
    if (!found) return null;
    const [whole, key, where, is] = found;
    steps.push(key === undefined ? { where: where ?? '', is: is ?? '' } : { key });
    rest += whole.length;
  }
  return steps.length > 0 && steps.length <= DEEPEST ? steps : null;
}

/** The value at a path; undefined if there is none. Only own properties of the body are read. */
export function readPath(body: unknown, path: string): unknown {
  // A field may have dots in its own name, as in forms sent as plain pairs.
  const whole = own(body, path);
  if (whole !== undefined) return whole;
  let value: unknown = body;
  for (const step of stepsOf(path) ?? [{ key: path }]) {
    if ('key' in step) value = own(value, step.key);
    else if (Array.isArray(value)) {
      value = value.find((entry) => String(own(entry, step.where)) === step.is);
    } else return undefined;
  }
  return value;
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
