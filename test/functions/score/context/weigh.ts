import type { Speaker } from '../../../../functions/contracts/contact.ts';
import type { Category, ThreatType } from '../../../../functions/contracts/vocabulary.ts';
import { type ContextResult, weighContext } from '../../../../functions/score/context/weigh-context.ts';
import type { Detection } from '../../../../functions/score/detections/detection.ts';
import { compileRules } from '../../../../functions/score/match/compile-rules.ts';
import { createMatcher } from '../../../../functions/score/match/create-matcher.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';

function detection(
  id: string,
  category: Category,
  type: ThreatType | null,
  severity: number,
  match: string[],
): Detection {
  return {
    id,
    title: id,
    category,
    type,
    severity,
    why: 'Written for tests of context: it fires on the bare act, so that only context tells one sentence from another.',
    false_positives: ['All that its context lowers'],
    blind_spots: [],
    stands_alone: false,
    match,
    unless: [],
    examples: { must_match: [], must_not_match: [], named_target: [] },
  };
}

const HARM =
  '(~kill|~murder|~stab|~shoot|~hurt|~harm|~beat|~strangle|~burn|~destroy|~slap|~punch|~smash|~attack|~choke|~poison|~slaughter|~torture|~cut|~crush|~hang|~hit|~break|~butcher|~execute|~hunt|~bury|~kick|~threaten|~blow)';

/** Far blunter than any shipped detection. */
const DETECTIONS: readonly Detection[] = [
  detection('threat/direct/harm', 'violence-recipient', 'direct', 4, [`{act: ${HARM}}`]),
  detection('threat/direct/harm-to-somebody-named', 'violence-others', 'direct', 4, [
    `{act: ${HARM}} {target: @named_target}`,
  ]),
  detection('threat/direct/harm-to-a-place-or-a-trade', 'violence-others', 'direct', 4, [
    `{act: ${HARM}} (up|down)? {target: (the|your|our|my) ..1 (depot|inspector|office|shop)}`,
  ]),
  detection('threat/direct/death', 'wish-harm', 'implied', 3, ['{act: (~die|dead)}']),
  detection('threat/direct/bomb', 'bomb-arson', 'direct', 4, ['{act: (~bomb|~explode)}']),
  detection('threat/direct/weapon', 'weapon-capability', 'implied', 3, [
    '{means: (gun|guns|rifle|knife|knives|axe|hammer|bullet|bullets|ammo)}',
  ]),
  detection('threat/implied/pursuit', 'surveillance-stalking', 'implied', 3, [
    '{act: (~come)} ..3 {place: (house|home)}',
    '(know|knew) where you live',
    '{act: (~follow|~watch|~stalk)} (you|me|her|him|your)',
    '{act: (waiting)} outside',
  ]),
  detection('threat/implied/regret', 'ultimatum', 'implied', 2, ['{act: (~regret)}', 'be sorry', 'accidents happen']),
  detection('threat/direct/self-harm', 'self-harm', 'direct', 3, [
    '{act: (~kill|~shoot|~hang|~hurt)} (myself|me now|himself|herself)',
    '(want|wants|wanna) to die',
    'end my life',
  ]),
  detection('harassment/abuse/insult', 'abuse', null, 1, [
    '(stupid|idiot|idiots|moron|morons|garbage|useless|worthless|idiotic|dumb|pathetic)',
  ]),
  detection('threat/implied/run', 'violence-recipient', 'implied', 2, ['better run ..2 {time: tonight}', 'better run']),
  detection('harassment/sexual/word', 'sexual-harassment', null, 2, ['(dick|porn)']),
  detection('harassment/protected-trait/word', 'protected-trait', null, 2, ['(stupid|lazy) (white|polish)']),
];

const matcher = createMatcher(compileRules([...DETECTIONS], []));

export interface Weighed extends ContextResult {
  readonly id: string;
}

/** Every match of the blunt detections in a message, weighed; `context` restricts what may lower them. */
export function weighAll(
  message: string,
  options: { standing?: 'first-hand' | 'as-reported'; speaker?: Speaker; context?: string[]; only?: Category } = {},
): Weighed[] {
  const text = normalize(message);
  const speaker = { standing: options.standing ?? 'first-hand', speaker: options.speaker ?? 'subject' } as const;
  const matches = matcher
    .match(text, { named_target: ['dana', 'ashworth'] })
    .filter(({ detection: { category } }) => category === (options.only ?? category));
  return matches.map((match) => {
    const { context } = options;
    const restricted = context === undefined ? match : { ...match, detection: { ...match.detection, context } };
    return { id: match.detection.id, ...weighContext(restricted, text, message, speaker) };
  });
}

/** The gravest that is left of a message; fails where nothing fired, since then the sentence tests nothing. */
export function gravest(message: string, options: Parameters<typeof weighAll>[1] = {}): Weighed {
  const [first, ...others] = weighAll(message, options);
  if (first === undefined) throw new Error(`No blunt detection fires on "${message}": the sentence tests nothing.`);
  return others.reduce((worst, one) => (one.severity > worst.severity ? one : worst), first);
}

/** The names of all contexts that lowered or retyped anything in a message. */
export function contextsOf(message: string, options: Parameters<typeof weighAll>[1] = {}): string[] {
  return [...new Set(weighAll(message, options).flatMap(({ lowered }) => lowered.map(({ context }) => context)))];
}
