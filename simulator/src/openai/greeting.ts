import { BEGIN, line, type Scene } from './scene.ts';

export const GOOD_TIME = 'Is now a good time to talk?';
export const ASK_NAME = 'May I ask your name?';
/** Instructions that leave the model without a name say so, and want it asked for. */
const NAMELESS = /\bask for (it|(the|their|the lead's) name)\b/i;

export function greeting({ instructions }: Scene): string {
  const name = line(instructions, 'Lead name');
  const business = line(instructions, 'Business');
  const hello = name === null ? 'Hello' : `Hello ${name}`;
  const who = business === null ? 'an AI assistant' : `the AI assistant of ${business}`;
  return `${hello}, this is ${who}. ${asksName(instructions) ? ASK_NAME : GOOD_TIME}`;
}

function asksName(instructions: string): boolean {
  return line(instructions, 'Lead name') === null && NAMELESS.test(instructions);
}

/** The words that a note asked to begin with, where the caller was quicker than the agent. */
export function toldGreeting(scene: Scene): string | null {
  for (const entry of scene.memory) {
    const words = entry.kind === 'note' ? BEGIN.exec(entry.text)?.[1] : undefined;
    if (words !== undefined) return asAssistant(scene, words);
  }
  return null;
}

/** A greeting in the client's words, with the disclosure if they lack it. */
export function asAssistant(scene: Scene, words: string): string {
  if (/\bAI\b/.test(words)) return words;
  const business = line(scene.instructions, 'Business');
  return `${words} I am ${business === null ? 'an AI assistant' : `the AI assistant of ${business}`}.`;
}

/** What is left on a machine: for whom, who called, and why. */
export function messageAfterTone({ instructions }: Scene): string {
  const name = line(instructions, 'Lead name');
  const business = line(instructions, 'Business');
  const reason = line(instructions, 'Reason of the call');
  const hello = name === null ? 'Hello' : `Hello ${name}`;
  const who = business === null ? 'an AI assistant' : `the AI assistant of ${business}`;
  const why = reason === null ? 'It is about your request.' : `It is about this: ${reason}`;
  return `${hello}, this is a message from ${who}. ${why} We will try again another time. Goodbye.`;
}
