import type { CaptureName } from '../../../../functions/contracts/signal.ts';
import { inflect } from '../../../../functions/score/detections/inflect.ts';
import type { NormalizedText, TokenRange } from '../../../../functions/score/text.ts';

/** A pattern as the reference understands it: the same constructs, without where they were written. */
export type Node =
  | { kind: 'word' | 'inflected' | 'prefix'; text: string }
  | { kind: 'lexicon'; name: string }
  | { kind: 'number' | 'break' | 'start' | 'end' }
  | { kind: 'gap'; most: number }
  | { kind: 'not' | 'optional'; of: Node }
  | { kind: 'choice' | 'sequence'; of: Node[] }
  | { kind: 'capture'; name: CaptureName; of: Node };

export interface ReferenceDetection {
  match: Node[];
  parts: Node[];
  within: 'sentence' | 'turn' | number;
  unless: Node[];
}

export interface ReferenceMatch extends TokenRange {
  captures: Partial<Record<CaptureName, TokenRange>>;
}

/** What the reference matches against: lexicons as lists of patterns, names as lists of words. */
export interface ReferenceRules {
  lexicons: Record<string, { members: Node[]; includes: string[] }>;
  names: string[][];
  words: (text: string) => string[];
}

type Spans = Partial<Record<CaptureName, [number, number]>>;
interface Way {
  end: number;
  captures: Spans;
}
interface Hit {
  start: number;
  end: number;
  part: number;
}

/** Words, phrases, lexicons, and choices of nothing else. */
const isPlain = (node: Node): boolean =>
  node.kind === 'lexicon' ||
  (node.kind === 'choice' && node.of.every(isPlain)) ||
  (isWritten(node) && !mayBeEmpty(node));
const isWritten = (node: Node): boolean => {
  if (node.kind === 'sequence' || node.kind === 'choice') return node.of.every(isWritten);
  return node.kind === 'optional' ? isWritten(node.of) : ['word', 'inflected', 'prefix', 'number'].includes(node.kind);
};
const mayBeEmpty = (node: Node): boolean => {
  if (node.kind === 'choice') return node.of.some(mayBeEmpty);
  return node.kind === 'sequence' ? node.of.every(mayBeEmpty) : node.kind === 'optional';
};

/**
 * What a detection finds, by trying everything everywhere: exponential, and each construct is one line of the grammar. It shares
 * nothing with the matcher but the table of inflections.
 */
