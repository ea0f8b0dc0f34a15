import type { Span } from '../../contracts/signal.ts';
import { spanOf } from '../span-of.ts';
import type { TokenRange } from '../text.ts';
import { heaviestRun } from './heaviest-run.ts';
import { passageText } from './passages.ts';
import type { ScoredWords } from './raised-signal.ts';
import type { SecondReader } from './second-reader.ts';

/** A sentence of no more words is marked whole: a person reads it at a glance, and a part of it may say something else. */
const MARKED_WHOLE_WORDS = 30;

/** A text may begin with a name on a line of its own. It tells the reader much, since what follows is then said to somebody, and a person nothing. */
const SALUTATION_WORDS = 2;

/** Where in a contact the words are that tell the second reader the most. */
export async function tellingSpan(
  where: ScoredWords,
  reader: Pick<SecondReader, 'lookClosely' | 'explain'>,
): Promise<Span> {
  return spanOf(where.text, await tellingWords(where, reader), where.turn.index);
}

/**
 * Of the words that the second reader scored those that tell the most: of several sentences the one without which the close look would hear
 * the least, and of a sentence too long to mark whole the run of words that carried the most.
 */
export async function tellingWords(
  { text, range }: Pick<ScoredWords, 'text' | 'range'>,
  reader: Pick<SecondReader, 'lookClosely' | 'explain'>,
): Promise<TokenRange> {
  const sentence = await tellingSentence({ text, range }, reader);
  if (sentence.last - sentence.first <= MARKED_WHOLE_WORDS) return sentence;
  const { first, last } = heaviestRun(reader.explain(text.tokens, sentence));
  return { first: sentence.first + first, last: sentence.first + last };
}

async function tellingSentence(
  { text, range }: Pick<ScoredWords, 'text' | 'range'>,
  { lookClosely }: Pick<SecondReader, 'lookClosely'>,
): Promise<TokenRange> {
  const sentences = withSalutation(text.sentences)
    .map(({ first, last }) => ({ first: Math.max(first, range.first), last: Math.min(last, range.last) }))
    .filter(({ first, last }) => first < last);
  if (sentences.length < 2) return sentences[0] ?? range;
  const without = sentences.map((left) =>
    sentences
      .filter((sentence) => sentence !== left)
      .map((sentence) => passageText(text, sentence))
      .join(' '),
  );
  const heard = await lookClosely(without);
  return sentences[heard.indexOf(Math.min(...heard))] as TokenRange;
}

/** The salutation as the beginning of the sentence behind it. */
function withSalutation(sentences: readonly TokenRange[]): readonly TokenRange[] {
  const [first, second, ...rest] = sentences;
  if (first === undefined || second === undefined || first.last - first.first > SALUTATION_WORDS) return sentences;
  return [{ first: first.first, last: second.last }, ...rest];
}
