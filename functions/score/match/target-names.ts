import type { NormalizedText } from '../text.ts';
import { MAXIMUM_NAME_WORDS } from './instructions.ts';
import type { Words } from './literals.ts';
import type { WordStream } from './word-stream.ts';

/** Where the names of a contact's targets stand in a text. */
export interface TargetNames {
  /** In order, each once. */
  readonly starts: readonly number[];
  /** The ends of the names that start at a place, the longest first. */
  readonly endsAt: ReadonlyMap<number, readonly number[]>;
}

export const NO_NAMES: TargetNames = { starts: [], endsAt: new Map() };

/** Finds names as people write them; a name is of one to four words, others are passed over. */
export function findTargetNames(
  text: NormalizedText,
  stream: WordStream,
  names: readonly string[],
  sentenceBreak: number,
  words: Words,
): TargetNames {
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const name of new Set(names)) {
    const phrase = words(name);
    const [first] = phrase;
    if (first === undefined || phrase.length > MAXIMUM_NAME_WORDS) continue;
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  if (byFirst.size === 0) return NO_NAMES;
  const starts: number[] = [];
  const endsAt = new Map<number, number[]>();
  for (let at = 0; at < stream.length; at += 1) {
    if (stream.ids[at] === sentenceBreak) continue;
    const token = stream.wordsBefore[at] as number;
    const here = byFirst.get(text.tokens[token]?.text ?? '');
    if (here === undefined) continue;
    const sentence = text.tokens[token]?.sentence;
    const ends = new Set<number>();
    for (const phrase of here) {
      const all = phrase.every((word, index) => {
        const next = text.tokens[token + index];
        return next?.text === word && next.sentence === sentence;
      });
      if (all) ends.add(at + phrase.length);
    }
    if (ends.size === 0) continue;
    starts.push(at);
    endsAt.set(
      at,
      [...ends].sort((a, b) => b - a),
    );
  }
  return { starts, endsAt };
}
