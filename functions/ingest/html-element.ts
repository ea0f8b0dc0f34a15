import { type Colour, colour, type Declarations, declarations, hiddenBy, indistinct } from './html-style.ts';

const SILENT = new Set([
  'script',
  'style',
  'title',
  'template',
  'object',
  'applet',
  'svg',
  'math',
  'select',
  'datalist',
]);

/** An open element, and what it means for the words in it. */
export interface Element {
  readonly name: string;
  readonly silent: boolean;
  readonly preformatted: boolean;
  readonly hidden: string | null;
  readonly text: Colour | null;
  /** `null`: a picture or something else that is not known. */
  readonly background: Colour | null;
  /** A block quote that says of itself that it quotes another. */
  readonly saysQuote: boolean;
}

/** What stands around everything. */
export const ROOT: Element = {
  name: '',
  silent: false,
  preformatted: false,
  hidden: null,
  text: null,
  background: [255, 255, 255],
  saysQuote: false,
};

/** Opens an element within another: its style is that of its tag, its classes, its id and its own, in this order. */
export function openElement(
  name: string,
  attributes: ReadonlyMap<string, string>,
  rules: ReadonlyMap<string, Declarations>,
  parent: Element,
): Element {
  const styles = [rules.get(name), declarations(attributes.get('style') ?? '')];
  for (const part of (attributes.get('class') ?? '').toLowerCase().split(/\s+/).slice(0, 20)) {
    styles.splice(1, 0, rules.get(`.${part}`), rules.get(`${name}.${part}`));
  }
  const id = attributes.get('id')?.toLowerCase();
  if (id) styles.splice(-1, 0, rules.get(`#${id}`));
  const style = new Map(styles.flatMap((each) => [...(each ?? [])]));

  const ownBackground = colour(style.get('background-color') ?? style.get('background') ?? attributes.get('bgcolor'));
  const pictured =
    /url\(/.test(style.get('background') ?? '') || style.has('background-image') || attributes.has('background');
  const background = pictured
    ? null
    : ownBackground === 'transparent' || ownBackground === null
      ? parent.background
      : ownBackground;
  const ownText = colour(
    style.get('color') ??
      (name === 'font' || name === 'body' ? (attributes.get('color') ?? attributes.get('text')) : undefined),
  );
  const text = ownText === 'transparent' ? background : (ownText ?? parent.text);
  const unseen =
    text !== null && background !== null && indistinct(text, background)
      ? 'text in the colour of its background'
      : null;
  return {
    name,
    silent: parent.silent || SILENT.has(name),
    preformatted:
      name === 'pre' ||
      name === 'textarea' ||
      style.get('white-space')?.startsWith('pre') === true ||
      (parent.preformatted && name !== 'td'),
    hidden:
      hiddenBy(style) ??
      (attributes.has('hidden') ? 'hidden attribute' : null) ??
      // A child that takes a colour of its own is seen again; one inside what is not displayed never is.
      (parent.hidden !== null && parent.hidden !== 'text in the colour of its background' ? parent.hidden : null) ??
      unseen,
    text,
    background,
    saysQuote: name === 'blockquote' && saysQuote(attributes, style),
  };
}

function saysQuote(attributes: ReadonlyMap<string, string>, style: Declarations): boolean {
  return (
    attributes.get('type')?.toLowerCase() === 'cite' ||
    attributes.has('cite') ||
    /quote|cite/i.test(attributes.get('class') ?? '') ||
    style.has('border-left')
  );
}
