import { z } from 'zod';

const Content = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
]);

/** The parts of `POST /v1/responses` that the simulator reads. Others are allowed. */
export const ResponseRequest = z.looseObject({
  model: z.string().min(1),
  input: z.union([
    z.string(),
    z.array(z.looseObject({ role: z.string().optional(), content: Content.optional() })),
  ]),
  instructions: z.string().nullish(),
  max_output_tokens: z.number().int().min(16).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  store: z.boolean().nullish(),
  stream: z.literal(false).nullish(),
  text: z
    .looseObject({
      format: z
        .union([
          z.looseObject({
            type: z.literal('json_schema'),
            name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
            schema: z.record(z.string(), z.unknown()),
            strict: z.boolean().nullish(),
          }),
          z.looseObject({ type: z.enum(['text', 'json_object']) }),
        ])
        .optional(),
    })
    .optional(),
});

export type ResponseRequest = z.output<typeof ResponseRequest>;

/** The text of the user's last message. */
export function lastUserText({ input }: ResponseRequest): string {
  if (typeof input === 'string') return input;
  const item = input.findLast(({ role }) => role === 'user');
  const content = item?.content ?? '';
  return typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');
}
