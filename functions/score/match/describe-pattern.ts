import { parsePattern } from '../detections/parse-pattern.ts';
import type { PatternNode } from '../detections/pattern.ts';
import { chooseAnchor } from './choose-anchor.ts';
import { lexiconOf, type Rulebook, widthOf } from './compile-pattern.ts';
import type { ExpandedLexicon } from './expand-lexicons.ts';
import { type Phrase, phrasesOf, type Words } from './literals.ts';
import { SymbolTable } from './symbol-table.ts';

const SHOWN = 12;

/**
 * A pattern in words: how many words it spans, what it is looked up by, and what each lexicon and inflection in it stands for.
 * @throws PatternError, UnknownLexicon or NoWords where it cannot be compiled.
 */
export function describePattern(
  pattern: string,
  lexicons: ReadonlyMap<string, ExpandedLexicon>,
  words: Words,
): string[] {
  const rulebook: Rulebook = { lexicons, symbols: new SymbolTable(), words };
  const root = parsePattern(pattern);
  const { least, most } = widthOf(root, rulebook);
  const lines = [`spans ${least === most ? least : `${least} to ${most}`} words`];
  const anchors = chooseAnchor(root, rulebook)?.anchors ?? [];
  const literals = anchors.flatMap(({ phrases }) => phrases);
  const names = anchors.some((anchor) => anchor.names) ? ["the targets' names"] : [];
  lines.push(`looked up by ${[...names, list(literals)].filter((part) => part !== '').join(' and ')}`);
  const seen = new Set<string>();
  for (const node of partsOf(root)) {
    if (node.kind === 'lexicon') {
      const { phrases, names: hasNames } = lexiconOf(node, rulebook);
      const holds = [...(hasNames ? ["the targets' names"] : []), ...(phrases.length > 0 ? [list(phrases)] : [])];
      seen.add(`@${node.name}: ${holds.join(' and ')}`);
    } else if (node.kind === 'inflected') seen.add(`~${node.text}: ${list(phrasesOf(node, words) ?? [])}`);
  }
  return [...lines, ...seen];
}

function list(phrases: readonly Phrase[]): string {
  const shown = phrases.slice(0, SHOWN).map((phrase) => phrase.join(' '));
  const more = phrases.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function partsOf(node: PatternNode): PatternNode[] {
  if (node.kind === 'choice' || node.kind === 'sequence') return node.of.flatMap(partsOf);
  if (node.kind === 'optional' || node.kind === 'capture' || node.kind === 'not') return partsOf(node.of);
  return [node];
}
