export type Variant = { key: string; weight: number };

/**
 * The variant that an enrollment gets at a step: always the same, in proportion to the weights.
 * Null when no weight is left: the step sends nothing.
 */
export function pickVariant<V extends Variant>(
  enrollmentId: string,
  step: number,
  variants: readonly V[],
): V | null {
  const open = variants.filter(({ weight }) => Number.isFinite(weight) && weight > 0);
  const total = open.reduce((sum, { weight }) => sum + weight, 0);
  let left = fraction(`${enrollmentId}:${step}`) * total;
  for (const variant of open) {
    left -= variant.weight;
    if (left < 0) return variant;
  }
  return open.at(-1) ?? null;
}

// FNV-1a, then murmur's finalizer, so that similar inputs spread. At least 0 and below 1.
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
