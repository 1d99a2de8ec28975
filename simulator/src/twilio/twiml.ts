import { type Element, elementsOf, parseXml } from './xml.ts';

/** The nouns that each verb may contain. Other verbs are unknown to the simulator. */
const NOUNS: Record<string, readonly string[]> = {
  Connect: ['Stream'],
  Dial: ['Number'],
  Gather: ['Say', 'Play', 'Pause'],
  Hangup: [],
  Pause: [],
  Play: [],
  Redirect: [],
  Reject: [],
  Say: [],
  Start: ['Recording'],
};

export type Document = { ok: true; verbs: Element[] } | { ok: false; why: string };

/** Reads TwiML. Invalid TwiML is refused whole, with the reason. */
export function readTwiml(source: string): Document {
  try {
    const root = parseXml(source);
    if (root.name !== 'Response') return { ok: false, why: `<${root.name}> is not <Response>` };
    const verbs = elementsOf(root);
    for (const verb of verbs) {
      const nouns = NOUNS[verb.name];
      if (nouns === undefined) return { ok: false, why: `<${verb.name}> is not a known verb` };
      const wrong = elementsOf(verb).find((noun) => !nouns.includes(noun.name));
      if (wrong !== undefined && verb.name !== 'Say') {
        return { ok: false, why: `<${wrong.name}> does not belong into <${verb.name}>` };
      }
    }
    return { ok: true, verbs };
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return { ok: false, why: thrown.message };
    throw thrown;
  }
}