export function referenceMatch(
  detection: ReferenceDetection,
  rules: ReferenceRules,
  text: NormalizedText,
): ReferenceMatch[] {
  // null is a sentence break: before the first sentence, between sentences, after the last.
  const stream: (string | null)[] = [];
  const tokenOf: number[] = [];
  const isClause = (at: number): boolean =>
    typeof stream[at] === 'string' && text.clauses.includes(tokenOf[at] as number);
  text.tokens.forEach((token, index) => {
    if (index === 0 || token.sentence !== text.tokens[index - 1]?.sentence) {
      tokenOf.push(index);
      stream.push(null);
    }
    tokenOf.push(index);
    stream.push(token.text);
  });
  tokenOf.push(text.tokens.length, text.tokens.length);
  stream.push(null);

  function* ways(node: Node, at: number, captures: Spans): Generator<Way> {
    const word = stream[at];
    switch (node.kind) {
      case 'word':
        yield* inARow(rules.words(node.text), at, captures);
        return;
      case 'inflected': {
        const ends = inflect(node.text).flatMap((form) => [...inARow(rules.words(form), at, captures)]);
        yield* ends.sort((a, b) => b.end - a.end);
        return;
      }
      case 'prefix':
        if (typeof word === 'string' && word.startsWith(node.text)) yield { end: at + 1, captures };
        return;
      case 'number':
        if (typeof word === 'string' && /^\d+([.,:]\d+)*$/.test(word)) yield { end: at + 1, captures };
        return;
      case 'lexicon': {
        const ends = lexiconEnds(node.name, at);
        for (const end of [...ends].sort((a, b) => b - a)) yield { end, captures };
        return;
      }
      case 'gap':
        for (let over = 0; over <= node.most; over += 1) {
          yield { end: at + over, captures };
          if (typeof stream[at + over] !== 'string') return;
        }
        return;
      case 'break':
        if (word === null && at + 1 < stream.length) yield { end: at + 1, captures };
        return;
      case 'start':
        if (stream[at - 1] === null || isClause(at)) yield { end: at, captures };
        return;
      case 'end':
        if (word === null || isClause(at)) yield { end: at, captures };
        return;
      case 'not':
        if (ways(node.of, at, captures).next().done) yield { end: at, captures };
        return;
      case 'optional':
        yield* ways(node.of, at, captures);
        yield { end: at, captures };
        return;
      case 'choice':
        // Words, phrases and lexicons are one lexicon, the longest first; then the others in the order they are written.
        yield* node.of
          .filter(isPlain)
          .flatMap((option) => [...ways(option, at, captures)])
          .sort((a, b) => b.end - a.end);
        for (const option of node.of.filter((one) => !isPlain(one))) yield* ways(option, at, captures);
        return;
      case 'sequence': {
        const [first, ...rest] = node.of;
        if (first === undefined) {
          yield { end: at, captures };
          return;
        }
        for (const way of ways(first, at, captures)) {
          yield* ways({ kind: 'sequence', of: rest }, way.end, way.captures);
        }
        return;
      }
      case 'capture':
        for (const way of ways(node.of, at, captures)) {
          const captured = (tokenOf[way.end] as number) > (tokenOf[at] as number) ? { [node.name]: [at, way.end] } : {};
          yield { end: way.end, captures: { ...way.captures, ...captured } };
        }
    }
  }

  function* inARow(words: string[], at: number, captures: Spans): Generator<Way> {
    if (words.every((word, index) => stream[at + index] === word)) yield { end: at + words.length, captures };
  }

  function lexiconEnds(name: string, at: number): Set<number> {
    const lexicon = rules.lexicons[name] ?? { members: [], includes: [] };
    const ends = new Set<number>();
    for (const member of lexicon.members) for (const { end } of ways(member, at, {})) ends.add(end);
    for (const included of lexicon.includes) for (const end of lexiconEnds(included, at)) ends.add(end);
    if (name === 'recipient' || name === 'named_target') {
      for (const target of rules.names) for (const { end } of inARow(target, at, {})) ends.add(end);
    }
    return ends;
  }

  /** Every stretch that a pattern stands on. */
  function hits(node: Node, part: number): Hit[] {
    return stream.flatMap((word, start) =>
      word === null
        ? []
        : [...new Set([...ways(node, start, {})].map(({ end }) => end))].map((end) => ({ start, end, part })),
    );
  }

  function capturesOf(node: Node | undefined, start: number, end: number): Spans {
    if (node === undefined) return {};
    for (const way of ways(node, start, {})) if (way.end === end) return way.captures;
    return {};
  }

  const unless = detection.unless.flatMap((node) => hits(node, 0));
  const found: (Hit & { captures: Spans })[] = [];

  const overlapsUnless = (hit: Hit): boolean => unless.some(({ start, end }) => start < hit.end && hit.start < end);
  for (const [part, node] of detection.match.entries()) {
    const allowed = hits(node, part).filter((hit) => !overlapsUnless(hit));
    for (const start of new Set(allowed.map((hit) => hit.start))) {
      const end = Math.max(...allowed.filter((hit) => hit.start === start).map((hit) => hit.end));
      found.push({ start, end, part, captures: capturesOf(node, start, end) });
    }
  }

  if (detection.parts.length > 0) found.push(...composites());

  function composites(): (Hit & { captures: Spans })[] {
    // A break belongs to the sentence that it ends; the first one to none.
    const sentenceOf = (at: number): number => stream.slice(0, at).filter((word) => word === null).length;
    const sentencesOf = ({ start, end }: Hit): number[] => {
      const [first, last] = [sentenceOf(start), sentenceOf(end - 1)];
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    };
    const silenced = new Set(unless.flatMap(sentencesOf));
    const counted = detection.parts.map((node, part) => {
      const all = hits(node, part);
      const shortest = all.filter((hit) => !all.some((other) => other.start === hit.start && other.end < hit.end));
      return shortest.filter((hit) => !sentencesOf(hit).some((sentence) => silenced.has(sentence)));
    });
    const scopes: Hit[][][] =
      detection.within === 'sentence'
        ? [...new Set(counted.flat().map((hit) => sentenceOf(hit.start)))]
            .sort((a, b) => a - b)
            .map((sentence) =>
              counted.map((part) => part.filter((hit) => sentencesOf(hit).every((one) => one === sentence))),
            )
        : [counted];
    const { within } = detection;
    const wordsIn = (start: number, end: number): number => (tokenOf[end] as number) - (tokenOf[start] as number);
    return scopes.flatMap((scope) => {
      let hulls: { start: number; end: number; starts: number[] }[] = [];
      for (const end of [...new Set(scope.flat().map((hit) => hit.end))].sort((a, b) => a - b)) {
        const starts = scope.map((part) =>
          Math.max(...part.filter((hit) => hit.end <= end).map((hit) => hit.start), -1),
        );
        if (!starts.includes(-1)) hulls.push({ start: Math.min(...starts), end, starts });
      }
      if (typeof within === 'number') hulls = hulls.filter((hull) => wordsIn(hull.start, hull.end) <= within);
      else {
        const least = Math.min(...hulls.map((hull) => wordsIn(hull.start, hull.end)));
        hulls = hulls.filter((hull) => wordsIn(hull.start, hull.end) === least).slice(0, 1);
      }
      return hulls.map((hull) => {
        const fits = (end: number): boolean =>
          within === 'turn' ||
          (within === 'sentence' ? sentenceOf(end - 1) === sentenceOf(hull.start) : wordsIn(hull.start, end) <= within);
        let captures: Spans = {};
        let { end } = hull;
        hull.starts.forEach((start, part) => {
          const node = detection.parts[part];
          const ends = node === undefined ? [] : [...ways(node, start, {})].map((way) => way.end);
          const longest = Math.max(...ends.filter(fits));
          end = Math.max(end, longest);
          captures = { ...capturesOf(node, start, longest), ...captures };
        });
        return { start: hull.start, end, part: detection.match.length, captures };
      });
    });
  }

  const matches: ReferenceMatch[] = [];
  let last = 0;
  found.sort((a, b) => a.start - b.start || b.end - a.end || a.part - b.part);
  for (const hit of found) {
    if (hit.start < last) continue;
    last = hit.end;
    const captures: ReferenceMatch['captures'] = {};
    for (const [name, [from, to]] of Object.entries(hit.captures)) {
      captures[name as CaptureName] = { first: tokenOf[from] as number, last: tokenOf[to] as number };
    }
    matches.push({ first: tokenOf[hit.start] as number, last: tokenOf[hit.end] as number, captures });
  }
  return matches;
}
