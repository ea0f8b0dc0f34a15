import type { CaseState } from '../../contracts/case.ts';
import type { Lane, Priority } from '../../contracts/vocabulary.ts';

/** Whether `a` must be acted on before `b`. P0 is the most urgent. */
export function isMoreUrgent(a: Priority, b: Priority): boolean {
  return a < b;
}

/**
 * How much the people of a lane can do about danger. A case never moves down: who could not read a contact hands over to who can
 * act on it, and HR hands over to security or crisis, but security and crisis do not take cases from each other.
 */
const REACH: Record<Lane, number> = { unscored: 0, hr: 1, security: 2, crisis: 2 };

/** Whether a case in lane `from` moves to `to` when a contact of the same priority belongs there. */
export function reachesFurther(to: Lane, from: Lane): boolean {
  return REACH[to] > REACH[from];
}

/** Of a subject's cases the one that people must act on first: open before closed, then by priority, then the oldest. */
export function mostUrgent<T extends { readonly state: CaseState | null }>(cases: readonly T[]): T | null {
  const rank = ({ state }: T) => state && `${state.status === 'closed' ? 1 : 0}${state.priority}${state.openedAt}`;
  const opened = cases.filter(({ state }) => state !== null);
  return opened.reduce<T | null>(
    (best, one) => (best === null || String(rank(one)) < String(rank(best)) ? one : best),
    null,
  );
}
