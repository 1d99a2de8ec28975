import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

export type Child = {
  ask<T>(question: object): Promise<T>;
  stop(): void;
};

/** A contender and the load get a core each, where the system lets us say so. */
export const canPin = availableParallelism() > 1 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts a module as a process of its own that answers questions one at a time. */
export async function startChild(
  file: string,
  core: number,
  environment: Record<string, string>,
): Promise<Child & { ready: Record<string, unknown> }> {
  const command = canPin ? 'taskset' : process.execPath;
  const args = [...(canPin ? ['-c', String(core), process.execPath] : []), file];
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  });
  const ready = (await nextMessage(child)) as Record<string, unknown>;
  return {
    ready,
    async ask<T>(question: object): Promise<T> {
      child.send(question);
      return (await nextMessage(child)) as T;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`a child left with ${code}`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message);
    });
  });
}

/** The child's side: says that it is ready, then answers each question. */
export function answerParent(ready: object, answer: (question: never) => Promise<object>): void {
  process.on('message', (question) => {
    void answer(question as never).then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.(ready);
}

/** User and system time of this process so far, in microseconds. */
export async function cpuSoFar(): Promise<{ cpuUs: number }> {
  const { user, system } = process.cpuUsage();
  return { cpuUs: user + system };
}
