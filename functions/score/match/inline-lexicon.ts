import type { PatternNode } from '../detections/pattern.ts';
import type { ExpandedLexicon } from './expand-lexicons.ts';
import { distinct, type Phrase, phrasesOf, type Words } from './literals.ts';

/** The alternatives of a choice: those that are words, phrases and lexicons together, and the others in their order. */
export interface Alternatives {
  readonly phrases: readonly Phrase[];
  readonly lexicons: readonly ExpandedLexicon[];
  readonly others: readonly PatternNode[];
}

/**
 * Takes a choice apart. Words, phrases and lexicons in it are read as one lexicon: looked up at once however many they are, and the
 * longest first, before the alternatives that hold a gap, a capture or a condition.
 */
export function alternativesOf(
  options: readonly PatternNode[],
  words: Words,
  lexiconOf: (node: PatternNode & { kind: 'lexicon' }) => ExpandedLexicon,
): Alternatives {
  const phrases: Phrase[] = [];
  const lexicons: ExpandedLexicon[] = [];
  const others: PatternNode[] = [];
  for (const option of options) {
    if (option.kind === 'lexicon') lexicons.push(lexiconOf(option));
    else if (option.kind === 'choice') {
      const inner = alternativesOf(option.of, words, lexiconOf);
      phrases.push(...inner.phrases);
      lexicons.push(...inner.lexicons);
      others.push(...inner.others);
    } else {
      const written = isWritten(option) ? phrasesOf(option, words) : null;
      if (written === null || written.some((phrase) => phrase.length === 0)) others.push(option);
      else phrases.push(...written);
    }
  }
  return { phrases: distinct(phrases), lexicons, others };
}

/** Made of words only. */
function isWritten(node: PatternNode): boolean {
  if (node.kind === 'sequence' || node.kind === 'choice') return node.of.every(isWritten);
  if (node.kind === 'optional') return isWritten(node.of);
  return ['word', 'inflected', 'prefix', 'number'].includes(node.kind);
}
