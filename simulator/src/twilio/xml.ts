import { parseXml as parse, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';

export type Element = {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
};

/** Parses one XML document. Throws a SyntaxError for anything that is not well formed. */
export function parseXml(source: string): Element {
  try {
    // White space before the declaration is allowed here, though the standard refuses it.
    const { root } = parse(source.trimStart());
    if (root === null) throw new SyntaxError('the root element is missing');
    return elementOf(root);
  } catch (thrown) {
    // The parser calls itself for each level, until the stack is full.
    if (thrown instanceof RangeError) throw new SyntaxError('nested too deeply', { cause: thrown });
    if (!(thrown instanceof XmlError)) throw thrown;
    // The lines after the first one show the place in the document.
    throw new SyntaxError(thrown.message.split('\n', 1)[0], { cause: thrown });
  }
}

function elementOf({ name, attributes, children }: XmlElement): Element {
  const kept = children.flatMap((child): (Element | string)[] => {
    if (child instanceof XmlElement) return [elementOf(child)];
    return child instanceof XmlText ? [child.text] : [];
  });
  return { name, attributes, children: kept };
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
