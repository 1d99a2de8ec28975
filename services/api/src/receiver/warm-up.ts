import { Agent, request } from 'node:http';

const REQUESTS = 400;
const AT_ONCE = 40;
/** A body like those of webhooks. */
const BODY = 'warm=up';

/**
 * Has a server answer some requests of our own, so that its code is compiled before the first real
 * one.
 */
export async function warmUp(port: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const headers = { 'content-length': BODY.length };
  const options = { port, host: 'localhost', path: '/livez', agent, headers };
  await Promise.all(
    Array.from(
      { length: REQUESTS },
      () =>
        new Promise<void>((resolve) => {
          const ask = request(options, (answer) => answer.resume().once('close', resolve));
          ask.once('error', () => resolve());
          ask.end(BODY);
        }),
    ),
  );
  agent.destroy();
}
