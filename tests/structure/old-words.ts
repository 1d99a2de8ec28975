/** A word of the old dialect in one file. */
type Use = { file: string; word: string; why: string };

/** Where a word of the list is right, and why. */
export const EXCEPTIONS: Use[] = [
  {
    file: 'packages/shared/src/domain/opt-out/phrases-english.ts',
    word: 'house',
    why: 'leads say it',
  },
  { file: 'packages/shared/src/domain/meaning/declines.ts', word: 'heard of', why: 'leads say it' },
  {
    file: 'services/media-gateway/src/audio/heard.ts',
    word: 'heard of',
    why: 'part of a text that was played',
  },
  {
    file: 'services/analyzer/src/analyze/analyze-call.ts',
    word: 'heard of',
    why: "the lead's voice",
  },
  {
    file: 'simulator/src/people/hearing.ts',
    word: 'heard of',
    why: 'part of a text that was played',
  },
  { file: 'simulator/src/speech.ts', word: 'heard of', why: 'part of a text that was played' },
  {
    file: 'services/call-worker/src/settle/call-reach.ts',
    word: 'heard of',
    why: 'how much of a reply was played',
  },
  {
    file: 'services/call-worker/src/settle/settlement.ts',
    word: 'heard of',
    why: 'how much of a reply was played',
  },
  {
    file: 'services/media-gateway/src/audio/spoken-items.ts',
    word: 'heard of',
    why: 'how much of a reply was played',
  },
  {
    file: 'services/media-gateway/src/audio/turn-taking.ts',
    word: 'heard of',
    why: 'how much of a reply was played',
  },
  {
    file: 'services/media-gateway/src/record/conversation-log.ts',
    word: 'heard of',
    why: 'how much of a reply was played',
  },
  {
    file: 'packages/shared/src/db/health/inbound-polls.ts',
    word: 'door',
    why: 'a field of the SQL answer',
  },
  {
    file: 'supabase/schema/functions/13_arrivals/begin_inbound_look.sql',
    word: 'door',
    why: 'a field of the answer',
  },
];
