import type { components } from '../../../api/schema.d.ts';

export type StoryEntry = components['schemas']['TimelineEntry'];
export type Decision = components['schemas']['Decision'];
