import type { Detection } from '../../functions/score/detections/detection.ts';
import { normalize } from '../../functions/score/normalize/normalize.ts';

/**
 * Words commoner than this, in uses per million, stay as they are: "you", "will", "going", "about". They are the frame of a pattern, and a
 * further detection would be framed by the same.
 */
const FRAME_PER_MILLION = 1500;

/**
 * `count` detections out of those there are: they themselves, and variants of them with other words. In a variant each word of a
 * pattern that is not part of its frame is another of the rules or of the messages that is about as common in the messages (within a
 * factor of two) and no longer, the same for the same word throughout the variant. So a variant is met as often as a real one and by words of its
 * own, as a further detection would be. Lexicons, gaps, conditions and `word*` stay. A detection is followed by its variants, so
 * that to take one in so many of the list is to take of each.
 *
 * Whether that is honest was counted, on customers' messages (--data), for 1,000 detections and for the real ones alone: a detection has about as
 * many anchors looked at in a message (0.98 against 0.99), a third more tried (0.10 against 0.08), because how common a word is was estimated
 * with the words of our rules in mind, and a fifth fewer patterns run (0.008 against 0.010), because words that were put together by chance
 * stand together less often. So a variant is about as dear as a real one.
 */
export function moreDetections(
  real: readonly Detection[],
  count: number,
  messages: readonly string[],
  random: () => number,
): Detection[] {
  const uses = usesPerMillion(messages);
  const classes = wordsByUse(uses, real);
  return Array.from({ length: count }, (_, index) => {
    const detection = real[Math.floor((index * real.length) / count)] as Detection;
    const isFirst = index === 0 || real[Math.floor(((index - 1) * real.length) / count)] !== detection;
    return isFirst ? detection : variant(detection, index, uses, classes, random);
  });
}

function usesPerMillion(messages: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  let all = 0;
  for (const message of messages) {
    for (const { text } of normalize(message).tokens) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
      all += 1;
    }
  }
  return new Map([...counts].map(([word, uses]) => [word, (uses * 1_000_000) / all]));
}

/** A doubling of uses is one class; words that the messages do not have are class 0. */
const classOf = (uses: number): number => (uses === 0 ? 0 : Math.max(1, Math.ceil(Math.log2(uses))));

const PLAIN_WORD = /^[a-z]{2,}$/;

function wordsByUse(uses: ReadonlyMap<string, number>, real: readonly Detection[]): Map<number, string[]> {
  const words = new Set([...uses.keys(), ...real.flatMap(patternsOf).flatMap((pattern) => pattern.match(WORD) ?? [])]);
  const classes = new Map<number, string[]>();
  for (const word of [...words].filter((one) => PLAIN_WORD.test(one)).sort()) {
    if (normalize(word).tokens[0]?.text !== word) continue;
    const list = classes.get(classOf(uses.get(word) ?? 0)) ?? [];
    list.push(word);
    classes.set(classOf(uses.get(word) ?? 0), list);
  }
  return classes;
}

const patternsOf = ({ match, match_all, unless }: Detection): string[] => [
  ...match,
  ...(match_all?.patterns ?? []),
  ...unless,
];

/** A word of a pattern: not a lexicon's or a capture's name, not part of another, not `word*`. */
const WORD = /(?<![@a-z'_-])[a-z]+(?![a-z'_*:-])/g;

function variant(
  detection: Detection,
  number: number,
  uses: ReadonlyMap<string, number>,
  classes: ReadonlyMap<number, readonly string[]>,
  random: () => number,
): Detection {
  const others = new Map<string, string>();
  const other = (word: string): string => {
    const often = uses.get(word) ?? 0;
    if (often > FRAME_PER_MILLION || !PLAIN_WORD.test(word)) return word;
    const alike = (classes.get(classOf(often)) ?? []).filter(({ length }) => length <= word.length);
    const chosen = others.get(word) ?? alike[Math.floor(random() * alike.length)] ?? word;
    others.set(word, chosen);
    return chosen;
  };
  const rewrite = (pattern: string): string => pattern.replace(WORD, other);
  const { origin: _, match_all, ...rest } = detection;
  return {
    ...rest,
    id: `${detection.id}-variant-${number}`,
    match: detection.match.map(rewrite),
    ...(match_all === undefined ? {} : { match_all: { ...match_all, patterns: match_all.patterns.map(rewrite) } }),
    unless: detection.unless.map(rewrite),
  };
}
