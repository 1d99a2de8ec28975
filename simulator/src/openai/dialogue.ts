import { type Language, languageOf, wants } from './intents.ts';
import { momentIn } from './when.ts';

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

type Scene = { instructions: string; tools: readonly string[]; memory: readonly Memory[] };

const ASK_BUDGET = 'Great. What is your budget?';
const ASK_TIME = 'Great. When would you like to decide?';
const ASK_WHEN = 'Which day and time would suit you?';
const ANYTHING_ELSE = 'Is there anything else?';
const STILL_THERE = 'Are you still there?';
const SORRY_GOODBYE: Record<Language, string> = {
  en: 'I am sorry to have disturbed you. We will not call you again. Goodbye.',
  fr: 'Je suis désolé de vous avoir dérangé. Nous ne vous appellerons plus. Au revoir.',
  es: 'Disculpe la molestia. No le llamaremos más. Adiós.',
};
/** What the agent reads out to somebody who asks who is calling: a word long enough to break into. */
const LONG_ADDRESS =
  'You can also see all times at www.example-appointments-online-booking.com whenever it suits you, day or night.';
/** Notes about the call, in the words that clients use. */
const SILENT = /\b(silen(t|ce)|quiet|said nothing|says nothing|not (said|spoken))\b/i;
const KEY = /\bpress(ed|es)?\b|\bDTMF\b/i;
const BEGIN = /\bbegin\b.*"([^"]+)"/is;
const GOOD_TIME = 'Is now a good time to talk?';
const ASK_NAME = 'May I ask your name?';
/** Instructions that leave the model without a name say so, and want it asked for. */
const NAMELESS = /\bask for (it|(the|their|the lead's) name)\b/i;
const NAME_TOLD = /\b[Mm]y name is (\p{Lu}[\p{L}'-]+)/u;
const MOST_VAGUE_ANSWERS = 2;
const VAGUE = 'I see.';

/** What the simulated voice model does next. It goes by what was said and by nothing else. */
export function nextReply(scene: Scene): Reply {
  const last = scene.memory.at(-1);
  if (last === undefined) return { text: greeting(scene) };
  if (last.kind === 'result') return afterTool(scene, last.callId, last.output);
  if (last.kind === 'silence') return answerSilence(scene);
  if (last.kind === 'note') return answerNote(scene, last.text);
  if (last.kind === 'user') return answerUser(scene, last);
  if (last.kind === 'agent') return resume(scene);
  return {};
}

function greeting({ instructions }: Scene): string {
  const name = line(instructions, 'Lead name');
  const business = line(instructions, 'Business');
  const hello = name === null ? 'Hello' : `Hello ${name}`;
  const who = business === null ? 'an AI assistant' : `the AI assistant of ${business}`;
  return `${hello}, this is ${who}. ${asksName(instructions) ? ASK_NAME : GOOD_TIME}`;
}

function asksName(instructions: string): boolean {
  return line(instructions, 'Lead name') === null && NAMELESS.test(instructions);
}

type User = Extract<Memory, { kind: 'user' }>;

/** A user's text item may tell about the call instead of repeating what the lead said. */
function isAboutTheCall({ text, via }: User): boolean {
  if (via === 'audio') return false;
  return /^\s*\(.*\)\s*$/s.test(text) || SILENT.test(text) || KEY.test(text);
}

function answerUser(scene: Scene, user: User): Reply {
  if (isAboutTheCall(user)) return answerNote(scene, user.text);
  const hasSpoken = scene.memory.some(({ kind }) => kind === 'agent');
  if (user.via === 'text' && !hasSpoken) return { text: greeting(scene) };
  return answerWords(scene, user.text);
}

/** Does what a note asks for; a note that asks for nothing is passed over. */
function answerNote(scene: Scene, note: string): Reply {
  const begin = BEGIN.exec(note)?.[1];
  if (begin !== undefined) return { text: asAssistant(scene, begin) };
  if (/\basked not to be called\b/i.test(note)) {
    return goodbye(scene, SORRY_GOODBYE[languageOf(lastWords(scene) ?? '')], 'opted out');
  }
  if (KEY.test(note)) return answerWords(scene, note);
  if (/\bgoodbye\b/i.test(note)) {
    return goodbye(scene, 'Thank you for your time. Goodbye.', 'told to end the call');
  }
  if (SILENT.test(note)) return answerSilence(scene);
  if (/\b(cut|reconnect\w*|resum\w*|continu\w*|dropped)\b/i.test(note)) return resume(scene);
  return nextReply({ ...scene, memory: scene.memory.slice(0, -1) });
}

/** The words that a note asked to begin with, where the caller was quicker than the agent. */
function toldGreeting(scene: Scene): string | null {
  for (const entry of scene.memory) {
    const words = entry.kind === 'note' ? BEGIN.exec(entry.text)?.[1] : undefined;
    if (words !== undefined) return asAssistant(scene, words);
  }
  return null;
}

/** A greeting in the client's words, with the disclosure if they lack it. */
function asAssistant(scene: Scene, words: string): string {
  if (/\bAI\b/.test(words)) return words;
  const business = line(scene.instructions, 'Business');
  return `${words} I am ${business === null ? 'an AI assistant' : `the AI assistant of ${business}`}.`;
}

/** The conversation goes on though nobody spoke since: the line was cut, or the client asked again. */
function resume(scene: Scene): Reply {
  const words = lastWords(scene);
  if (words === null) {
    const hasSpoken = scene.memory.some(({ kind }) => kind === 'agent');
    return { text: hasSpoken ? STILL_THERE : greeting(scene) };
  }
  const again = answerWords(scene, words);
  // What was done once must not be done again only because the line was cut.
  const isSafe = again.call === undefined;
  return { text: `Sorry, the line was cut. ${isSafe ? again.text : ANYTHING_ELSE}` };
}

function lastWords({ memory }: Scene): string | null {
  const last = memory.findLast((entry) => entry.kind === 'user' && !isAboutTheCall(entry));
  return last?.kind === 'user' ? last.text : null;
}

function answerSilence(scene: Scene): Reply {
  const asked = scene.memory.some((entry) => entry.kind === 'agent' && entry.text === STILL_THERE);
  if (!asked) return { text: STILL_THERE };
  return goodbye(
    scene,
    'I cannot hear you. I will try another time. Goodbye.',
    'the line is silent',
  );
}

function answerWords(scene: Scene, said: string): Reply {
  const language = languageOf(said);
  if (wants('opt_out', said)) {
    return act(scene, 'mark_do_not_call', { words: said }, () =>
      goodbye(scene, SORRY_GOODBYE[language], 'opted out'),
    );
  }
  if (wants('human', said)) {
    return act(scene, 'request_human', { reason: said }, () => ({
      text: 'One moment, I will connect you.',
    }));
  }
  if (wants('voicemail', said)) {
    return goodbye(scene, messageAfterTone(scene), 'voicemail');
  }
  const name = NAME_TOLD.exec(said)?.[1];
  if (name !== undefined && lastAgentText(scene)?.endsWith(ASK_NAME)) {
    return { text: `Thank you, ${name}. ${GOOD_TIME}` };
  }
  if (wants('callback', said)) return planCallback(scene, said);
  if (wants('not_interested', said)) {
    return goodbye(scene, 'Thank you for letting me know. Goodbye.', 'not interested');
  }
  if (wants('robot', said))
    return { text: 'Yes, I am an AI assistant, not a person. Are you still looking?' };
  if (wants('who', said)) return { text: LONG_ADDRESS };
  if (wants('price', said))
    return { text: `The price is nineteen thousand nine hundred. ${ANYTHING_ELSE}` };
  const wasAskedWhen = lastAgentText(scene) === ASK_WHEN;
  if (wants('booking', said) || wasAskedWhen) return book(scene, said);
  if (wants('budget', said) && !hasSaid(scene, ASK_TIME)) return { text: ASK_TIME };
  if (wants('budget', said) || wants('timeline', said)) {
    return { text: `Thank you, I have noted that. ${ANYTHING_ELSE}` };
  }
  if (wants('interest', said)) return { text: ASK_BUDGET };
  if (wants('goodbye', said))
    return goodbye(scene, 'Thank you for your time. Goodbye.', 'the conversation is over');
  return answerVaguely(scene);
}

/** What is left on a machine: for whom, who called, and why. */
function messageAfterTone({ instructions }: Scene): string {
  const name = line(instructions, 'Lead name');
  const business = line(instructions, 'Business');
  const reason = line(instructions, 'Reason of the call');
  const hello = name === null ? 'Hello' : `Hello ${name}`;
  const who = business === null ? 'an AI assistant' : `the AI assistant of ${business}`;
  const why = reason === null ? 'It is about your request.' : `It is about this: ${reason}`;
  return `${hello}, this is a message from ${who}. ${why} We will try again another time. Goodbye.`;
}

function answerVaguely(scene: Scene): Reply {
  const agent = scene.memory.filter(({ kind }) => kind === 'agent');
  if (agent.length === 0) return { text: toldGreeting(scene) ?? greeting(scene) };
  if (agent.length === 1)
    return { text: 'I am calling about your request. Are you still interested?' };
  const vague = agent.filter((entry) => entry.kind === 'agent' && entry.text.startsWith(VAGUE));
  if (vague.length >= MOST_VAGUE_ANSWERS) {
    return goodbye(scene, 'Thank you for your time. Goodbye.', 'nothing more to say');
  }
  return { text: `${VAGUE} ${ANYTHING_ELSE}` };
}

function book(scene: Scene, said: string): Reply {
  const moment = momentIn(said, nowLocal(scene));
  if (moment === null || moment.local === null) return { text: ASK_WHEN };
  const { words, local } = moment;
  return act(scene, 'book_appointment', { starts_at_local: local, words }, () => booked(words));
}

function booked(words: string): Reply {
  return { text: `You are booked for ${words}. ${ANYTHING_ELSE}` };
}

function planCallback(scene: Scene, said: string): Reply {
  const moment = momentIn(said, nowLocal(scene));
  const wish = { when_local: moment?.local ?? null, words: moment?.words ?? said };
  return act(scene, 'request_callback', wish, () => callbackPlanned(scene, moment?.words ?? null));
}

function callbackPlanned(scene: Scene, words: string | null): Reply {
  const promise = words === null ? 'We will call you back.' : `We will call you back ${words}.`;
  return goodbye(scene, `${promise} Goodbye.`, 'callback planned');
}

/** Uses a tool if the session offers it; else only says what it would have said afterwards. */
function act(
  { tools }: Scene,
  name: string,
  args: Record<string, unknown>,
  otherwise: () => Reply,
): Reply {
  return tools.includes(name) ? { call: { name, arguments: args } } : otherwise();
}

function afterTool(scene: Scene, callId: string, output: string): Reply {
  const call = scene.memory.find((entry) => entry.kind === 'call' && entry.callId === callId);
  if (call?.kind !== 'call') return {};
  const words = String(call.arguments['words'] ?? '');
  if (call.name === 'end_call') return {};
  if (call.name === 'mark_do_not_call')
    return goodbye(scene, SORRY_GOODBYE[languageOf(words)], 'opted out');
  if (isFailure(output)) {
    return goodbye(
      scene,
      'I am sorry, that did not work. A colleague will get back to you. Goodbye.',
      'a tool failed',
    );
  }
  if (call.name === 'book_appointment') return booked(words);
  if (call.name === 'request_human') return { text: 'One moment, I will connect you.' };
  if (call.name === 'request_callback') {
    return callbackPlanned(scene, call.arguments['when_local'] === null ? null : words);
  }
  return { text: `Thank you. ${ANYTHING_ELSE}` };
}

function isFailure(output: string): boolean {
  try {
    const value: unknown = JSON.parse(output);
    return (
      typeof value === 'object' &&
      value !== null &&
      ('error' in value || ('ok' in value && value.ok === false))
    );
  } catch {
    return false;
  }
}

function goodbye({ tools }: Scene, text: string, reason: string): Reply {
  return tools.includes('end_call')
    ? { text, call: { name: 'end_call', arguments: { reason } } }
    : { text };
}

function hasSaid({ memory }: Scene, text: string): boolean {
  return memory.some((entry) => entry.kind === 'agent' && entry.text.endsWith(text));
}

function lastAgentText({ memory }: Scene): string | null {
  const last = memory.findLast(({ kind }) => kind === 'agent');
  return last?.kind === 'agent' ? last.text : null;
}

function nowLocal({ instructions }: Scene): string {
  const found = /Now \(lead's local time\):\s*(\d{4}-\d\d-\d\dT\d\d:\d\d)/.exec(instructions);
  return found?.[1] ?? new Date().toISOString().slice(0, 16);
}

function line(instructions: string, name: string): string | null {
  return new RegExp(`^\\s*${name}:[ \\t]*(\\S.*?)\\s*$`, 'im').exec(instructions)?.[1] ?? null;
}
