import { Ajv } from 'ajv';
import { judgeCall, Transcript } from './judge-call.ts';
import { lastUserText, type ResponseRequest } from './response-request.ts';
import { smallestInstance } from './smallest-instance.ts';

const ANALYSIS = 'conversation_analysis';

/** The object that a request with a schema gets: a judgement, or the least that fits. */
export function answerFor(
  request: ResponseRequest,
): { kind: 'text'; text: string } | { kind: 'object'; object: unknown } {
  const format = request.text?.format;
  if (format === undefined || format.type !== 'json_schema' || !('schema' in format)) {
    return { kind: 'text', text: 'This is a simulated answer.' };
  }
  const { schema } = format;
  const judged = format.name === ANALYSIS ? judgementOf(lastUserText(request)) : null;
  const ordered = judged === null ? null : inOrderOf(schema, judged);
  if (ordered !== null && fits(schema, ordered)) return { kind: 'object', object: ordered };
  return { kind: 'object', object: smallestInstance(schema) };
}

function judgementOf(text: string): unknown {
  try {
    const transcript = Transcript.safeParse(JSON.parse(text));
    return transcript.success ? judgeCall(transcript.data) : null;
  } catch {
    return null;
  }
}

function fits(schema: unknown, value: unknown): boolean {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  return (
    typeof schema === 'object' &&
    schema !== null &&
    ajv.validate(withoutDialect(schema), value) === true
  );
}

/** The validator knows the keywords in use here by one dialect's name only. */
function withoutDialect(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$schema'));
}

/** The same value with its keys in the schema's order, as strict mode writes them. */
function inOrderOf(schema: unknown, value: unknown): unknown {
  if (!isObject(schema)) return value;
  if (Array.isArray(value)) return value.map((item) => inOrderOf(schema['items'], item));
  if (!isObject(value)) return value;
  const branches = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [schema];
  const shape = branches.find((branch) => isObject(branch) && isObject(branch['properties']));
  const properties = isObject(shape) && isObject(shape['properties']) ? shape['properties'] : {};
  const names = [
    ...Object.keys(properties),
    ...Object.keys(value).filter((name) => !(name in properties)),
  ];
  return Object.fromEntries(
    names
      .filter((name) => name in value)
      .map((name) => [name, inOrderOf(properties[name], value[name])]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
