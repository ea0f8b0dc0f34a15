import type { Lexicon } from '../../functions/score/detections/lexicon.ts';
import { parsePattern } from '../../functions/score/detections/parse-pattern.ts';
import type { PatternNode } from '../../functions/score/detections/pattern.ts';
import { expandLexicons } from '../../functions/score/match/expand-lexicons.ts';
import { NUMBER, type Phrase, phrasesOf, prefixOf, type Words } from '../../functions/score/match/literals.ts';
import { normalizeWords } from '../../functions/score/normalize/normalize.ts';
import type { NormalizedText } from '../../functions/score/text.ts';

/** A text for expressions: its normalised words, a space behind each, a sentence a line. */
export function asLines({ sentences, tokens }: NormalizedText): string {
  return sentences
    .map(({ first, last }) =>
      tokens
        .slice(first, last)
        .map((token) => `${token.text} `)
        .join(''),
    )
    .join('\n');
}

/** Makes regular expressions that find what patterns find, in texts as lines: lexicons and inflections are written out. */
export function expressionsFor(lexicons: readonly Lexicon[]): (patterns: readonly string[]) => RegExp {
  const known = new Map<string, readonly string[]>();
  const words: Words = (text) => {
    const found = known.get(text) ?? normalizeWords(text);
    known.set(text, found);
    return found;
  };
  const expanded = expandLexicons(lexicons, words);
  const sources = new Map<string, string>();
  for (const [name, { phrases }] of expanded) sources.set(name, alternatives(phrases));
  const source = (node: PatternNode): string => {
    switch (node.kind) {
      case 'word':
      case 'inflected':
      case 'prefix':
      case 'number':
        return alternatives(phrasesOf(node, words) ?? []);
      case 'lexicon':
        return sources.get(node.name) ?? '(?!)';
      case 'gap':
        return `(?:[^ \\n]+ ){0,${node.most}}`;
      case 'break':
        return '\\n';
      case 'start':
        return '(?<![^\\n])';
      case 'end':
        return '(?=\\n|$)';
      case 'not':
        return `(?!${source(node.of)})`;
      case 'optional':
        return `(?:${source(node.of)})?`;
      case 'choice':
        return `(?:${node.of.map(source).join('|')})`;
      case 'sequence':
        return node.of.map(source).join('');
      case 'capture':
        return `(${source(node.of)})`;
    }
  };
  return (patterns) =>
    new RegExp(`(?<![^ \\n])(?:${patterns.map((pattern) => source(parsePattern(pattern))).join('|')})`);
}

/** The longest first, as a careful author would write them. A lexicon of names alone has none: nothing is found. */
function alternatives(phrases: readonly Phrase[]): string {
  if (phrases.length === 0) return '(?!)';
  const all = phrases.map((phrase) => phrase.map((item) => `${itemSource(item)} `).join('')).sort(byLength);
  return all.length === 1 ? (all[0] ?? '') : `(?:${all.join('|')})`;
}

const byLength = (a: string, b: string): number => b.length - a.length;

function itemSource(item: string): string {
  if (item === NUMBER) return '\\d+(?:[.,:]\\d+)*';
  const prefix = prefixOf(item);
  return prefix === null ? escaped(item) : `${escaped(prefix)}[^ \\n]*`;
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
