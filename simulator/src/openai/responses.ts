import { timingSafeEqual } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { World } from '../world.ts';
import { answerFor, fits } from './answer.ts';
import { newId } from './conversation.ts';
import { drawMisbehaviour, type Misbehaviour, spoil } from './misbehaviour.ts';
import { lastUserText, ResponseRequest } from './response-request.ts';
import { refuseSchema } from './schema-rules.ts';

/** OpenAI's REST routes, below `/v1`. */
export function responseRoutes(world: World): Router {
  const router = express.Router();
  router.use(authenticate(world.config.openaiKey), express.json({ limit: '10mb' }));
  router.get('/models', (_req, res) => {
    res.json({
      object: 'list',
      data: [{ id: 'gpt-realtime-2.1', object: 'model', owned_by: 'simulator' }],
    });
  });
  router.post('/responses', (req, res) => respond(world, req, res));
  router.use((req, res) =>
    fail(
      res,
      404,
      'invalid_request_error',
      null,
      `Unknown request URL: ${req.method} ${req.path}.`,
    ),
  );
  return router;
}

function respond(world: World, req: Request, res: Response): void {
  const parsed = ResponseRequest.safeParse(req.body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const param = issue?.path.map(String).join('.') ?? null;
    fail(
      res,
      400,
      'invalid_request_error',
      'invalid_value',
      issue?.message ?? 'Invalid body.',
      param,
    );
    return;
  }
  const request = parsed.data;
  const format = request.text?.format;
  if (format?.type === 'json_schema' && 'schema' in format && format.strict === true) {
    const wrong = refuseSchema(format.schema);
    if (wrong !== null) {
      const message = `Invalid schema for response_format '${format.name}': ${wrong}`;
      fail(res, 400, 'invalid_request_error', 'invalid_json_schema', message, 'text.format.schema');
      return;
    }
  }
  res.setHeader('x-request-id', newId('req'));
  res.setHeader('openai-processing-ms', '12');
  const trouble = drawMisbehaviour(world, lastUserText(request));
  if (trouble !== null && refuseWith(trouble, res)) return;
  res.json(answerJson(request, trouble));
}

/** The faults that leave no answer at all. True when this was one of them. */
function refuseWith(trouble: Misbehaviour, res: Response): boolean {
  if (trouble === 'hang') return true;
  if (trouble === 'error_500') {
    fail(res, 500, 'server_error', null, 'The server had an error while processing your request.');
    return true;
  }
  if (trouble === 'rate_limited') {
    res.setHeader('retry-after-ms', '250');
    fail(res, 429, 'requests', 'rate_limit_exceeded', 'Rate limit reached.');
    return true;
  }
  if (trouble === 'insufficient_quota') {
    fail(res, 429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.');
    return true;
  }
  return false;
}

function answerJson(request: ResponseRequest, trouble: Misbehaviour | null) {
  const answer = answerFor(request);
  const object = answer.kind === 'object' ? spoiled(request, answer.object, trouble) : null;
  const whole = answer.kind === 'text' ? answer.text : JSON.stringify(object);
  const text = trouble === 'half_json' ? whole.slice(0, whole.length >> 1) : whole;
  const reasoning = { id: newId('rs'), type: 'reasoning', summary: [] };
  const content =
    trouble === 'refusal'
      ? { type: 'refusal', refusal: 'I am sorry, I cannot help with that.' }
      : { type: 'output_text', text, annotations: [], logprobs: [] };
  const message = {
    id: newId('msg'),
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [content],
  };
  const isCut = trouble === 'incomplete';
  const inputTokens = Math.ceil(JSON.stringify(request.input).length / 4);
  const outputTokens = Math.ceil(text.length / 4) + 32;
  return {
    id: newId('resp'),
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: isCut ? 'incomplete' : 'completed',
    error: null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    model: request.model,
    output: isCut ? [reasoning] : [reasoning, message],
    metadata: request.metadata ?? {},
    store: request.store ?? true,
    text: request.text ?? { format: { type: 'text' } },
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 32 },
      total_tokens: inputTokens + outputTokens,
    },
  };
}

function spoiled(request: ResponseRequest, object: unknown, trouble: Misbehaviour | null): unknown {
  const format = request.text?.format;
  const schema = format !== undefined && 'schema' in format ? format.schema : {};
  return spoil(object, trouble, lastUserText(request), (way) => fits(schema, way));
}

function authenticate(key: string): RequestHandler {
  const expected = Buffer.from(`Bearer ${key}`);
  return (req, res, next) => {
    const given = Buffer.from(req.headers.authorization ?? '');
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next();
    fail(res, 401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.');
  };
}

function fail(
  res: Response,
  status: number,
  type: string,
  code: string | null,
  message: string,
  param: string | null = null,
): void {
  res.status(status).json({ error: { message, type, param, code } });
}
