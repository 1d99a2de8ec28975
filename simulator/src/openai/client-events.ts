import { z } from 'zod';
import { ResponseOverride, SessionUpdate } from './session-settings.ts';

const MessageItem = z.strictObject({
  id: z.string().optional(),
  object: z.string().optional(),
  status: z.string().optional(),
  type: z.literal('message'),
  role: z.enum(['user', 'assistant', 'system']),
  content: z
    .array(
      z.union([
        z.strictObject({ type: z.enum(['input_text', 'output_text']), text: z.string() }),
        z.strictObject({
          type: z.literal('input_audio'),
          audio: z.string(),
          transcript: z.string().optional(),
        }),
        z.strictObject({ type: z.literal('output_audio'), transcript: z.string() }),
      ]),
    )
    .min(1),
});

const CallItem = z.strictObject({
  id: z.string().optional(),
  object: z.string().optional(),
  status: z.string().optional(),
  type: z.literal('function_call'),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
});

const OutputItem = z.strictObject({
  id: z.string().optional(),
  object: z.string().optional(),
  status: z.string().optional(),
  type: z.literal('function_call_output'),
  call_id: z.string(),
  output: z.string(),
});

export const NewItem = z.discriminatedUnion('type', [MessageItem, CallItem, OutputItem]);
export type NewItem = z.output<typeof NewItem>;

const id = { event_id: z.string().max(512).optional() };
const named = <const T extends string>(type: T) => ({ type: z.literal(type), ...id });

/** Every event of a client, except `append`, which is too frequent to be checked this way. */
export const ClientEvent = z.discriminatedUnion('type', [
  z.strictObject({ ...named('session.update'), session: SessionUpdate }),
  z.strictObject(named('input_audio_buffer.commit')),
  z.strictObject(named('input_audio_buffer.clear')),
  z.strictObject({
    ...named('conversation.item.create'),
    item: NewItem,
    previous_item_id: z.string().nullish(),
  }),
  z.strictObject({ ...named('conversation.item.retrieve'), item_id: z.string() }),
  z.strictObject({ ...named('conversation.item.delete'), item_id: z.string() }),
  z.strictObject({
    ...named('conversation.item.truncate'),
    item_id: z.string(),
    content_index: z.number().int().min(0),
    audio_end_ms: z.number().int().min(0),
  }),
  z.strictObject({ ...named('response.create'), response: ResponseOverride.optional() }),
  z.strictObject({ ...named('response.cancel'), response_id: z.string().optional() }),
]);

export type ClientEvent = z.output<typeof ClientEvent>;

export type Complaint = { code: string; message: string; param: string | null };

/** What is wrong with an event, in the vendor's codes; the first fault only, as the vendor does. */
export function complaintAbout(error: z.ZodError, value: Record<string, unknown>): Complaint {
  const issue = flatten(error.issues)[0];
  const path = issue?.path.map(String).join('.') ?? '';
  if (issue === undefined) return { code: 'invalid_value', message: 'Invalid event.', param: null };
  if (issue.code === 'unrecognized_keys') {
    const param = [path, issue.keys[0]].filter(Boolean).join('.');
    return { code: 'unknown_parameter', message: `Unknown parameter: '${param}'.`, param };
  }
  if (path === 'type') {
    return {
      code: 'invalid_value',
      message: `Invalid value: '${String(value['type'])}'.`,
      param: 'type',
    };
  }
  if (valueAt(value, issue.path) === undefined) {
    return {
      code: 'missing_required_parameter',
      message: `Missing required parameter: '${path}'.`,
      param: path,
    };
  }
  return {
    code: 'invalid_value',
    message: `Invalid value for '${path}': ${issue.message}`,
    param: path,
  };
}

/** Of a union the branch that got furthest gives the best message. */
function flatten(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const branches = issue.errors.map((branch) => flatten(branch));
    const best = branches.sort((a, b) => depth(b) - depth(a))[0] ?? [];
    return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  const wrongType = issues.some(({ path }) => path.at(-1) === 'type');
  return wrongType ? -1 : Math.max(0, ...issues.map(({ path }) => path.length));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}
