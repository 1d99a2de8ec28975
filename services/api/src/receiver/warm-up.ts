import { Agent, get } from 'node:http';

const REQUESTS = 200;
const AT_ONCE = 20;

/** Has a server answer some requests of our own, so that the first of others finds its code compiled. */
export async function warmUp(port: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const options = { port, host: 'localhost', path: '/livez', agent };
  await Promise.all(
    Array.from(
      { length: REQUESTS },
      () =>
        new Promise<void>((resolve) => {
          get(options, (answer) => answer.resume().once('close', resolve)).once('error', () =>
            resolve(),
          );
        }),
    ),
  );
  agent.destroy();
}
