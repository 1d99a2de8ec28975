import type { Reply, Scene } from './scene.ts';

/** Uses a tool if the session offers it; else only says what it would have said afterwards. */
export function act(
  { tools }: Scene,
  name: string,
  args: Record<string, unknown>,
  otherwise: () => Reply,
): Reply {
  return tools.includes(name) ? { call: { name, arguments: args } } : otherwise();
}
