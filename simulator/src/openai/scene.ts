/** What has happened in a conversation, as the model remembers it. */
export type Memory =
  | { kind: 'user'; text: string; via: 'audio' | 'text' }
  /** What the client told the model beside the conversation. */
  | { kind: 'note'; text: string }
  | { kind: 'agent'; text: string }
  | { kind: 'call'; callId: string; name: string; arguments: Record<string, unknown> }
  | { kind: 'result'; callId: string; output: string }
  /** The server's own note that nobody has spoken for a while. */
  | { kind: 'silence' };

export type Reply = {
  text?: string;
  call?: { name: string; arguments: Record<string, unknown> };
};

/** What the model goes by. */
export type Scene = { instructions: string; tools: readonly string[]; memory: readonly Memory[] };

/** Notes about the call, in the words that clients use. */
export const SILENT = /\b(silen(t|ce)|quiet|said nothing|says nothing|not (said|spoken))\b/i;
export const KEY = /\bpress(ed|es)?\b|\bDTMF\b/i;
export const BEGIN = /\bbegin\b.*"([^"]+)"/is;

export type User = Extract<Memory, { kind: 'user' }>;

/** A user's text item may tell about the call instead of repeating what the lead said. */
export function isAboutTheCall({ text, via }: User): boolean {
  if (via === 'audio') return false;
  return /^\s*\(.*\)\s*$/s.test(text) || SILENT.test(text) || KEY.test(text);
}

export function lastWords({ memory }: Scene): string | null {
  const last = memory.findLast((entry) => entry.kind === 'user' && !isAboutTheCall(entry));
  return last?.kind === 'user' ? last.text : null;
}

export function hasSaid({ memory }: Scene, text: string): boolean {
  return memory.some((entry) => entry.kind === 'agent' && entry.text.endsWith(text));
}

export function lastAgentText({ memory }: Scene): string | null {
  const last = memory.findLast(({ kind }) => kind === 'agent');
  return last?.kind === 'agent' ? last.text : null;
}

export function nowLocal({ instructions }: Scene): string {
  const found = /Now \(lead's local time\):\s*(\d{4}-\d\d-\d\dT\d\d:\d\d)/.exec(instructions);
  return found?.[1] ?? new Date().toISOString().slice(0, 16);
}

export function line(instructions: string, name: string): string | null {
  return new RegExp(`^\\s*${name}:[ \\t]*(\\S.*?)\\s*$`, 'im').exec(instructions)?.[1] ?? null;
}
