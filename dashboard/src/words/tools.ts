import { quoted } from './state-words.ts';

/** What a tool of the agent does, and what it has done. */
const WORDS: Record<string, readonly [does: string, done: string]> = {
  book_appointment: ['Books an appointment', 'Booked an appointment'],
  request_callback: ['Notes a callback', 'Noted a callback'],
  request_human: ['Asks for a person', 'Asked for a person'],
  mark_do_not_call: ['Records the opt-out', 'Recorded the opt-out'],
  end_call: ['Ends the call', 'Ended the call'],
};

export const KNOWN_TOOLS = Object.keys(WORDS);

export function toolWords(name: string, isRunning: boolean): string {
  const words = WORDS[name];
  if (!words) return isRunning ? `${quoted(name)}…` : quoted(name);
  return isRunning ? `${words[0]}…` : words[1];
}
