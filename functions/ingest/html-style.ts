/** What a style says that decides whether a reader sees the text: declarations by property, lower case, without `!important`. */
export type Declarations = ReadonlyMap<string, string>;

/** What of a style sheet matters to a reader of words. */
export interface StyleSheet {
  readonly rules: ReadonlyMap<string, Declarations>;
  /** Words that the sheet itself puts before or after an element. They stand nowhere else. */
  readonly words: readonly string[];
}

/** A sheet of more rules hides nothing that the first do not. */
export const MAX_RULES = 1_000;
const MAX_SELECTOR_CHARACTERS = 1_000;
const MAX_WORDS = 50;

/** Reads `a: b; c: d`. A property that comes twice keeps its last value, as in CSS. */
export function declarations(style: string): Declarations {
  const found = new Map<string, string>();
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 1) continue;
    const value = declaration
      .slice(colon + 1)
      .replace('!important', '')
      .trim()
      .toLowerCase();
    found.set(declaration.slice(0, colon).trim().toLowerCase(), value);
  }
  return found;
}

/**
 * Reads the rules of a style sheet whose selector is one tag, class or id; those that mail hides text with. Others (media
 * queries, descendants) depend on a reader's window and are left alone. Linear in the sheet.
 */
export function readStyleSheet(source: string): StyleSheet {
  const sheet = withoutComments(source);
  const rules = new Map<string, Declarations>();
  const words: string[] = [];
  let from = 0;
  while (rules.size < MAX_RULES) {
    const open = sheet.indexOf('{', from);
    if (open < 0) break;
    const selectors = sheet.slice(Math.max(from, open - MAX_SELECTOR_CHARACTERS), open).replace(/^[\s\S]*[;}]/, '');
    if (selectors.includes('@')) {
      // Every screen is in these; what they hold are rules like any other.
      from = /@media\s+(?:only\s+)?(?:screen|all)\s*$/i.test(selectors) ? open + 1 : afterBlock(sheet, open);
      continue;
    }
    const close = sheet.indexOf('}', open);
    const body = sheet.slice(open + 1, close < 0 ? sheet.length : close);
    from = close < 0 ? sheet.length : close + 1;
    if (/:(?:before|after)\b/i.test(selectors) && words.length < MAX_WORDS) words.push(...contentOf(body));
    for (const selector of selectors.split(',')) {
      const simple = /^\s*([a-z]*[.#]?[\w-]+)\s*$/i.exec(selector)?.[1];
      if (simple) rules.set(simple.toLowerCase(), declarations(body));
    }
  }
  return { rules, words };
}

function withoutComments(sheet: string): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const open = sheet.indexOf('/*', from);
    if (open < 0) break;
    kept.push(sheet.slice(from, open), ' ');
    const close = sheet.indexOf('*/', open + 2);
    if (close < 0) return kept.join('');
    from = close + 2;
  }
  kept.push(sheet.slice(from));
  return kept.join('');
}

function afterBlock(sheet: string, open: number): number {
  let depth = 0;
  for (let at = open; at < sheet.length; at++) {
    if (sheet[at] === '{') depth++;
    else if (sheet[at] === '}' && --depth === 0) return at + 1;
  }
  return sheet.length;
}

/** Strings of `content` that have at least two words; bullets, dashes and icons are none. */
function contentOf(body: string): string[] {
  const value = /(?:^|[;\s])content\s{0,9}:\s{0,9}(?:"([^"\n]{1,2000})"|'([^'\n]{1,2000})')/i.exec(body);
  const text = (value?.[1] ?? value?.[2] ?? '')
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code: string) => {
      const point = Number.parseInt(code, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
    })
    .replace(/\\(.)/g, '$1');
  return (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 2 ? [text] : [];
}

const isZero = (value: string | undefined): boolean =>
  value !== undefined && /^-?0*(\.0*)?(px|pt|em|rem|%|ex)?$/.test(value) && /0/.test(value);
/** Of a pixel or two no letter can be told. */
const isTiny = (value: string | undefined): boolean =>
  value !== undefined && (isZero(value) || /^(?:[01]?\.\d+|[12])(?:px|pt)$|^0?\.0\d*r?em$|^[0-4]%$/.test(value));
const isFarAway = (value: string | undefined): boolean =>
  value !== undefined && /^-(?:\d{4,}|[5-9]\d\d)(?:px|pt)?(?:$|\s)|^-\d{3,}(?:r?em|%|v[wh]|in|cm)/.test(value);

/** How these declarations by themselves keep text from a reader's eye, whatever its children say; null when they do not. */
export function removedBy(style: Declarations): string | null {
  const value = (name: string): string => style.get(name) ?? '';
  if (value('display').startsWith('none')) return 'display:none';
  if (/^0*\.?0[0-4]?\d*$|^[0-4](?:\.\d+)?%$/.test(value('opacity')) && Number.parseFloat(value('opacity')) < 5)
    return 'opacity:0';
  if (value('mso-hide') === 'all') return 'mso-hide:all';
  const clipped = ['overflow', 'overflow-x', 'overflow-y'].some((name) => /^(?:hidden|clip)/.test(value(name)));
  if (clipped && ['height', 'width', 'max-height', 'max-width'].some((size) => isTiny(style.get(size))))
    return 'zero size';
  if (/^rect\((?:\s*[01](?:px)?[\s,]*){4}\)|^inset\((?:50|100)%|^circle\(0/.test(value('clip') || value('clip-path')))
    return 'zero size';
  if (/scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]/.test(value('transform'))) return 'zero size';
  const places = ['text-indent', 'left', 'right', 'top', 'bottom', 'margin-left', 'margin-top'];
  if (places.some((name) => isFarAway(style.get(name)))) return 'off screen';
  return isFarAway(/translate[xy]?\(\s*(-[^,)]*)/.exec(value('transform'))?.[1]) ? 'off screen' : null;
}

/** What the style says of the size of its letters: too small to read, or a size of its own; null where it follows its parent's. */
export function letterSize(style: Declarations): 'tiny' | 'readable' | null {
  const short = /(?:^|\s)(\d*\.?\d+(?:px|pt|r?em|%)?)\s*(?:\/\S+)?\s+\S/.exec(style.get('font') ?? '')?.[1];
  const size = style.get('font-size') ?? short;
  if (size === undefined) return null;
  if (isTiny(size)) return 'tiny';
  // A share of nothing is nothing.
  return /(?:^|\d)(?:em|%)$|^(?:inherit|smaller|larger)$/.test(size) ? null : 'readable';
}
