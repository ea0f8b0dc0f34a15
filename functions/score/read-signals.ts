import type { Contact, Party, Turn } from '../contracts/contact.ts';
import type { CaptureName, Signal, Span } from '../contracts/signal.ts';
import { weighContext } from './context/weigh-context.ts';
import { counts } from './counts.ts';
import { imminenceOf } from './decide/imminence.ts';
import { type Particulars, specificityOf } from './decide/specificity.ts';
import { timeOfThreat } from './decide/when/stated-time.ts';
import type { Engine } from './engine.ts';
import { asHint, isHint } from './hints.ts';
import type { Match } from './match/match.ts';
import { type ModelReading, readModel } from './model/read-model.ts';
import type { ReadTurn } from './model/read-passages.ts';
import { namesOf, nameUses } from './name-uses.ts';
import { aimedAt, namesToMatch } from './named-people.ts';
import { fingerprint } from './normalize/fingerprint.ts';
import { normalize } from './normalize/normalize.ts';
import { wordsHash } from './normalize/words-hash.ts';
import { spanOf } from './span-of.ts';
import type { NormalizedText, Token } from './text.ts';

/** A megabyte of one threat, pasted again and again, would cost seconds to weigh and tells no more than its first dozens. */
const MOST_SIGNALS_OF_ONE_DETECTION = 50;

/** What one contact by itself shows, before its subject's history is looked at. */
export interface Reading {
  readonly signals: Signal[];
  readonly imminence: number;
  readonly specificity: number;
  readonly modelScores: Readonly<Record<string, number>>;
  readonly fingerprint: string | null;
  readonly wordsHash: string | null;
  readonly wordCount: number;
  /** How often a target's name is used; undefined where no target has one. */
  readonly nameUses?: number | undefined;
  /** Employees named by the words of concern, beside those the contact was sent to. */
  readonly aimedAt?: readonly Party[];
}

/** A turn whose words are the subject's, or may be (requirement 8); an employee's turns are context and are not scored. */
function isScored(turn: Turn): boolean {
  return turn.speaker === 'subject' || turn.speaker === 'unknown';
}

/** A reading with what it was made from: the scored turns as the rules see them, and what each reader of the model made of them. */
export interface WholeReading {
  readonly reading: Reading;
  readonly turns: readonly ReadTurn[];
  readonly model: ModelReading;
}

/** Reads every scored turn of a contact with rules and model (requirements 9 to 15). Pure: the same contact and engine give the same. */
export async function readSignals(contact: Contact, engine: Engine): Promise<Reading> {
  return (await readWhole(contact, engine)).reading;
}

/** As {@link readSignals}, for whoever is shown how it came about. */
export async function readWhole(contact: Contact, engine: Engine): Promise<WholeReading> {
  const turns = contact.turns.filter(isScored).map((turn) => ({ turn, text: normalize(turn.text, turn.apart) }));
  const targetNames = namesToMatch(contact);
  const found: Found[] = [];
  const met = new Map<string, number>();
  for (const { turn, text } of turns) {
    for (const match of engine.matcher.match(text, { named_target: targetNames })) {
      const seen = met.get(match.detection.id) ?? 0;
      met.set(match.detection.id, seen + 1);
      if (seen >= MOST_SIGNALS_OF_ONE_DETECTION) continue;
      found.push({ match, text, signal: signalOf(match, turn, text, engine) });
    }
  }
  const model = await readModel(
    turns,
    found.map(({ signal }) => signal),
    contact.automated,
    engine,
  );
  const weighed = found.map((one) =>
    isHint(one.match.detection) ? { ...one, signal: asHint(one.signal, model.passages, engine.policy) } : one,
  );
  const { threats, imminence: stated } = particularsOf(weighed, contact, targetNames, engine);
  const signals = [...weighed.map(({ signal }) => signal), ...model.signals];
  const imminence = stated === 0 && model.signals.some(isThreat) ? 1 : stated;
  const longest = turns.reduce<NormalizedText | null>(
    (best, { text }) => (text.tokens.length > (best?.tokens.length ?? 0) ? text : best),
    null,
  );
  const reading: Reading = {
    signals: signals.sort(byWeight),
    imminence,
    specificity: specificityOf(threats),
    modelScores: model.scores,
    fingerprint: longest === null ? null : fingerprint(longest),
    wordsHash: longest === null ? null : wordsHash(longest),
    wordCount: turns.reduce((sum, { text }) => sum + text.tokens.length, 0),
    nameUses: nameUses(
      turns.map(({ text }) => text),
      namesOf(contact),
    ),
    aimedAt: aimedAt(contact, signals.filter(counts), turns),
  };
  return { reading, turns, model };
}

/** A match in its text, and the signal that it gives. */
interface Found {
  readonly match: Match;
  readonly text: NormalizedText;
  readonly signal: Signal;
}

/** What the threats among the signals say of when and whom. */
function particularsOf(
  found: readonly Found[],
  contact: Contact,
  targetNames: readonly string[],
  { timeZone }: Engine,
) {
  const threats: Particulars[] = [];
  let imminence = 0;
  for (const { match, text, signal } of found) {
    if (!isThreat(signal)) continue;
    const sentence = sentenceTokens(match, text);
    const time = timeOfThreat(text, match, contact.occurredAt, timeZone);
    const captured = Object.keys(signal.captures) as CaptureName[];
    threats.push({
      captured,
      category: signal.category,
      namesTarget: sentence.some((token) => targetNames.includes(token.text)),
      statesTime: time.hours !== null,
    });
    const arrival = signal.category === 'approach';
    imminence = Math.max(
      imminence,
      imminenceOf(time, { threatening: true, arrival, condition: captured.includes('condition') }),
    );
  }
  return { threats, imminence };
}

function byWeight(a: Signal, b: Signal): number {
  return (
    b.severity - a.severity ||
    b.confidence - a.confidence ||
    (a.span?.turn ?? 0) - (b.span?.turn ?? 0) ||
    (a.span?.start ?? 0) - (b.span?.start ?? 0)
  );
}

/** A signal that counts toward imminence and specificity: at least an implied threat, or self-harm meant in earnest. */
function isThreat(signal: Signal): boolean {
  return signal.severity >= 2 && (signal.type !== null || signal.category === 'self-harm');
}

function signalOf(match: Match, turn: Turn, text: NormalizedText, engine: Engine): Signal {
  const { detection } = match;
  const weighed = weighContext(match, text, turn.text, { standing: turn.standing, speaker: turn.speaker });
  const captures: Partial<Record<CaptureName, Span>> = {};
  for (const [name, range] of Object.entries(match.captures)) {
    captures[name as CaptureName] = spanOf(text, range, turn.index);
  }
  return {
    id: detection.id,
    category: detection.category,
    type: weighed.type,
    severity: weighed.severity,
    severityBefore: detection.severity,
    confidence: weighed.confidence,
    span: spanOf(text, match, turn.index),
    captures,
    lowered: weighed.lowered,
    why: detection.why,
    by: engine.versions.rules,
  };
}

/** The words of the sentences that a match touches: what it says of when and whom. */
function sentenceTokens(match: Match, text: NormalizedText): readonly Token[] {
  const from = text.sentences[text.tokens[match.first]?.sentence ?? 0]?.first ?? match.first;
  const to = text.sentences[text.tokens[Math.max(match.first, match.last - 1)]?.sentence ?? 0]?.last ?? match.last;
  return text.tokens.slice(from, to);
}
