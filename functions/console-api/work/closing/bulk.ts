import type { CaseState } from '../../../contracts/case.ts';
import { heldContacts } from '../../../shared/case/held.ts';
import { ProblemError } from '../../http/problem.ts';

/**
 * What no list ever closes or merges: what is urgent, a direct threat, words of self-harm, which never fall below a routine review
 * (requirement 12), a fear that an employee reported, what came after a notice to stop, and a threat to an employee that nobody has looked at.
 * @throws ProblemError 409
 */
export function assertInBulk(cases: readonly CaseState[]): void {
  for (const state of cases) {
    const why = whyAlone(state);
    if (why !== null)
      throw new ProblemError(409, `It is not closed with others: ${why}. Open it, and decide it alone.`);
  }
}

function whyAlone(state: CaseState): string | null {
  const contacts = heldContacts(state);
  if (state.priority === 'P0' || state.priority === 'P1') return `it is ${state.priority}`;
  if (contacts.some(({ threatType }) => threatType === 'direct')) return 'it holds a direct threat';
  if (contacts.some(({ threatType }) => threatType === 'perceived')) return 'an employee felt threatened';
  if (contacts.some(({ categories }) => categories.includes('self-harm'))) return 'it holds words of self-harm';
  if (state.warnings.some(({ contactsSince }) => contactsSince > 0)) return 'the subject was told to stop before';
  const isAimed = contacts.some(({ targetIds }) => targetIds.length > 0);
  if (state.status === 'open' && state.priority === 'P2' && isAimed) {
    return 'it is aimed at an employee, and nobody has acknowledged it';
  }
  return null;
}
