import type { Reply, Scene } from './scene.ts';

/** Uses a tool if the session offers it; else only speaks the words that would have followed. */
export function act(
  { tools }: Scene,
  name: string,
  args: Record<string, unknown>,
  otherwise: () => Reply,
): Reply {
  return tools.includes(name) ? { call: { name, arguments: args } } : otherwise();
}
