import { MAX_QUOTE_DEPTH, MAX_STRUCTURE_LINE_CHARACTERS } from './limits.ts';

/** One line of a message and how deep in quotes it stands. Offsets count UTF-16 units of the text; `end` is before the line break. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** Where its words begin, after `>` signs. */
  readonly from: number;
  readonly depth: number;
  /** Its words, trimmed, no longer than structure is looked for in. */
  readonly text: string;
}

/** `> `, `>>`, `> > ` and `|` are how mail programs mark another's words. `>From` is mbox's escape for a line that begins with From. */
const QUOTE_PREFIX = /^(?:[ \t]{0,3}>(?!From ))+[ \t]?/;

function quoteSigns(text: string, start: number, end: number): { signs: number; length: number } {
  const prefix = QUOTE_PREFIX.exec(text.slice(start, Math.min(end, start + 200)))?.[0] ?? '';
  let signs = 0;
  for (const sign of prefix) if (sign === '>') signs++;
  return { signs, length: prefix.length };
}

/** Lines of plain text. The prefix is looked for only at the beginning of each line, so the time is linear. */
export function plainLines(text: string): Line[] {
  return lines(text, (start, end) => {
    const { signs, length } = quoteSigns(text, start, end);
    return { depth: Math.min(signs, MAX_QUOTE_DEPTH), from: start + length };
  });
}

/** Lines of text that was HTML: the depth is the number of block quotes that they stand in. */
export function quotedLines(text: string, quotes: readonly { readonly start: number; readonly end: number }[]): Line[] {
  const edges = quotes
    .flatMap(({ start, end }) => [
      { at: start, by: 1 },
      { at: end, by: -1 },
    ])
    .sort((a, b) => a.at - b.at);
  let next = 0;
  let depth = 0;
  return lines(text, (start, end) => {
    // A quote begins before the line breaks that lead into it, so what counts is where the line's words are.
    const words = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
    for (let edge = edges[next]; edge !== undefined && edge.at <= words; edge = edges[++next]) depth += edge.by;
    // Some programs put `>` signs into HTML as well.
    const { signs, length } = quoteSigns(text, start, end);
    return { depth: Math.min(Math.max(depth, 0) + signs, MAX_QUOTE_DEPTH), from: start + length };
  });
}

function lines(text: string, place: (start: number, end: number) => { depth: number; from: number }): Line[] {
  const found: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const stop = newline < 0 ? text.length : newline;
    const end = stop > start && text[stop - 1] === '\r' ? stop - 1 : stop;
    const { depth, from } = place(start, end);
    found.push({
      start,
      end,
      from,
      depth,
      text: text
        .slice(from, Math.min(end, from + MAX_STRUCTURE_LINE_CHARACTERS))
        .replace(/[\s\uFEFF\u200B]+/g, ' ')
        .trim(),
    });
    if (newline < 0) break;
    start = newline + 1;
  }
  return found;
}
