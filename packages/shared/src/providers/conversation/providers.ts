import { createOpenaiRealtime, type OpenaiRealtimeConfig } from '../openai/realtime.ts';
import type { ConversationModel } from './port.ts';

/** The voice that holds our calls. */
export const createConversationModel = (config: {
  openai: OpenaiRealtimeConfig;
}): ConversationModel => createOpenaiRealtime(config.openai);
