/** An element of a request body: its name, its text where it has no children, and its children in order. */
export interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Text for an XML body; control characters become references, as S3 writes keys that hold them. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\p{Cc}\ufffe\uffff]/gu, (character) => {
    if (character === '&') return '&amp;';
    if (character === '<') return '&lt;';
    if (character === '>') return '&gt;';
    if (character === '"') return '&quot;';
    return `&#x${character.charCodeAt(0).toString(16)};`;
  });
}

/** One element; `raw` content is XML already. An absent value gives nothing, as S3 leaves out what it has not. */
export function element(
  name: string,
  content: string | number | boolean | null | undefined,
  options: { raw?: boolean; namespace?: string } = {},
): string {
  if (content === null || content === undefined) return '';
  const inner = options.raw ? String(content) : escapeXml(String(content));
  const namespace = options.namespace ? ` xmlns="${options.namespace}"` : '';
  return `<${name}${namespace}>${inner}</${name}>`;
}

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

/**
 * Reads the small configuration documents that the SDK sends: elements and text. Attributes are skipped; a document type, a
 * processing instruction after the first or an unclosed element is an error, so nothing here expands an entity of the sender's.
 */
export function parseXml(source: string): XmlElement {
  const root: XmlElement = { name: '', text: '', children: [] };
  const open: XmlElement[] = [root];
  const token =
    /<\?[^?]*\?>|<!--[\s\S]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;
  let position = 0;
  while (position < source.length) {
    token.lastIndex = position;
    const match = token.exec(source);
    if (!match) throw new SyntaxError(`The XML is not well formed at character ${position}.`);
    position = token.lastIndex;
    const [, closing, opening, , selfClosing, text] = match;
    const current = open[open.length - 1] as XmlElement;
    if (opening) {
      const child: XmlElement = { name: localName(opening), text: '', children: [] };
      current.children.push(child);
      if (!selfClosing) open.push(child);
    } else if (closing) {
      if (open.length === 1 || current.name !== localName(closing)) {
        throw new SyntaxError(`The XML closes ${closing} where it is not open.`);
      }
      open.pop();
    } else if (text) {
      current.text += unescapeXml(text);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || !only)
    throw new SyntaxError('The XML has no single root element.');
  return only;
}

export function childText(parent: XmlElement, name: string): string | null {
  return parent.children.find((child) => child.name === name)?.text ?? null;
}

export function childrenNamed(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((child) => child.name === name);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hexadecimal, decimal, named) => {
    if (hexadecimal) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    if (decimal) return String.fromCodePoint(Number.parseInt(decimal, 10));
    return ENTITIES[named] ?? whole;
  });
}
