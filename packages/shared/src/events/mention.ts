import type { CallSignalEvent } from './call-signal.ts';
import type { PresenceEvent } from './presence.ts';

/** What is told to listeners of the live log beside it: whoever does not hear it now never does. */
export type Mention = PresenceEvent | CallSignalEvent;
