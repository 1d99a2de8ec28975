import type { World } from '../../world.ts';
import type { Call, Source } from '../call.ts';
import type { Element } from '../xml.ts';

export type VerbContext = {
  world: World;
  call: Call;
  /** The document's own address, against which relative ones are read. */
  base: string;
  /** Fires when the document must stop. */
  signal: AbortSignal;
};

/** The result of a verb. */
export type After = { kind: 'next' } | { kind: 'hang-up' } | { kind: 'source'; source: Source };

export type Verb = (context: VerbContext, element: Element) => Promise<After>;

export const NEXT: After = { kind: 'next' };
export const HANG_UP: After = { kind: 'hang-up' };

/** The source that an `action` or `<Redirect>` names, with what the verb found out. */
export function sourceAt(
  { base }: VerbContext,
  url: string,
  method: string | undefined,
  params: Record<string, string> = {},
): After {
  const address = URL.parse(url, base || undefined)?.href ?? url;
  // An absolute address is kept letter by letter: the signature covers it as written.
  const written = /^https?:\/\//i.test(url) ? url : address;
  const hook = {
    url: written,
    method: method?.toUpperCase() === 'GET' ? ('GET' as const) : ('POST' as const),
  };
  return { kind: 'source', source: { kind: 'url', hook, params } };
}
