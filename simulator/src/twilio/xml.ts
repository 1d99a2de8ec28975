export type Element = {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
};

const NAME = /^[A-Za-z_][\w.-]*/;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Parses one XML document. Throws a SyntaxError for anything that is not well formed. */
export function parseXml(source: string): Element {
  let at = 0;

  const fail = (what: string): never => {
    throw new SyntaxError(`${what} at character ${at}`);
  };
  const skipTo = (end: string) => {
    const found = source.indexOf(end, at);
    if (found < 0) fail(`missing ${end}`);
    at = found + end.length;
  };
  const skipSpace = () => {
    while (at < source.length && /\s/.test(source.charAt(at))) at += 1;
  };
  const skipMisc = () => {
    for (;;) {
      skipSpace();
      if (source.startsWith('<?', at)) skipTo('?>');
      else if (source.startsWith('<!--', at)) skipTo('-->');
      else if (source.startsWith('<!DOCTYPE', at)) skipTo('>');
      else return;
    }
  };
  const name = (): string => {
    const found = NAME.exec(source.slice(at, at + 100))?.[0];
    if (found === undefined) return fail('a name was expected');
    at += found.length;
    return found;
  };
  const decode = (text: string) =>
    text.replace(/&(#x?[\da-f]+|\w+);?/gi, (whole, entity: string) => {
      if (!whole.endsWith(';')) return fail('an entity is not closed');
      if (/^#x/i.test(entity)) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16));
      if (entity.startsWith('#')) return String.fromCodePoint(Number(entity.slice(1)));
      return ENTITIES[entity] ?? fail(`unknown entity ${entity}`);
    });

  const attributes = () => {
    const found: Record<string, string> = {};
    for (;;) {
      skipSpace();
      if (source[at] === '>' || source.startsWith('/>', at)) return found;
      const key = name();
      skipSpace();
      if (source[at] !== '=') fail('= was expected');
      at += 1;
      skipSpace();
      const quote = source[at];
      if (quote !== '"' && quote !== "'") return fail('a quote was expected');
      const end = source.indexOf(quote, at + 1);
      if (end < 0) fail('an attribute is not closed');
      const raw = source.slice(at + 1, end);
      if (raw.includes('<') || /&(?![#\w]+;)/.test(raw)) fail('an attribute holds a bare < or &');
      if (key in found) fail(`attribute ${key} stands twice`);
      found[key] = decode(raw);
      at = end + 1;
    }
  };

  const element = (): Element => {
    if (source[at] !== '<') fail('< was expected');
    at += 1;
    const made: Element = { name: name(), attributes: attributes(), children: [] };
    if (source.startsWith('/>', at)) {
      at += 2;
      return made;
    }
    at += 1;
    for (;;) {
      if (at >= source.length) fail(`<${made.name}> is not closed`);
      if (source.startsWith('</', at)) {
        at += 2;
        if (name() !== made.name) fail(`<${made.name}> is closed by another name`);
        skipSpace();
        if (source[at] !== '>') fail('> was expected');
        at += 1;
        return made;
      }
      if (source.startsWith('<!--', at)) skipTo('-->');
      else if (source.startsWith('<![CDATA[', at)) {
        const start = at + 9;
        skipTo(']]>');
        made.children.push(source.slice(start, at - 3));
      } else if (source[at] === '<') made.children.push(element());
      else {
        const end = source.indexOf('<', at);
        const raw = source.slice(at, end < 0 ? source.length : end);
        if (/&(?![#\w]+;)/.test(raw)) fail('a bare &');
        made.children.push(decode(raw));
        at += raw.length;
      }
    }
  };

  skipMisc();
  const root = element();
  skipMisc();
  if (at < source.length) fail('something follows the document');
  return root;
}

/** All text inside an element, spaces collapsed. */
export function textOf(element: Element): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

export function elementsOf(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== 'string');
}
