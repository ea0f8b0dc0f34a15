import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureName } from '../../../../functions/contracts/signal.ts';
import { parsePattern } from '../../../../functions/score/detections/parse-pattern.ts';
import { PatternError } from '../../../../functions/score/detections/pattern-error.ts';
import { detectionOf, lexiconOf, matcherOf } from './detections.ts';
import { plainText, plainWords } from './plain-text.ts';
import { type Node, referenceMatch } from './reference-matcher.ts';

/** Few words, so that they meet often; some begin alike, one is two words, one is a number, some inflect. */
const WORDS = ['you', 'hit', 'hits', 'hitting', 'threat', 'threaten', 'the', 'face', '7', 'face-off', 'off'];
/** `RUNS=20000 npx vitest run …` looks longer than a test may. */
const RUNS = Number(process.env.RUNS ?? 400);
/** No measure of the matcher: so that a busy machine is not taken for a hang. */
const HANGS_AFTER_MILLISECONDS = 300_000 + 100 * RUNS;
const NAMES = ['jane', 'jane doe', 'doe'];

const word = fc.constantFrom(...WORDS.filter((text) => text !== '7')).map((text): Node => ({ kind: 'word', text }));
const literal: fc.Arbitrary<Node> = fc.oneof(
  { weight: 5, arbitrary: word },
  fc.constantFrom('hit', 'face').map((text): Node => ({ kind: 'inflected', text })),
  fc.constantFrom('thr', 'threat', 'hit').map((text): Node => ({ kind: 'prefix', text })),
  fc.constant<Node>({ kind: 'number' }),
);
const lexicon = fc
  .constantFrom('body', 'blow', 'anyone', 'recipient', 'named_target')
  .map((name): Node => ({ kind: 'lexicon', name }));
const looked: fc.Arbitrary<Node> = fc.oneof(
  literal,
  lexicon,
  fc.array(fc.oneof(literal, lexicon), { minLength: 2, maxLength: 3 }).map((of): Node => ({ kind: 'choice', of })),
);

const gap = fc.integer({ min: 1, max: 3 }).map((most): Node => ({ kind: 'gap', most }));

const { pattern } = fc.letrec<{ pattern: Node; element: Node }>((tie) => ({
  pattern: fc
    .array(tie('element'), { minLength: 1, maxLength: 4 })
    .map((of) => (of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'sequence', of })),
  element: fc.oneof(
    { maxDepth: 2, depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: literal },
    { weight: 4, arbitrary: lexicon },
    { weight: 1, arbitrary: fc.constantFrom<Node>({ kind: 'start' }, { kind: 'end' }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('element'), fc.oneof(gap, fc.constant<Node>({ kind: 'break' })), fc.oneof(literal, lexicon))
        .map((of): Node => ({ kind: 'sequence', of })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(gap, fc.oneof(literal, lexicon))
        .map((of): Node => ({ kind: 'optional', of: { kind: 'sequence', of } })),
    },
    { weight: 1, arbitrary: looked.map((of): Node => ({ kind: 'not', of })) },
    { weight: 2, arbitrary: tie('pattern').map((of): Node => ({ kind: 'optional', of })) },
    {
      weight: 2,
      arbitrary: fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map((of): Node => ({ kind: 'choice', of })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('act', 'target', 'means'), tie('pattern'))
        .map(([name, of]): Node => ({ kind: 'capture', name: CaptureName.parse(name), of })),
    },
  ),
}));

/** A pattern as an author writes it. */
function written(node: Node): string {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'inflected':
      return `~${node.text}`;
    case 'prefix':
      return `${node.text}*`;
    case 'number':
      return '#';
    case 'lexicon':
      return `@${node.name}`;
    case 'gap':
      return node.most === 4 ? '...' : `..${node.most}`;
    case 'break':
      return '//';
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'not':
      return `!${written(node.of)}`;
    case 'optional':
      return node.of.kind === 'sequence' || node.of.kind === 'optional'
        ? `(${written(node.of)})?`
        : `${written(node.of)}?`;
    case 'choice':
      return `(${node.of.map(written).join('|')})`;
    case 'sequence':
      return node.of.map(written).join(' ');
    case 'capture':
      return `{${node.name}: ${written(node.of)}}`;
  }
}

const isPattern = (node: Node): boolean => {
  try {
    parsePattern(written(node));
    return true;
  } catch (error) {
    if (error instanceof PatternError) return false;
    throw error;
  }
};
/** Longer ones span more words than a pattern may. */
const MOST_CHARACTERS = 120;
const usable = pattern.filter((node) => isPattern(node) && written(node).length <= MOST_CHARACTERS);

