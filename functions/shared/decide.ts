import type { ConductFinding } from '../contracts/conduct.ts';
import type { Problem, Report } from '../contracts/contact.ts';
import type { DecisionCondition, Policy } from '../contracts/policy.ts';
import type { Signal } from '../contracts/signal.ts';
import type { Lane, Priority } from '../contracts/vocabulary.ts';

/** What the decision table looks at. */
export interface Findings {
  readonly signals: readonly Signal[];
  readonly imminence: number;
  readonly specificity: number;
  readonly conduct: readonly ConductFinding[];
  readonly problems: readonly Problem[];
  readonly report: Report | null;
}

export interface Decision {
  readonly flagged: boolean;
  readonly priority: Priority | null;
  readonly lane: Lane | null;
  /** The rows that hold, the deciding one first. */
  readonly reasons: { row: string; why: string }[];
}

const RANK: Record<Priority, number> = { P0: 0, P1: 1, P2: 2, P3: 3 };

/** The more urgent of two priorities; `null` is none. */
export function moreUrgent(a: Priority | null, b: Priority | null): Priority | null {
  if (a === null || b === null) return a ?? b;
  return RANK[a] <= RANK[b] ? a : b;
}

/**
 * Applies the decision table (requirements 19 to 21). The first row that holds gives priority and lane; nothing that holds means
 * that the contact is kept in the history and opens nothing. Assessment never decides whether a threat opens a case: each does.
 */
export function decide(findings: Findings, policy: Policy): Decision {
  const rows = policy.decision.filter((row) => holds(row.when, findings));
  const first = rows[0];
  return {
    flagged: first !== undefined,
    priority: first?.priority ?? null,
    lane: first?.lane ?? null,
    reasons: rows.map(({ row, why }) => ({ row, why })),
  };
}

/** Category, type and severity are asked of one and the same signal: a mild threat beside a grave insult is not a grave threat. */
function holds(when: DecisionCondition, findings: Findings): boolean {
  const asksOfSignal = when.any_category ?? when.any_type ?? when.min_severity;
  if (asksOfSignal !== undefined && !findings.signals.some((signal) => signalHolds(when, signal))) return false;
  if (when.min_imminence !== undefined && findings.imminence < when.min_imminence) return false;
  if (when.min_specificity !== undefined && findings.specificity < when.min_specificity) return false;
  if (when.conduct !== undefined) {
    const least = RANK[when.conduct];
    if (!findings.conduct.some((finding) => finding.opensCase && RANK[finding.priority] <= least)) return false;
  }
  if (when.unscored !== undefined && !findings.problems.some((problem) => problem.extent === when.unscored))
    return false;
  if (when.reported !== undefined && (findings.report !== null) !== when.reported) return false;
  if (when.perceived !== undefined && (findings.report?.perceived ?? false) !== when.perceived) return false;
  return true;
}

function signalHolds(when: DecisionCondition, signal: Signal): boolean {
  if (when.any_category && !when.any_category.includes(signal.category)) return false;
  if (when.any_type && (signal.type === null || !when.any_type.includes(signal.type))) return false;
  return signal.severity >= (when.min_severity ?? 0);
}
