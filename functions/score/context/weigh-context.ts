import type { Lowering } from '../../contracts/signal.ts';
import type { ThreatType } from '../../contracts/vocabulary.ts';
import type { Match } from '../match/match.ts';
import type { NormalizedText } from '../text.ts';
import { isHarm } from './acts.ts';
import { apology } from './apology.ts';
import { banter } from './banter.ts';
import { bereavement } from './bereavement.ts';
import { conditional } from './conditional.ts';
import type { Context } from './context.ts';
import { errand } from './errand.ts';
import { hazard } from './hazard.ts';
import { idiom } from './idiom.ts';
import { insultAtThing } from './insult-at-thing.ts';
import { negation } from './negation.ts';
import { newsAndFiction } from './news-and-fiction.ts';
import { ownPeople } from './own-people.ts';
import { past } from './past.ts';
import { productTalk } from './product-talk.ts';
import { properName } from './proper-name.ts';
import { question } from './question.ts';
import { quotation } from './quotation.ts';
import { remedy } from './remedy.ts';
import { reportedSpeech } from './reported-speech.ts';
import { type ContextSpeaker, sceneOf } from './scene.ts';
import { selfDeprecation } from './self-deprecation.ts';
import { selfHarmIdiom } from './self-harm-idiom.ts';
import { thanks } from './thanks.ts';
import { thirdPerson } from './third-person.ts';
import { victimAccount } from './victim-account.ts';

export type { ContextSpeaker } from './scene.ts';

/** What is left of a match after its surroundings are read, and every reason why. */
export interface ContextResult {
  readonly severity: number;
  readonly type: ThreatType | null;
  readonly lowered: Lowering[];
  /** 0..1; 1 for a match that context left alone. */
  readonly confidence: number;
}

const CONTEXTS: readonly Context[] = [
  idiom,
  productTalk,
  insultAtThing,
  selfDeprecation,
  negation,
  reportedSpeech,
  quotation,
  properName,
  victimAccount,
  question,
  bereavement,
  newsAndFiction,
  past,
  apology,
  thirdPerson,
  ownPeople,
  errand,
  thanks,
  hazard,
  remedy,
  selfHarmIdiom,
  banter,
  conditional,
];

/** The names that a detection's `context` may list. */
export const CONTEXT_NAMES: readonly string[] = CONTEXTS.map((context) => context.name);

/** Requirement 12: a self-harm idiom never falls below routine review; the same floor holds whatever lowers it. */
const LOWEST_SELF_HARM = 1;

/** How sure a match still is: a lowered one is doubtful, one lowered to nothing more so. */
export const CONFIDENCE_LOWERED = 0.5;
const CONFIDENCE_HARMLESS = 0.2;

/**
 * Reads what stands around a match: negation, who says it of whom, idiom, trade talk and so on (requirement 12). A context lowers the
 * severity or says what kind of threat it is, and each that did is in `lowered` with its reason; none takes the match away.
 * A detection's `context` list names the only ones that may.
 */
export function weighContext(
  match: Match,
  text: NormalizedText,
  original: string,
  speaker: ContextSpeaker,
): ContextResult {
  const { detection } = match;
  const scene = sceneOf(match, text, original, speaker, isHarm);
  const floor = detection.category === 'self-harm' ? Math.min(LOWEST_SELF_HARM, detection.severity) : 0;
  let severity = detection.severity;
  let type = detection.type;
  const lowered: Lowering[] = [];
  for (const context of CONTEXTS) {
    if (detection.context !== undefined && !detection.context.includes(context.name)) continue;
    if (speaker.standing === 'as-reported' && !context.alsoAsReported) continue;
    const finding = context.weigh(scene);
    if (finding === null) continue;
    const toSeverity = Math.max(floor, Math.min(severity, finding.atMost));
    const toType = finding.type === undefined || (severity > 0 && type === null) ? type : finding.type;
    if (toSeverity === severity && toType === type) continue;
    lowered.push({ context: context.name, why: finding.why, fromSeverity: severity, toSeverity });
    severity = toSeverity;
    type = toType;
  }
  return { severity, type, lowered, confidence: confidenceOf(detection.severity, severity) };
}

function confidenceOf(before: number, after: number): number {
  if (after === before) return 1;
  return after === 0 ? CONFIDENCE_HARMLESS : CONFIDENCE_LOWERED;
}
