import type { Noun, RowOf } from '@ringback/shared/events/kinds.ts';

export type { Noun, RowOf };

/** The columns that tell a row from all others. A test compares them with what the log tells of. */
export const KEYS: Record<Noun, readonly string[]> = {
  lead: ['id'],
  call: ['id'],
  transcript: ['id'],
  analysis: ['id'],
  appointment: ['id'],
  suppression: ['id'],
  campaign: ['id'],
  campaign_step: ['campaign_id', 'position'],
  consent: ['id'],
  enrollment: ['id'],
  conversation: ['id'],
  conversation_read: ['reader_id', 'conversation_id'],
  message: ['message_id'],
  note: ['id'],
  sender: ['sender'],
  switch: ['name'],
};

/** The column by which the parts of one row are found. */
export const PARENT = {
  message: 'conversation_id',
  transcript: 'call_sid',
  campaign_step: 'campaign_id',
} as const satisfies Partial<Record<Noun, string>>;
