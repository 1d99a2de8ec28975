/** The contents of a vendor's body: each field under the name that its sender knows. */
export type ToldFields = {
  fields: readonly (readonly [name: string, value: unknown])[];
  /** A test of the connection: it is answered, and no lead is contacted. */
  isTest: boolean;
};

/** Reads a vendor's format. Null: the body has another one, and is read as generic. */
export type Preset = (body: Record<string, unknown>) => ToldFields | null;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? Object.values(value).filter(isObject) : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Fields at the top of a body; objects are left to other functions. */
export function topFields(
  body: Record<string, unknown>,
  without: readonly string[] = [],
): [string, unknown][] {
  return Object.entries(body).filter(([name]) => !without.includes(name));
}
