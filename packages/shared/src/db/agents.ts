import { z } from 'zod';
import type { OpeningHours } from '../domain/meaning/opening-hours.ts';
import { AppError } from '../runtime/errors.ts';
import { type Actor, noted } from './access/activity.ts';
import { type Db, dbError } from './client.ts';
import { AgentRow } from './rows.ts';

export type Agents = ReturnType<typeof createAgents>;

/** What an operator may set for an agent. */
export type AgentInput = {
  business: string;
  prompt: string;
  greeting?: string | null;
  voice?: string;
  language?: string;
  model?: string | null;
  tools?: string[];
  transfer_number?: string | null;
  facts?: string[];
  opening_hours?: OpeningHours | null;
  max_seconds?: number;
};

const UNIQUE_VIOLATION = '23505';

export function createAgents(db: Db) {
  return {
    async list(): Promise<AgentRow[]> {
      const { data, error, status } = await db.from('agents').select().order('name').limit(1_000);
      if (error) throw dbError('agents.list', error, status);
      return z.array(AgentRow).parse(data);
    },

    async find(id: string): Promise<AgentRow | null> {
      const { data, error, status } = await db.from('agents').select().eq('id', id).maybeSingle();
      if (error) throw dbError('agents.find', error, status);
      return data ? AgentRow.parse(data) : null;
    },

    /** Names are unique: a second agent of the same name is a conflict. */
    async create(agent: AgentInput & { name: string }, now: Date, by?: Actor): Promise<AgentRow> {
      const at = now.toISOString();
      const { data, error, status } = await db
        .from('agents')
        .insert({ ...agent, created_at: at, updated_at: at, ...noted(by) })
        .select()
        .single();
      if (error?.code === UNIQUE_VIOLATION) throw nameTaken();
      if (error) throw dbError('agents.create', error, status);
      return AgentRow.parse(data);
    },

    async update(
      id: string,
      change: Partial<AgentInput & { name: string }>,
      now: Date,
      by?: Actor,
    ): Promise<AgentRow> {
      const { data, error, status } = await db
        .from('agents')
        .update({ ...change, updated_at: now.toISOString(), ...noted(by) })
        .eq('id', id)
        .select()
        .maybeSingle();
      if (error?.code === UNIQUE_VIOLATION) throw nameTaken();
      if (error) throw dbError('agents.update', error, status);
      if (!data) throw new AppError('not_found', 'There is no such agent.');
      return AgentRow.parse(data);
    },
  };
}

function nameTaken(): AppError {
  return new AppError('conflict', 'An agent of this name exists already.');
}
