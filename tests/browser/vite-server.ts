import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { env } from 'node:process';
import { freePort } from '@ringback/embedded/free-port.ts';
import { until } from '@ringback/shared/testing/until.ts';

/** The pages as one who develops them sees them: from their sources, with what they log. */
export async function startViteServer(apiUrl: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', '--host', '127.0.0.1', '--port', `${port}`, '--strictPort'],
    { cwd: 'dashboard', env: { ...env, API_URL: apiUrl }, stdio: 'ignore' },
  );
  await until(
    () =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    (isUp) => isUp,
  );
  return {
    url,
    async stop(): Promise<void> {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
