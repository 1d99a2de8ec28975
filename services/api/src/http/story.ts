import './zod-openapi.ts';
import { STORY, type StoryEntry, StoryPlace } from '@ringback/shared/db/leads/lead-story.ts';
import { z } from 'zod';
import { moment } from './fields.ts';

const entry = <K extends keyof typeof STORY>(kind: K) =>
  z.object({ kind: z.literal(kind), at: z.string(), [kind]: STORY[kind] });

/** One thing that happened with a lead. */
export const TimelineEntry = z
  .discriminatedUnion('kind', [
    entry('arrival'),
    entry('consent'),
    entry('enrollment'),
    entry('call'),
    entry('text'),
    entry('decision'),
    entry('analysis'),
    entry('appointment'),
    entry('ownership'),
    entry('note'),
    entry('correction'),
    entry('assignment'),
    entry('suppression'),
  ])
  .openapi('TimelineEntry');

/** Where the page before begins. */
export const StoryPosition = StoryPlace.extend({ at: moment });

/** As it is answered: what it tells stands under the name of its kind. */
export const entryOf = ({ kind, at, told }: StoryEntry) => ({ kind, at, [kind]: told });
