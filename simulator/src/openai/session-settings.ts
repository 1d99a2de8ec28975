import { z } from 'zod';

const Format = z.union([
  z.strictObject({ type: z.enum(['audio/pcmu', 'audio/pcma']) }),
  z.strictObject({ type: z.literal('audio/pcm'), rate: z.literal(24000).optional() }),
]);

const common = {
  create_response: z.boolean().optional(),
  interrupt_response: z.boolean().optional(),
};
const TurnDetection = z.union([
  z.strictObject({
    type: z.literal('server_vad'),
    threshold: z.number().min(0).max(1).optional(),
    prefix_padding_ms: z.number().int().min(0).optional(),
    silence_duration_ms: z.number().int().min(0).optional(),
    idle_timeout_ms: z.number().int().min(5000).max(30_000).nullish(),
    ...common,
  }),
  z.strictObject({
    type: z.literal('semantic_vad'),
    eagerness: z.enum(['low', 'medium', 'high', 'auto']).optional(),
    ...common,
  }),
]);

const Tool = z.union([
  z.strictObject({
    type: z.literal('function'),
    name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    description: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
  }),
  z.looseObject({ type: z.literal('mcp') }),
]);

const ToolChoice = z.union([
  z.enum(['auto', 'none', 'required']),
  z.strictObject({ type: z.literal('function'), name: z.string() }),
]);

const shared = {
  instructions: z.string().optional(),
  output_modalities: z
    .union([z.tuple([z.literal('audio')]), z.tuple([z.literal('text')])])
    .optional(),
  tools: z.array(Tool).optional(),
  tool_choice: ToolChoice.optional(),
  max_output_tokens: z.union([z.number().int().min(1).max(4096), z.literal('inf')]).optional(),
  prompt: z.unknown().optional(),
  reasoning: z
    .strictObject({ effort: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']) })
    .optional(),
  parallel_tool_calls: z.boolean().optional(),
};

const Output = z.strictObject({
  format: Format.optional(),
  voice: z.union([z.string(), z.strictObject({ id: z.string() })]).optional(),
  speed: z.number().min(0.25).max(1.5).optional(),
});

/** The GA shape of `session.update`. The beta's names are unknown here. */
export const SessionUpdate = z.strictObject({
  type: z.literal('realtime'),
  model: z.string().optional(),
  audio: z
    .strictObject({
      input: z
        .strictObject({
          format: Format.optional(),
          noise_reduction: z.strictObject({ type: z.enum(['near_field', 'far_field']) }).nullish(),
          transcription: z
            .looseObject({
              model: z.string().optional(),
              language: z.string().optional(),
              prompt: z.string().optional(),
            })
            .nullish(),
          turn_detection: TurnDetection.nullish(),
        })
        .optional(),
      output: Output.optional(),
    })
    .optional(),
  truncation: z.unknown().optional(),
  tracing: z.unknown().optional(),
  include: z.unknown().optional(),
  ...shared,
});

/** What one `response.create` may set differently from the session. */
export const ResponseOverride = z.strictObject({
  ...shared,
  audio: z.strictObject({ output: Output.optional() }).optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
  conversation: z.enum(['auto', 'none']).optional(),
  input: z.array(z.unknown()).optional(),
});

export type ResponseOverride = z.output<typeof ResponseOverride>;
type Update = z.output<typeof SessionUpdate>;

export type Settings = {
  instructions: string;
  output_modalities: readonly string[];
  tools: z.output<typeof Tool>[];
  tool_choice: z.output<typeof ToolChoice>;
  max_output_tokens: number | 'inf';
  audio: {
    input: {
      format: z.output<typeof Format>;
      noise_reduction: { type: string } | null;
      transcription: Record<string, unknown> | null;
      turn_detection: z.output<typeof TurnDetection> | null;
    };
    output: { format: z.output<typeof Format>; voice: unknown; speed: number };
  };
};

export function firstSettings(): Settings {
  return {
    instructions: '',
    output_modalities: ['audio'],
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24000 },
        noise_reduction: null,
        transcription: null,
        turn_detection: {
          type: 'server_vad',
          threshold: 0.5,
          prefix_padding_ms: 300,
          silence_duration_ms: 200,
          idle_timeout_ms: null,
          create_response: true,
          interrupt_response: true,
        },
      },
      output: { format: { type: 'audio/pcm', rate: 24000 }, voice: 'alloy', speed: 1 },
    },
  };
}

/** Changes what the update names. Lists and turn detection are replaced whole. */
export function updateSettings(
  settings: Settings,
  { type: _type, model: _model, audio, ...rest }: Update,
): void {
  Object.assign(settings, withoutHoles(rest));
  Object.assign(settings.audio.input, withoutHoles(audio?.input ?? {}));
  Object.assign(settings.audio.output, withoutHoles(audio?.output ?? {}));
}

function withoutHoles(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

export function toolNames(settings: Settings, override: ResponseOverride | null): string[] {
  const choice = override?.tool_choice ?? settings.tool_choice;
  if (choice === 'none') return [];
  const tools = override?.tools ?? settings.tools;
  return tools.flatMap((tool) =>
    'name' in tool && typeof tool.name === 'string' ? [tool.name] : [],
  );
}
