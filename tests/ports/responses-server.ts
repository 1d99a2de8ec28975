import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Seen = { url: string; authorization: string; body: Record<string, unknown> };
export type Respond = (res: ServerResponse) => void;

const usage = {
  input_tokens: 900,
  input_tokens_details: { cached_tokens: 512 },
  output_tokens: 120,
  output_tokens_details: { reasoning_tokens: 40 },
  total_tokens: 1020,
};

/** A whole answer as it stands on the wire: no `output_text`, and the reasoning first. */
export function answer(content: object, rest: object = {}) {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_790_000_000,
    status: 'completed',
    error: null,
    incomplete_details: null,
    model: 'gpt-5.4-mini-2026-03-17',
    output: [
      { id: 'rs_1', type: 'reasoning', summary: [] },
      { id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [content] },
    ],
    usage,
    ...rest,
  };
}

export const text = (value: unknown) => ({
  type: 'output_text',
  text: typeof value === 'string' ? value : JSON.stringify(value),
  annotations: [],
});

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Respond =>
  (res) => {
    res.writeHead(status, { 'content-type': 'application/json', ...headers });
    res.end(JSON.stringify(body));
  };

export const error = (type: string, code: string | null) => ({
  error: { message: 'Something about +12025550123.', type, code, param: null },
});

/** A server that answers every request in one way, and keeps what it was asked. */
export async function serveResponses(respond: Respond) {
  const seen: Seen[] = [];
  const server = createServer(async (req, res) => {
    seen.push({
      url: `${req.method} ${req.url}`,
      authorization: String(req.headers.authorization),
      body: JSON.parse(await bodyOf(req)),
    });
    respond(res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    seen,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