const none = fc.constant<Node[]>([]);
const members = fc.array(fc.array(literal, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 });
/** Any word of the vocabulary, or the words that one of the patterns asks for, as the numbers choose among its alternatives. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WORDS, ...NAMES, 'other', '3.5', 'threats', ',') },
  {
    weight: 2,
    arbitrary: fc.record({ pattern: fc.nat(), choices: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }) }),
  },
);
const text = fc.array(fc.tuple(fc.array(piece, { maxLength: 6 }), fc.constantFrom('.', '!', '?')), { maxLength: 4 });

/** Words that a pattern asks for: often, not always, a match. */
function spoken(node: Node, choose: () => number, lexicons: Record<string, Node[][]>): string {
  switch (node.kind) {
    case 'word':
    case 'inflected':
      return node.text;
    case 'prefix':
      return `${node.text}s`;
    case 'number':
      return '7';
    case 'break':
      return '.';
    case 'gap':
      return 'other '.repeat(choose() % (node.most + 2));
    case 'lexicon': {
      const members = lexicons[node.name] ?? lexicons.recipient ?? [];
      return (members[choose() % members.length] ?? []).map((part) => spoken(part, choose, lexicons)).join(' ');
    }
    case 'start':
    case 'end':
    case 'not':
      return '';
    case 'optional':
      return choose() % 2 === 0 ? '' : spoken(node.of, choose, lexicons);
    case 'choice':
      return spoken(node.of[choose() % node.of.length] as Node, choose, lexicons);
    case 'sequence':
      return node.of.map((part) => spoken(part, choose, lexicons)).join(' ');
    case 'capture':
      return spoken(node.of, choose, lexicons);
  }
}

function messageOf(
  sentences: readonly (readonly [readonly (string | { pattern: number; choices: number[] })[], string])[],
  patterns: readonly Node[],
  lexicons: Record<string, Node[][]>,
): string {
  const words = (part: string | { pattern: number; choices: number[] }): string => {
    if (typeof part === 'string') return part;
    let next = 0;
    const choose = (): number => part.choices[next++ % part.choices.length] ?? 0;
    return spoken(patterns[part.pattern % patterns.length] as Node, choose, lexicons);
  };
  return sentences.map(([parts, mark]) => `${parts.map(words).join(' ').replaceAll('-', ' ')}${mark}`).join(' ');
}

const asMember = (words: Node[]): string => words.map(written).join(' ');
const isMember = (words: Node[]): boolean => words.some(({ kind }) => kind !== 'number');

describe('the matcher and a matcher that tries everything', () => {
  it(
    'find the same words and captures for any patterns, lexicons, names and text',
    () => {
      fc.assert(
        fc.property(
          fc.record({
            match: fc.array(usable, { maxLength: 2 }),
            parts: fc.oneof(none, fc.array(usable, { minLength: 2, maxLength: 3 })),
            within: fc.oneof(fc.constantFrom('sentence' as const, 'turn' as const), fc.integer({ min: 2, max: 8 })),
            unless: fc.oneof(none, fc.array(usable, { minLength: 1, maxLength: 2 })),
          }),
          fc.record({ body: members, blow: members, recipient: members }),
          fc.subarray(NAMES),
          text,
          (detection, lexicons, names, sentences) => {
            fc.pre(detection.match.length + detection.parts.length > 0);
            const lists = Object.entries(lexicons).map(([name, list]) => [name, list.filter(isMember)] as const);
            fc.pre(lists.every(([, list]) => list.length > 0));
            const patterns = [...detection.match, ...detection.parts, ...detection.unless];
            const message = messageOf(sentences, patterns, Object.fromEntries(lists));
            const matcher = matcherOf(
              [
                detectionOf({
                  match: detection.match.map(written),
                  ...(detection.parts.length > 0
                    ? { match_all: { within: detection.within, patterns: detection.parts.map(written) } }
                    : {}),
                  unless: detection.unless.map(written),
                }),
              ],
              [
                ...lists.map(([name, list]) => lexiconOf(name, list.map(asMember))),
                lexiconOf('anyone', ['off'], ['recipient', 'body']),
              ],
            );
            const matches = matcher
              .match(plainText(message), { named_target: names })
              .map(({ first, last, captures }) => ({ first, last, captures }));
            const rules = {
              lexicons: {
                ...Object.fromEntries(
                  lists.map(([name, list]) => [
                    name,
                    { members: list.map((of): Node => ({ kind: 'sequence', of })), includes: [] },
                  ]),
                ),
                anyone: { members: [{ kind: 'word' as const, text: 'off' }], includes: ['recipient', 'body'] },
              },
              names: names.map(plainWords),
              words: plainWords,
            };
            expect(matches).toEqual(referenceMatch(detection, rules, plainText(message)));
          },
        ),
        { numRuns: RUNS },
      );
    },
    HANGS_AFTER_MILLISECONDS,
  );
});
