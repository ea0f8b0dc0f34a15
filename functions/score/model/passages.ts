import type { NormalizedText, Sentence, TokenRange } from '../text.ts';

/** A passage ends before it is longer: a meaning of more words says of each less. */
export const LONGEST_PASSAGE_WORDS = 70;
/** A new passage begins after so many words of the one before, so that no two neighbouring sentences are always apart. */
const STEP_WORDS = 35;

/**
 * What the second reader reads one at a time: all of a short text; of a longer one overlapping runs of whole sentences. A sentence that
 * is longer than a passage is cut. Each word is in at most three passages.
 */
export function passagesOf(text: NormalizedText): TokenRange[] {
  const words = text.tokens.length;
  if (words === 0) return [];
  if (words <= LONGEST_PASSAGE_WORDS) return [{ first: 0, last: words }];
  const passages: TokenRange[] = [];
  let sentence = 0;
  for (let first = 0; first < words; ) {
    const most = Math.min(words, first + LONGEST_PASSAGE_WORDS);
    const least = first + STEP_WORDS;
    let last = most;
    let next: number | null = null;
    while (startOf(text, sentence) < first) sentence++;
    for (let at = sentence; startOf(text, at) <= most; at++) {
      const start = startOf(text, at);
      if (start <= least) continue;
      next ??= start;
      last = start;
    }
    passages.push({ first, last });
    if (last >= words) break;
    first = next ?? last;
  }
  return passages;
}

/** Where a sentence starts, which is where the one before ends; the words' end, once, behind the last. */
function startOf({ sentences, tokens }: NormalizedText, index: number): number {
  const sentence: Sentence | undefined = sentences[index];
  if (sentence !== undefined) return sentence.first;
  return index === sentences.length ? tokens.length : Number.POSITIVE_INFINITY;
}

const STOPS: Record<string, string> = { '': '.', '.': '.', '!': '!', '?': '?' };

/** The normalised words of a passage as a text: disguises are undone in it, and each sentence has its stop. */
export function passageText(text: NormalizedText, { first, last }: TokenRange): string {
  const words: string[] = [];
  for (let at = first; at < last; at++) {
    const token = text.tokens[at];
    if (token === undefined) break;
    const sentence = text.sentences[token.sentence];
    words.push(
      sentence !== undefined && at === sentence.last - 1 ? `${token.text}${STOPS[sentence.terminator]}` : token.text,
    );
  }
  return words.join(' ');
}
