import type { ToolUse } from './lanes-of.ts';

type Turn = { timestamp: string };

/** The tools that were used after a turn began and before the next one did. */
export function toolsOfTurn(
  tools: readonly ToolUse[],
  turns: readonly Turn[],
  index: number,
): ToolUse[] {
  const from = index === 0 ? Number.NEGATIVE_INFINITY : Date.parse(turns[index]?.timestamp ?? '');
  const to = turns[index + 1] ? Date.parse(turns[index + 1]?.timestamp ?? '') : Infinity;
  return tools.filter(({ began_at }) => {
    const at = Date.parse(began_at);
    return at >= from && at < to;
  });
}
