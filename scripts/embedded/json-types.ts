const serialize = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
const parse = (text: string): unknown => JSON.parse(text);

/**
 * A function's arguments come as JSON text already. The postgres driver would take such text for a
 * value and quote it once more: the function would get one string instead of an object.
 */
export const JSON_TYPES = {
  json: { to: 114, from: [114], serialize, parse },
  jsonb: { to: 3802, from: [3802], serialize, parse },
};
