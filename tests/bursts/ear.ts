import { createServer } from 'node:http';
import { z } from 'zod';

const History = z.object({ history: z.array(z.object({ who: z.string(), text: z.string() })) });

/** Stands before the language model and keeps what it was given to read of each conversation. */
export async function startEar(modelUrl: string) {
  const heard: string[][] = [];

  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const texts = leadsTexts(body.toString());
    if (texts) heard.push(texts);
    const answer = await fetch(`${modelUrl}${req.url}`, {
      method: req.method ?? 'POST',
      headers: {
        authorization: String(req.headers.authorization),
        'content-type': 'application/json',
      },
      ...(body.length > 0 ? { body } : {}),
    });
    res.writeHead(answer.status, { 'content-type': 'application/json' });
    res.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the lead said, in the order in which the model reads it; null for any other question. */
function leadsTexts(body: string): string[] | null {
  try {
    const { input } = z.object({ input: z.unknown() }).parse(JSON.parse(body));
    const { history } = History.parse(inside(input));
    return history.filter(({ who }) => who === 'lead').map(({ text }) => text);
  } catch {
    return null;
  }
}

function inside(input: unknown): unknown {
  if (typeof input === 'string') return JSON.parse(input);
  if (Array.isArray(input)) return inside(input.at(-1));
  const { content, text } = input as { content?: unknown; text?: unknown };
  return inside(content ?? text);
}
