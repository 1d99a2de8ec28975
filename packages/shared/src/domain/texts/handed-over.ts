type Facts = { handed_over_at: string | null; reopened_at: string | null };

/** Whether the AI handed the conversation to a person since it was last opened. */
export function isHandedOver({ handed_over_at, reopened_at }: Facts): boolean {
  if (handed_over_at === null) return false;
  return reopened_at === null || Date.parse(handed_over_at) >= Date.parse(reopened_at);
}
