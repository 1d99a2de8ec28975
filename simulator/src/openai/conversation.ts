import { randomBytes } from 'node:crypto';
import { wholeWords } from '../speech.ts';
import type { Memory } from './scene.ts';

/** One item of a conversation, with what only the server knows of it. */
export type Item = {
  id: string;
  status: 'in_progress' | 'completed' | 'incomplete';
  /** Set when the item enters the conversation. */
  previousId: string | null;
  body:
    | {
        type: 'message';
        role: 'user' | 'assistant' | 'system';
        text: string;
        via: 'audio' | 'text';
      }
    | { type: 'function_call'; callId: string; name: string; arguments: string }
    | { type: 'function_call_output'; callId: string; output: string }
    | { type: 'silence' };
};

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(10).toString('hex')}`;
}

/** An item as events show it. */
export function itemJson({ id, status, body }: Item): Record<string, unknown> {
  const base = { id, object: 'realtime.item', status };
  switch (body.type) {
    case 'message':
      return { ...base, type: 'message', role: body.role, content: [contentOf(body)] };
    case 'function_call':
      return {
        ...base,
        type: 'function_call',
        name: body.name,
        call_id: body.callId,
        arguments: body.arguments,
      };
    case 'function_call_output':
      return { ...base, type: 'function_call_output', call_id: body.callId, output: body.output };
    case 'silence':
      return {
        ...base,
        type: 'message',
        role: 'user',
        content: [{ type: 'input_audio', transcript: null }],
      };
  }
}

type Message = Extract<Item['body'], { type: 'message' }>;

function contentOf({ role, text, via }: Message): Record<string, unknown> {
  if (role === 'assistant') {
    return via === 'audio'
      ? { type: 'output_audio', transcript: text }
      : { type: 'output_text', text };
  }
  return via === 'audio' ? { type: 'input_audio', transcript: null } : { type: 'input_text', text };
}

/** The model's memory: only what it said, was told and did. */
export function memoryOf(items: readonly Item[]): Memory[] {
  return items.flatMap(({ body }): Memory[] => {
    if (body.type === 'silence') return [{ kind: 'silence' }];
    if (body.type === 'function_call_output')
      return [{ kind: 'result', callId: body.callId, output: body.output }];
    if (body.type === 'function_call') {
      return [
        {
          kind: 'call',
          callId: body.callId,
          name: body.name,
          arguments: argumentsOf(body.arguments),
        },
      ];
    }
    if (body.role === 'assistant')
      return body.text === '' ? [] : [{ kind: 'agent', text: body.text }];
    if (body.role === 'system') return [{ kind: 'note', text: body.text }];
    return [{ kind: 'user', text: body.text, via: body.via }];
  });
}

function argumentsOf(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What remains of a sentence of which only the first `ms` were heard. */
export function truncated(text: string, ms: number, charMs: number): string {
  const characters = [...text];
  const heard = characters.slice(0, Math.floor(ms / charMs));
  const cutInside = /\S/.test(heard.at(-1) ?? ' ') && /\S/.test(characters[heard.length] ?? ' ');
  return wholeWords(heard.join(''), cutInside);
}
