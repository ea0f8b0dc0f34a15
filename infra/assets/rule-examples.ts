import { findApart } from '../../functions/ingest/quoted.ts';
import { weighContext } from '../../functions/score/context/weigh-context.ts';
import type { Detection } from '../../functions/score/detections/detection.ts';
import type { Match, Matcher } from '../../functions/score/match/match.ts';
import { normalize } from '../../functions/score/normalize/normalize.ts';
import type { NormalizedText } from '../../functions/score/text.ts';

/** One place where a detection fired in a message of a subject, and what context left of it. */
export interface Firing {
  readonly match: Match;
  readonly severity: number;
  readonly lowered: readonly { readonly context: string; readonly why: string }[];
  readonly quote: string;
}

/** An example that does not do what its list says. */
export interface ExampleFailure {
  readonly list: 'must_match' | 'must_not_match';
  readonly index: number;
  readonly example: string;
  readonly problem: string;
}

/** Reads a plain-text message as the path does: quoted text set apart, normalised, matched, weighed in its context. */
export function readMessage(
  message: string,
  matcher: Matcher,
  named_target: readonly string[] = [],
): { text: NormalizedText; firings: Firing[] } {
  const text = normalize(message, findApart(message));
  const firings = matcher.match(text, { named_target }).map((match): Firing => {
    const start = text.tokens[match.first]?.start ?? 0;
    const end = text.tokens[match.last - 1]?.end ?? 0;
    const weighed = weighContext(match, text, message, { standing: 'first-hand', speaker: 'subject' });
    return { match, severity: weighed.severity, lowered: weighed.lowered, quote: message.slice(start, end) };
  });
  return { text, firings };
}

/** Runs a detection's own examples; none failed where the list is empty. */
export function checkExamples(detection: Detection, matcher: Matcher): ExampleFailure[] {
  const failures: ExampleFailure[] = [];
  const own = (example: string): Firing[] =>
    readMessage(example, matcher, detection.examples.named_target).firings.filter(
      ({ match }) => match.detection.id === detection.id,
    );
  detection.examples.must_match.forEach((example, index) => {
    const firings = own(example);
    if (firings.some(({ severity }) => severity >= Math.min(1, detection.severity))) return;
    const problem =
      firings.length === 0 ? 'must match and does not' : `must match and is lowered to 0 by ${loweredBy(firings)}`;
    failures.push({ list: 'must_match', index, example, problem });
  });
  detection.examples.must_not_match.forEach((example, index) => {
    const firing = own(example).find(({ severity }) => severity > 0 || detection.severity === 0);
    if (firing === undefined) return;
    const problem = `must not match and does, at severity ${firing.severity}, on "${firing.quote}"`;
    failures.push({ list: 'must_not_match', index, example, problem });
  });
  return failures;
}

const loweredBy = (firings: readonly Firing[]): string =>
  [...new Set(firings.flatMap(({ lowered }) => lowered.map(({ context }) => context)))].join(', ');
