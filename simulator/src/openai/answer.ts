import { Ajv, type ValidateFunction } from 'ajv';
import { judgeCall } from './judge-call.ts';
import { judgeOptOut, Utterance } from './judge-opt-out.ts';
import { Transcript } from './judgement.ts';
import { lastUserText, type ResponseRequest } from './response-request.ts';
import { smallestInstance } from './smallest-instance.ts';
import { Thread, writeReply } from './write-reply.ts';

/** Which request gets a scripted answer, by its schema's name; null when its text is not understood. */
const WRITERS: Record<string, (input: unknown) => unknown> = {
  conversation_analysis(input) {
    const transcript = Transcript.safeParse(input);
    return transcript.success ? judgeCall(transcript.data) : null;
  },
  opt_out_judgement(input) {
    const utterance = Utterance.safeParse(input);
    return utterance.success ? judgeOptOut(utterance.data) : null;
  },
  sms_reply(input) {
    const thread = Thread.safeParse(input);
    return thread.success ? writeReply(thread.data) : null;
  },
};

/** The object that a request with a schema gets: a judgement, or the least that fits. */
export function answerFor(
  request: ResponseRequest,
): { kind: 'text'; text: string } | { kind: 'object'; object: unknown } {
  const format = request.text?.format;
  if (format === undefined || format.type !== 'json_schema' || !('schema' in format)) {
    return { kind: 'text', text: 'This is a simulated answer.' };
  }
  const { schema } = format;
  const write = WRITERS[format.name];
  const judged = write === undefined ? null : write(jsonIn(lastUserText(request)));
  const ordered = judged === null ? null : inOrderOf(schema, judged);
  if (ordered !== null && fits(schema, ordered)) return { kind: 'object', object: ordered };
  return { kind: 'object', object: smallestInstance(schema) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const MOST_VALIDATORS = 100;
const validators = new Map<string, ValidateFunction>();

/** Whether a value fits a schema. Compiling costs much more than checking, so it is done once each. */
export function fits(schema: unknown, value: unknown): boolean {
  if (!isObject(schema)) return false;
  const name = JSON.stringify(schema);
  const known = validators.get(name);
  if (known !== undefined) return known(value);
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const made = ajv.compile(withoutDialect(schema));
  if (validators.size >= MOST_VALIDATORS) validators.clear();
  validators.set(name, made);
  return made(value);
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
