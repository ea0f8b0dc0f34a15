import { PATTERN_ROW } from './instructions.ts';
import type { MatchContext, PatternRange } from './match-context.ts';
import { NOWHERE } from './run-pattern.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the cancelling patterns stand, as far as they could overlap one of `around`; in order of their starts. They have no
 * anchors: they are only looked for beside what they could cancel.
 */
export function findUnless(patterns: PatternRange, around: readonly Place[], context: MatchContext): Place[] {
  const { runner, rules, stream } = context;
  const found: Place[] = [];
  const inOrder = [...around].sort((a, b) => a.start - b.start);
  for (let pattern = patterns.first; pattern < patterns.last; pattern += 1) {
    const most = rules.patterns[pattern * PATTERN_ROW + 2] as number;
    runner.ask(pattern);
    let next = 1;
    for (const { start, end } of inOrder) {
      for (let at = Math.max(next, start - most + 1); at < Math.min(end, stream.length); at += 1) {
        const to = runner.mayStart(at) ? runner.endFrom(at) : NOWHERE;
        if (to !== NOWHERE) found.push({ start: at, end: to });
      }
      next = Math.max(next, end);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
