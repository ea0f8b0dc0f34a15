import type { CaseState, Track } from '../../contracts/case.ts';
import type { Template } from '../../contracts/template.ts';
import type { ConsoleRole } from '../../contracts/vocabulary.ts';
import { heldContacts } from '../../shared/case/held.ts';

/** A text that a person may send, or why not. `forbids` is for the person, such as that an emailed bomb threat is not answered. */
export interface Offer {
  readonly template: Template;
  readonly forbids: string | null;
}

const NEVER_ANSWERED =
  'Somebody in this case speaks of a bomb or a fire. Such a threat is neither answered nor forwarded; the police have it.';

/**
 * The texts of a case for those roles and tracks. What is of another role or track is not there at all; what the case itself forbids is
 * there with the reason.
 */
export function offersFor(
  templates: readonly Template[],
  state: CaseState,
  { roles, tracks }: { readonly roles: readonly ConsoleRole[]; readonly tracks: ReadonlySet<Track> },
): Offer[] {
  return templates
    .filter((one) => tracks.has(one.track) && one.roles.some((role) => roles.includes(role)))
    .map((template) => ({ template, forbids: forbids(template, state) }));
}

function forbids(template: Template, state: CaseState): string | null {
  const shown = new Set(heldContacts(state).flatMap(({ categories }) => categories));
  // Whatever the file says: it is a deployer's to change, and this is not.
  if (template.to === 'customer' && shown.has('bomb-arson')) return NEVER_ANSWERED;
  const found = template.without_category.find((category) => shown.has(category));
  if (found !== undefined) return `It is not for a case with words of ${found.replaceAll('-', ' ')}.`;
  if (template.track === 'employee-review' && state.review.reviews.every(({ completedAt }) => completedAt !== null)) {
    return 'No review of an employee is open in this case.';
  }
  return null;
}
