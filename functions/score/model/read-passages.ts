import type { Turn } from '../../contracts/contact.ts';
import type { Signal } from '../../contracts/signal.ts';
import type { Engine } from '../engine.ts';
import type { NormalizedText, TokenRange } from '../text.ts';
import { heaviestRun } from './heaviest-run.ts';
import { probability } from './log-odds.ts';
import { passagesOf, passageText } from './passages.ts';
import type { Passage, SecondReader } from './second-reader.ts';

/** The encoder takes some 8 ms a passage: of a longer contact the passages whose words are of most concern are read. */
export const MOST_PASSAGES_READ = 16;
/** Among many passages the highest score is high by chance; so much of the log of their number is taken off, in log-odds. */
const POOLING_PENALTY = 0.5;

export interface ReadTurn {
  readonly turn: Turn;
  readonly text: NormalizedText;
}

/** What the second reader makes of a contact: its passage of most concern, and by group the highest of any passage. In log-odds. */
export interface PassagesReading {
  readonly concern: number;
  readonly groups: Float64Array;
  /** The groups of the passage of most concern alone. */
  readonly kind: Float64Array;
  readonly where: { turn: Turn; text: NormalizedText; range: TokenRange };
}

interface Candidate extends Omit<Passage, 'text'> {
  readonly turn: Turn;
  readonly whole: NormalizedText;
}

/** Reads the passages of all turns; null where there are no words. */
export async function readPassages(turns: readonly ReadTurn[], reader: SecondReader): Promise<PassagesReading | null> {
  const candidates = turns.flatMap(({ turn, text }) =>
    passagesOf(text).map((range): Candidate => ({ turn, whole: text, tokens: text.tokens, range })),
  );
  const chosen = candidates.length <= MOST_PASSAGES_READ ? candidates : mostConcerning(candidates, reader);
  const readings = await reader.read(
    chosen.map(({ tokens, range, whole }) => ({ tokens, range, text: passageText(whole, range) })),
  );
  const penalty = POOLING_PENALTY * Math.log(Math.max(1, candidates.length));
  let top = -1;
  const groups = new Float64Array(reader.groups.length).fill(Number.NEGATIVE_INFINITY);
  for (const [index, reading] of readings.entries()) {
    if (top < 0 || reading.concern > (readings[top]?.concern ?? 0)) top = index;
    for (const [group, odds] of reading.groups.entries()) {
      groups[group] = Math.max(groups[group] as number, odds - penalty);
    }
  }
  const [reading, candidate] = [readings[top], chosen[top]];
  if (reading === undefined || candidate === undefined) return null;
  const { turn, whole, range } = candidate;
  return { concern: reading.concern - penalty, groups, kind: reading.groups, where: { turn, text: whole, range } };
}

function mostConcerning(candidates: readonly Candidate[], reader: SecondReader): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, words: reader.wordsConcern(candidate.tokens, candidate.range) }))
    .sort((a, b) => b.words - a.words)
    .slice(0, MOST_PASSAGES_READ)
    .map(({ candidate }) => candidate);
}

/** The signal that the second reader raises, as the kind that is likeliest; null below the policy's score. */
export function concernSignal(
  { concern, kind, where }: PassagesReading,
  besideDetection: boolean,
  { secondReader, policy, versions }: Pick<Engine, 'secondReader' | 'policy' | 'versions'>,
): Signal | null {
  const score = probability(concern);
  if (score < (besideDetection ? policy.concern.raise_beside_detection_from : policy.concern.raise_from)) return null;
  const likeliest = kind.indexOf(Math.max(...kind));
  const group = secondReader.groups[likeliest] ?? '';
  const severity = policy.model[group]?.concern_severity ?? 2;
  const { first, last } = heaviestRun(secondReader.explain(where.text.tokens, where.range));
  const tokens = where.text.tokens;
  return {
    id: `model/${group}`,
    category: policy.model[group]?.category ?? 'concerning-behaviour',
    type: policy.model[group]?.type ?? null,
    severity,
    severityBefore: severity,
    confidence: score,
    span: {
      turn: where.turn.index,
      start: tokens[where.range.first + first]?.start ?? 0,
      end: tokens[where.range.first + Math.max(first, last - 1)]?.end ?? 0,
    },
    captures: {},
    lowered: [],
    why: `The model's second reader takes this passage for language of concern (${score.toFixed(2)}), most likely of the kind ${group.replaceAll('-', ' ')}; of its words the marked ones carried the most.`,
    by: versions.model,
  };
}
