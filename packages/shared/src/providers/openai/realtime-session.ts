import type { Opening } from '../conversation/port.ts';

/** For agents that name none. */
const VOICE = 'marin';

/** The vendor's words for a phone session: µ-law both ways, the server detects turns. */
export function sessionUpdate(opening: Opening, transcribeModel: string) {
  return {
    type: 'session.update',
    session: {
      type: 'realtime',
      instructions: opening.instructions,
      output_modalities: ['audio'],
      audio: {
        input: {
          format: { type: 'audio/pcmu' },
          // No language: leads may speak another one than the agent's, not least to say stop.
          transcription: { model: transcribeModel },
          turn_detection: {
            type: 'server_vad',
            threshold: 0.5,
            prefix_padding_ms: 300,
            silence_duration_ms: 500,
            create_response: true,
            interrupt_response: true,
          },
        },
        output: { format: { type: 'audio/pcmu' }, voice: opening.voice ?? VOICE },
      },
      tools: opening.tools.map((tool) => ({ type: 'function', ...tool })),
      tool_choice: 'auto',
    },
  };
}

/** One text item. What the agent said is `output_text`, everything else `input_text`. */
export function textItem(role: 'user' | 'assistant' | 'system', text: string) {
  const type = role === 'assistant' ? 'output_text' : 'input_text';
  return {
    type: 'conversation.item.create',
    item: { type: 'message', role, content: [{ type, text }] },
  };
}
