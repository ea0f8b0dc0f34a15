import type { CaseState } from '../../../contracts/case.ts';
import type { Instant } from '../../../contracts/vocabulary.ts';

/**
 * Later messages renew notice (requirement 28): somebody has to acknowledge again, and a deadline that already runs is never
 * moved back, or a subject could put it off by writing more.
 */
export function renewed(
  state: CaseState,
  dueAt: Instant,
): Pick<CaseState, 'status' | 'acknowledgeDueAt' | 'acknowledgedAt' | 'escalationStep'> {
  const running = state.status === 'open' ? state.acknowledgeDueAt : null;
  return {
    status: 'open',
    acknowledgeDueAt: running !== null && running < dueAt ? running : dueAt,
    acknowledgedAt: null,
    escalationStep: state.status === 'open' ? state.escalationStep : 0,
  };
}
