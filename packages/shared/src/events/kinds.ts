import type { z } from 'zod';
import { LeadRow } from '../domain/lead.ts';
import * as rows from './rows.ts';
import * as texts from './text-rows.ts';

/** One kind of row that the log tells of. */
export type Kind = {
  /** Its name in a snapshot. */
  list: string;
  /** What is told of it, and no column more. */
  row: z.ZodObject;
  /** The columns that tell a row from all others, and all that is said of one that is gone. */
  key: readonly string[];
  /** The column that says how new a row is. Null: there are few, and a snapshot holds them all. */
  place: string | null;
  /** Many belong to one row of another kind: a snapshot holds more of them, and oldest first. */
  isPart?: true;
  /** Told to the one whose id its topic names, and to nobody else. */
  isPrivate?: true;
  /** When a lead is deleted, its rows of this kind are gone. */
  goesWithLead?: true;
};

/**
 * What the log tells of, by the noun that its events are named by. A new kind is a line here, a
 * shape, and a line with its table in supabase/schema (`private.tell_of`); a test compares the three.
 */
export const KINDS = {
  lead: { list: 'leads', row: LeadRow, key: ['id'], place: 'id' },
  call: { list: 'calls', row: rows.CallRow, key: ['id'], place: 'created_at' },
  transcript: {
    list: 'transcripts',
    row: rows.TurnRow,
    key: ['id'],
    place: 'id',
    isPart: true,
    goesWithLead: true,
  },
  analysis: {
    list: 'analyses',
    row: rows.AnalysisRow,
    key: ['id'],
    place: 'created_at',
    goesWithLead: true,
  },
  appointment: {
    list: 'appointments',
    row: rows.AppointmentRow,
    key: ['id'],
    place: 'created_at',
    goesWithLead: true,
  },
  suppression: { list: 'suppressions', row: rows.SuppressionRow, key: ['id'], place: 'id' },
  campaign: { list: 'campaigns', row: texts.CampaignRow, key: ['id'], place: 'created_at' },
  campaign_step: {
    list: 'campaign_steps',
    row: texts.StepRow,
    key: ['campaign_id', 'position'],
    place: 'created_at',
    isPart: true,
  },
  consent: { list: 'consents', row: texts.ConsentRow, key: ['id'], place: 'id' },
  enrollment: {
    list: 'enrollments',
    row: texts.EnrollmentRow,
    key: ['id'],
    place: 'id',
    goesWithLead: true,
  },
  conversation: {
    list: 'conversations',
    row: texts.ConversationRow,
    key: ['id'],
    place: 'last_activity_at',
    goesWithLead: true,
  },
  conversation_read: {
    list: 'conversation_reads',
    row: texts.ConversationReadRow,
    key: ['reader_id', 'conversation_id'],
    place: 'read_at',
    isPrivate: true,
  },
  note: {
    list: 'notes',
    row: texts.NoteRow,
    key: ['id'],
    place: 'created_at',
    goesWithLead: true,
  },
  message: {
    list: 'messages',
    row: texts.MessageRow,
    key: ['message_id'],
    place: 'created_at',
    isPart: true,
    goesWithLead: true,
  },
  sender: { list: 'senders', row: texts.SenderRow, key: ['sender'], place: null },
  switch: { list: 'switches', row: texts.SwitchRow, key: ['name'], place: null },
} as const satisfies Record<string, Kind>;

export type Kinds = typeof KINDS;
export type Noun = keyof Kinds;
export type RowOf<N extends Noun> = z.infer<Kinds[N]['row']>;

export const ALL_KINDS: [string, Kind][] = Object.entries(KINDS);
