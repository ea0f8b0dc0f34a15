import { type Colour, colour, indistinct } from './html-colours.ts';
import { type Declarations, declarations, letterSize, removedBy } from './html-style.ts';

/** What is read by a machine alone. Office writes its settings into mail, in elements with a prefix. */
const SILENT = /^(?:script|style|xml|metadata|[wm]:.*|o:(?!p$).*)$/;

/** What a browser never shows, or not until it is asked to. */
const UNSHOWN = new Map([
  ['title', 'title'],
  ['template', 'template'],
  ['datalist', 'list of suggestions'],
  ['desc', 'description of a drawing'],
]);

/** An open element, and what it means for the words in it. */
export interface Element {
  readonly name: string;
  readonly silent: boolean;
  readonly preformatted: boolean;
  readonly hidden: string | null;
  /** Why nothing in it is seen, whatever its children say. */
  readonly removed: string | null;
  /** `visibility:hidden`, until a child says otherwise. */
  readonly invisible: boolean;
  /** Letters of no size, until a child has a size of its own. */
  readonly tiny: boolean;
  readonly text: Colour | null;
  /** `null`: a picture or something else that is not known. */
  readonly background: Colour | null;
  /** Its letters are shown from right to left, whatever they are. */
  readonly reversed: boolean;
  /** A block quote that says of itself that it quotes another. */
  readonly saysQuote: boolean;
}

/** What stands around everything. */
export const ROOT: Element = {
  name: '',
  silent: false,
  preformatted: false,
  hidden: null,
  removed: null,
  invisible: false,
  tiny: false,
  text: null,
  background: [255, 255, 255],
  reversed: false,
  saysQuote: false,
};

/** Opens an element within another: its style is that of its tag, its classes, its id and its own, in this order. */
export function openElement(
  name: string,
  attributes: ReadonlyMap<string, string>,
  rules: ReadonlyMap<string, Declarations>,
  parent: Element,
): Element {
  const style = styleOf(name, attributes, rules);
  const { text, background } = coloursOf(name, attributes, style, parent);
  const removed = removedBy(style) ?? unshown(name, attributes) ?? inherited(name, parent);
  const visibility = style.get('visibility');
  const invisible = visibility === undefined ? parent.invisible : /^(?:hidden|collapse)/.test(visibility);
  const size = letterSize(style);
  const tiny = size === null ? parent.tiny : size === 'tiny';
  const unseen = text !== null && background !== null && indistinct(text, background);
  return {
    name,
    silent: parent.silent || SILENT.test(name),
    preformatted:
      name === 'pre' ||
      name === 'textarea' ||
      style.get('white-space')?.startsWith('pre') === true ||
      (parent.preformatted && name !== 'td'),
    hidden:
      removed ??
      (invisible ? 'visibility:hidden' : null) ??
      (tiny ? 'font-size:0' : null) ??
      (unseen ? 'text in the colour of its background' : null),
    removed,
    invisible,
    tiny,
    text,
    background,
    reversed: isReversed(name, attributes, style),
    saysQuote: name === 'blockquote' && saysQuote(attributes, style),
  };
}

function styleOf(
  name: string,
  attributes: ReadonlyMap<string, string>,
  rules: ReadonlyMap<string, Declarations>,
): Declarations {
  const styles = [rules.get(name), declarations(attributes.get('style') ?? '')];
  for (const part of (attributes.get('class') ?? '').toLowerCase().split(/\s+/).slice(0, 20)) {
    styles.splice(1, 0, rules.get(`.${part}`), rules.get(`${name}.${part}`));
  }
  const id = attributes.get('id')?.toLowerCase();
  if (id) styles.splice(-1, 0, rules.get(`#${id}`));
  return new Map(styles.flatMap((each) => [...(each ?? [])]));
}

function coloursOf(
  name: string,
  attributes: ReadonlyMap<string, string>,
  style: Declarations,
  parent: Element,
): Pick<Element, 'text' | 'background'> {
  const ownBackground = colour(style.get('background-color') ?? style.get('background') ?? attributes.get('bgcolor'));
  const pictured =
    /url\(|gradient\(/.test(style.get('background') ?? '') ||
    style.has('background-image') ||
    attributes.has('background');
  const background = pictured
    ? null
    : ownBackground === 'transparent' || ownBackground === null
      ? parent.background
      : ownBackground;
  const ownText = colour(
    style.get('-webkit-text-fill-color') ??
      style.get('color') ??
      (name === 'font' || name === 'body' ? (attributes.get('color') ?? attributes.get('text')) : undefined),
  );
  return { text: ownText === 'transparent' ? background : (ownText ?? parent.text), background };
}

function unshown(name: string, attributes: ReadonlyMap<string, string>): string | null {
  if (attributes.has('hidden')) return 'hidden attribute';
  if ((name === 'details' || name === 'dialog') && !attributes.has('open')) return `closed ${name}`;
  return UNSHOWN.get(name) ?? null;
}

/** The summary of closed details is what a reader clicks on. */
function inherited(name: string, parent: Element): string | null {
  return name === 'summary' && parent.name === 'details' && parent.removed === 'closed details' ? null : parent.removed;
}

function isReversed(name: string, attributes: ReadonlyMap<string, string>, style: Declarations): boolean {
  const direction = style.get('direction') ?? attributes.get('dir')?.toLowerCase();
  return direction === 'rtl' && (name === 'bdo' || /override/.test(style.get('unicode-bidi') ?? ''));
}

function saysQuote(attributes: ReadonlyMap<string, string>, style: Declarations): boolean {
  return (
    attributes.get('type')?.toLowerCase() === 'cite' ||
    attributes.has('cite') ||
    /quote|cite/i.test(attributes.get('class') ?? '') ||
    style.has('border-left')
  );
}
