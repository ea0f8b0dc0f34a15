import bidiFactory from 'bidi-js';

export type FontName = 'sans' | 'bold' | 'mono';

/** What a font can do, as far as text is laid out with it. Sizes are in points. */
export interface Ruler {
  width(text: string, font: FontName): number;
  shows(codePoint: number, font: FontName): boolean;
}

/** A stretch of one font and one direction, to be drawn as it stands. */
export interface Piece {
  readonly text: string;
  readonly font: FontName;
  readonly width: number;
}

export interface Line {
  /** From left to right on the page. */
  readonly pieces: readonly Piece[];
  readonly width: number;
  /** The paragraph is of a script that runs from right to left, and begins at the right. */
  readonly fromRight: boolean;
}

const bidi = bidiFactory();

/**
 * What would not be seen, or would change how the rest is seen: controls, direction marks, zero-width and invisible characters, halves of
 * surrogate pairs, what no font may be trusted to draw. Someone who sends a threat may hide it in these, or turn what follows round.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** They only choose between two drawings of the character before them. */
const VARIATION = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

interface Mark {
  readonly text: string;
  readonly font: FontName;
  /** It stands for a character that is not drawn: a word of ours, which no text around it may turn. */
  readonly isNumber: boolean;
}

interface Token extends Piece {
  readonly level: number;
  readonly isSpace: boolean;
}

/**
 * Breaks a text into lines that fit a width, as a reader has to see it: every character is drawn, or stands as its Unicode number in
 * brackets, such as `[U+202E]`; Hebrew and Arabic run from the right (Unicode Standard Annex 9) and nothing in the text can turn them.
 */
export function layOut(text: string, font: FontName, maxWidth: number, ruler: Ruler): Line[] {
  const paragraphs = text.split(/\r\n|[\n\r]/);
  return paragraphs.flatMap((paragraph) => wrap(tokensOf(marksOf(paragraph, font, ruler), ruler), maxWidth, ruler));
}

function marksOf(paragraph: string, font: FontName, ruler: Ruler): Mark[] {
  const marks: Mark[] = [];
  for (const character of paragraph.replace(/\t/g, '    ')) {
    if (VARIATION.test(character)) continue;
    const shown = UNSEEN.test(character) ? null : fontFor(character, font, ruler);
    marks.push(
      shown === null
        ? { text: numberOf(character), font, isNumber: true }
        : { text: character, font: shown, isNumber: false },
    );
  }
  return marks;
}

function fontFor(character: string, font: FontName, ruler: Ruler): FontName | null {
  const codePoint = character.codePointAt(0) as number;
  for (const candidate of [font, 'sans'] as const) if (ruler.shows(codePoint, candidate)) return candidate;
  return null;
}

const numberOf = (character: string): string =>
  `[U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`;

interface Tokens {
  readonly tokens: readonly Token[];
  readonly fromRight: boolean;
}

function tokensOf(marks: readonly Mark[], ruler: Ruler): Tokens {
  const { levels, fromRight } = directionsOf(marks);
  const stretches: { text: string; readonly mark: Mark; readonly level: number; readonly isSpace: boolean }[] = [];
  let at = 0;
  for (const mark of marks) {
    const level = levels?.[at] ?? 0;
    const isSpace = mark.text === ' ';
    at += mark.isNumber ? 1 : mark.text.length;
    const last = stretches.at(-1);
    const isOfIt = last?.mark.font === mark.font && last.level === level && last.isSpace === isSpace;
    // A number stays by itself, so that it is not torn at the end of a line.
    if (last !== undefined && isOfIt && !mark.isNumber && !last.mark.isNumber) last.text += mark.text;
    else stretches.push({ text: mark.text, mark, level, isSpace });
  }
  const tokens = stretches.map(({ text, mark, level, isSpace }) => ({
    level,
    isSpace,
    ...drawn(text, mark.font, level, ruler),
  }));
  return { tokens, fromRight };
}

