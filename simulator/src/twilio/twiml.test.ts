import { describe, expect, it } from '@jest/globals';
import { readTwiml } from './twiml.ts';
import { elementsOf, parseXml, textOf } from './xml.ts';

describe('TwiML', () => {
  it('is read with its attributes, entities, comments and prolog', () => {
    const read = readTwiml(
      `<?xml version="1.0" encoding="UTF-8"?><!-- x --><Response><Say voice='a'>Tom &amp; &#x4A;im</Say><Hangup/></Response>`,
    );
    const verbs = read.ok ? read.verbs : [];
    expect(verbs.map(({ name }) => name)).toEqual(['Say', 'Hangup']);
    expect(verbs[0] && textOf(verbs[0])).toBe('Tom & Jim');
    expect(verbs[0]?.attributes).toEqual({ voice: 'a' });
  });

  it('keeps the nouns of a verb', () => {
    const root = parseXml(
      '<Connect action="/a?b=1&amp;c=2"><Stream url="wss://x"><Parameter name="n" value="v"/></Stream></Connect>',
    );
    expect(root.attributes['action']).toBe('/a?b=1&c=2');
    expect(elementsOf(root).map(({ name }) => name)).toEqual(['Stream']);
  });

  it('may be empty', () => {
    expect(readTwiml('<Response/>')).toEqual({ ok: true, verbs: [] });
  });

  it('may begin with an empty line, and contain text without markup', () => {
    const read = readTwiml(
      '\n<?xml version="1.0"?>\n<Response><Say>a<!-- x --><![CDATA[ <b> & ]]>c</Say></Response>',
    );
    expect(read.ok && read.verbs.map(textOf)).toEqual(['a <b> & c']);
  });

  it('refuses what is nested too deeply to be read', () => {
    const source = `<Response>${'<Say>'.repeat(100_000)}${'</Say>'.repeat(100_000)}</Response>`;
    expect(readTwiml(source)).toEqual({ ok: false, why: 'nested too deeply' });
  });

  it.each([
    ['', 'Root element is missing'],
    ['<Response>', 'Missing end tag for element Response'],
    ['<Response><Say>a</Response>', 'Missing end tag for element Say'],
    ['<Answer/>', '<Answer>'],
    ['<Response><Shout/></Response>', '<Shout>'],
    ['<Response><Connect><Say/></Connect></Response>', '<Say>'],
    ['<Response a=1/>', 'Attribute value expected'],
    ['<Response><Redirect>/a?b=1&c=2</Redirect></Response>', 'Unterminated reference'],
    ['<Response/>more', 'Extra content at the end'],
    ['{"not":"xml"}', 'Root element is missing'],
  ])('refuses %p', (source, why) => {
    const read = readTwiml(source);
    expect(read).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });
});
