import type { Turn } from '../../contracts/contact.ts';
import type { Signal } from '../../contracts/signal.ts';
import type { Engine } from '../engine.ts';
import type { NormalizedText } from '../text.ts';
import { type Circumstances, concernRaisesFrom, selfHarmRaisesFrom } from './circumstances.ts';
import { pooled, probability } from './log-odds.ts';
import { passagesOf, passageText } from './passages.ts';
import { raisedSignal, type ScoredWords } from './raised-signal.ts';
import type { Passage, SecondReader } from './second-reader.ts';
import { tellingSpan } from './telling-words.ts';

/**
 * The encoders take some 8 ms a passage, and of possible concern some 100: of a longer contact the passages whose words are of most concern
 * are read.
 */
export const MOST_PASSAGES_READ = 16;

export interface ReadTurn {
  readonly turn: Turn;
  readonly text: NormalizedText;
}

/** What the second reader makes of a contact: its passage of most concern, and by group the highest of any passage. In log-odds. */
export interface PassagesReading {
  readonly concern: number;
  /** Whether every passage was read. */
  readonly whole: boolean;
  readonly groups: Float64Array;
  /** The groups of the passage of most concern alone. */
  readonly kind: Float64Array;
  readonly where: ScoredWords;
  readonly selfHarm: SelfHarmReading;
}

/**
 * The passage that speaks of self-harm the most, halfway between the log-odds that it is of concern and those that it is of self-harm. Either alone
 * hears less of what people say of themselves: plain despair is like many a sad letter, and much that has its words is a joke. Of concern no more than
 * even odds count: what is surely of concern may be a threat to somebody else.
 */
export interface SelfHarmReading {
  readonly odds: number;
  readonly where: ScoredWords;
}

const EVEN_ODDS = 0;

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
  const selfHarm = reader.groups.indexOf('self-harm');
  const distress = readings.map(
    ({ concern, groups }) => (Math.min(concern, EVEN_ODDS) + (groups[selfHarm] ?? Number.NEGATIVE_INFINITY)) / 2,
  );
  const top = indexOfGreatest(readings.map(({ concern }) => concern));
  const darkest = indexOfGreatest(distress);
  const groups = new Float64Array(reader.groups.length).fill(Number.NEGATIVE_INFINITY);
  for (const reading of readings) {
    for (const [group, odds] of reading.groups.entries()) {
      groups[group] = Math.max(groups[group] as number, pooled(odds, candidates.length));
    }
  }
  const [reading, candidate, darkestCandidate] = [readings[top], chosen[top], chosen[darkest]];
  if (reading === undefined || candidate === undefined || darkestCandidate === undefined) return null;
  return {
    concern: pooled(reading.concern, candidates.length),
    whole: chosen.length === candidates.length,
    groups,
    kind: reading.groups,
    where: wordsOf(candidate),
    selfHarm: { odds: pooled(distress[darkest] as number, candidates.length), where: wordsOf(darkestCandidate) },
  };
}

/** The first of the greatest; -1 where there is none. */
const indexOfGreatest = (values: Float64Array | readonly number[]): number => values.indexOf(Math.max(...values));

const wordsOf = ({ turn, whole, range }: Candidate): ScoredWords => ({ turn, text: whole, range });

function mostConcerning(candidates: readonly Candidate[], reader: SecondReader): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, words: reader.wordsConcern(candidate.tokens, candidate.range) }))
    .sort((a, b) => b.words - a.words)
    .slice(0, MOST_PASSAGES_READ)
    .map(({ candidate }) => candidate);
}

/** Of what kind the passage of most concern would be. */
export function likeliestKind(kind: PassagesReading['kind'], { groups }: Pick<SecondReader, 'groups'>): string {
  return groups[indexOfGreatest(kind)] ?? '';
}

/** What raising a signal takes. */
type Raising = Pick<Engine, 'secondReader' | 'policy' | 'versions'>;

/** The signal that the second reader raises, as the kind that is likeliest; null below the policy's score. */
export async function concernSignal(
  { concern, kind, where }: PassagesReading,
  circumstances: Circumstances,
  engine: Raising,
): Promise<Signal | null> {
  const score = probability(concern);
  if (score < concernRaisesFrom(engine.policy.concern, circumstances)) return null;
  const group = likeliestKind(kind, engine.secondReader);
  const why = `The model reads this passage as language of concern (${score.toFixed(2)} of 1), most likely ${group.replaceAll('-', ' ')}. The marked words weighed the most.`;
  return passageSignal(where, { group, score, why }, engine);
}

/** The signal of self-harm that the second reader raises where it hears enough of both; null below the policy's score. */
export async function selfHarmSignal(
  { selfHarm: { odds, where } }: PassagesReading,
  circumstances: Circumstances,
  engine: Raising,
): Promise<Signal | null> {
  const score = probability(odds);
  const from = selfHarmRaisesFrom(engine.policy.concern, circumstances);
  if (score < from) return null;
  const why = `The model reads this passage as what somebody writes who thinks of harming themselves (${score.toFixed(2)} of 1; from ${from.toFixed(2)} on a person should look). The marked words weighed the most.`;
  return passageSignal(where, { group: 'self-harm', score, why }, engine);
}

async function passageSignal(
  where: ScoredWords,
  raised: { readonly group: string; readonly score: number; readonly why: string },
  { secondReader, policy, versions }: Raising,
): Promise<Signal> {
  const severity = policy.model[raised.group]?.concern_severity ?? 2;
  return raisedSignal(await tellingSpan(where, secondReader), { ...raised, severity }, { policy, versions });
}