/** Of each UTF-16 unit, where a number counts as one: for the direction of the paragraph as nothing, and within it as a Latin letter. */
function directionsOf(marks: readonly Mark[]): { levels: Uint8Array | null; fromRight: boolean } {
  const asText = (number: string) => marks.map(({ text, isNumber }) => (isNumber ? number : text)).join('');
  const text = asText('A');
  if (!RIGHT_TO_LEFT.test(text)) return { levels: null, fromRight: false };
  const fromRight = bidi.getEmbeddingLevels(asText('\uFFFC'), 'auto').paragraphs[0]?.level === 1;
  return { levels: bidi.getEmbeddingLevels(text, fromRight ? 'rtl' : 'ltr').levels, fromRight };
}

/** As it has to be given to the font: that turns a stretch of Hebrew or Arabic letters by itself, and neither brackets nor a stretch of signs alone. */
function drawn(text: string, font: FontName, level: number, ruler: Ruler): Piece {
  if (level % 2 === 0) return { text, font, width: ruler.width(text, font) };
  const mirrored = [...text].map((character) => bidi.getMirroredCharacter(character) ?? character);
  const turned = (RIGHT_TO_LEFT.test(text) ? mirrored : mirrored.reverse()).join('');
  return { text: turned, font, width: ruler.width(turned, font) };
}

function wrap({ tokens, fromRight }: Tokens, maxWidth: number, ruler: Ruler): Line[] {
  const lines: Line[] = [];
  let line: Token[] = [];
  let width = 0;
  const close = () => {
    lines.push(inVisualOrder(line, fromRight));
    line = [];
    width = 0;
  };
  for (const token of tokens) {
    if (width + token.width > maxWidth && line.length > 0) {
      if (token.isSpace) {
        close();
        continue;
      }
      // A word of several fonts is not torn where they meet, unless it fills the line.
      const held = wordBefore(line);
      if (held.length > 0 && held.length < line.length) {
        line = line.slice(0, -held.length);
        close();
        line = [...held];
        width = held.reduce((sum, each) => sum + each.width, 0);
      } else if (held.length === 0) {
        close();
      }
    }
    for (const part of fitted(token, maxWidth, maxWidth - width, ruler)) {
      if (width + part.width > maxWidth && line.length > 0) close();
      line.push(part);
      width += part.width;
    }
  }
  close();
  return lines;
}

function wordBefore(line: readonly Token[]): Token[] {
  const space = line.findLastIndex(({ isSpace }) => isSpace);
  return line.slice(space + 1);
}

/** A word that is wider than a line is cut where the line ends. */
function fitted(token: Token, maxWidth: number, room: number, ruler: Ruler): Token[] {
  if (token.width <= room || (token.width <= maxWidth && room < maxWidth)) return [token];
  const parts: Token[] = [];
  let text = '';
  for (const character of token.text) {
    const limit = parts.length === 0 ? room : maxWidth;
    if (text !== '' && ruler.width(text + character, token.font) > limit) {
      parts.push({ ...token, text, width: ruler.width(text, token.font) });
      text = '';
    }
    text += character;
  }
  parts.push({ ...token, text, width: ruler.width(text, token.font) });
  return parts;
}

/** Rule L2 of Unicode Standard Annex 9, over stretches of one level. */
function inVisualOrder(line: readonly Token[], fromRight: boolean): Line {
  let end = line.length;
  while (end > 0 && line[end - 1]?.isSpace) end--;
  const ordered = line.slice(0, end);
  const highest = Math.max(0, ...ordered.map(({ level }) => level));
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < ordered.length; start++) {
      if ((ordered[start]?.level ?? 0) < level) continue;
      let stop = start;
      while (stop < ordered.length && (ordered[stop]?.level ?? 0) >= level) stop++;
      ordered.splice(start, stop - start, ...ordered.slice(start, stop).reverse());
      start = stop;
    }
  }
  return { pieces: ordered, width: ordered.reduce((sum, { width }) => sum + width, 0), fromRight };
}
