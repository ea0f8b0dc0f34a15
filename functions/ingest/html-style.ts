/** What a style says that decides whether a reader sees the text: declarations by property, lower case, without `!important`. */
export type Declarations = ReadonlyMap<string, string>;

export type Colour = readonly [red: number, green: number, blue: number];

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
 * queries, descendants) depend on a reader's window and are left alone.
 */
export function simpleRules(sheet: string): ReadonlyMap<string, Declarations> {
  const rules = new Map<string, Declarations>();
  let from = 0;
  while (rules.size < 1_000) {
    const open = sheet.indexOf('{', from);
    const close = open < 0 ? -1 : sheet.indexOf('}', open);
    if (close < 0) break;
    const before = sheet.slice(from, open);
    const selectors = before.slice(before.lastIndexOf('*/') + 1).replace(/^\//, '');
    from = close + 1;
    if (selectors.length > 1_000 || selectors.includes('@')) continue;
    for (const selector of selectors.split(',')) {
      const simple = /^\s*([a-z]*[.#]?[\w-]+)\s*$/i.exec(selector)?.[1];
      if (simple) rules.set(simple.toLowerCase(), declarations(sheet.slice(open + 1, close)));
    }
  }
  return rules;
}

const isZero = (value: string | undefined): boolean =>
  value !== undefined && /^-?0*(\.0*)?(px|pt|em|rem|%|ex)?$/.test(value) && /0/.test(value);
const isTiny = (value: string | undefined): boolean =>
  value !== undefined && (isZero(value) || /^(0?\.\d+|1)(px|pt)$/.test(value));
const isFarAway = (value: string | undefined): boolean => value !== undefined && /^-\d{3,}/.test(value);

/** How these declarations by themselves keep text from a reader's eye; null when they do not. */
export function hiddenBy(style: Declarations): string | null {
  if (style.get('display')?.startsWith('none')) return 'display:none';
  if (style.get('visibility') === 'hidden' || style.get('visibility') === 'collapse') return 'visibility:hidden';
  if (isZero(style.get('opacity'))) return 'opacity:0';
  if (isTiny(style.get('font-size'))) return 'font-size:0';
  if (style.get('mso-hide') === 'all') return 'mso-hide:all';
  const clipped = style.get('overflow')?.startsWith('hidden') === true;
  if (clipped && ['height', 'width', 'max-height', 'max-width'].some((size) => isZero(style.get(size))))
    return 'zero size';
  if (isFarAway(style.get('text-indent')) || isFarAway(style.get('left')) || isFarAway(style.get('top')))
    return 'off screen';
  return null;
}

const NAMED: Readonly<Record<string, Colour>> = {
  white: [255, 255, 255],
  black: [0, 0, 0],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  ghostwhite: [248, 248, 255],
  whitesmoke: [245, 245, 245],
  floralwhite: [255, 250, 240],
};

/** The colour that a CSS value or an HTML attribute names; null for one that is not known, and `transparent` is the text's own background. */
export function colour(value: string | undefined): Colour | 'transparent' | null {
  if (value === undefined) return null;
  const text = value.trim().toLowerCase();
  if (text === 'transparent' || /^rgba\([^)]*,\s*0?\.?0*\)$/.test(text)) return 'transparent';
  const hex = /#([0-9a-f]{6}|[0-9a-f]{3})\b/.exec(text)?.[1];
  if (hex !== undefined) {
    const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)) as unknown as Colour;
  }
  const rgb = /rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(text);
  if (rgb) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
  return NAMED[text.split(/\s+/)[0] ?? ''] ?? null;
}

/** So alike that a reader does not see one on the other. */
export function indistinct(a: Colour, b: Colour): boolean {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]) <= 24;
}
