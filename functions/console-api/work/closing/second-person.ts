import type { CaseEvent, CaseState } from '../../../contracts/case.ts';
import type { DispositionRule } from '../../../contracts/disposition-rule.ts';
import type { Priority } from '../../../contracts/vocabulary.ts';
import { isMoreUrgent } from '../../../shared/case/urgency.ts';

/** A case as it is decided on. */
export interface Decided {
  readonly state: CaseState | null;
  readonly events: readonly CaseEvent[];
}

/** The priorities that a case ever had, a person's among them: one who lowers it first still needs the second person. */
export function prioritiesEver(events: readonly CaseEvent[]): Priority[] {
  return events.flatMap(({ body }) => {
    switch (body.type) {
      case 'case-opened':
      case 'merged-from':
        return [body.priority];
      case 'priority-raised':
      case 'priority-set':
        return [body.from, body.to];
      case 'contact-added':
        return body.contact.part === 'flagged' && body.contact.priority !== null ? [body.contact.priority] : [];
      default:
        return [];
    }
  });
}

/** Why a second person has to agree to a closing (requirements 19 and 34); null where one person closes. */
export function whySecondPerson({ second_person: rule }: DispositionRule, cases: readonly Decided[]): string | null {
  if (rule === undefined) return null;
  const ever = cases.flatMap(({ events }) => prioritiesEver(events));
  const gravest = ever
    .filter((priority) => rule.ever.includes(priority))
    .reduce<Priority | null>((best, one) => (best === null || isMoreUrgent(one, best) ? one : best), null);
  if (gravest !== null) return `the case was once ${gravest}`;
  const threatens = cases.some(
    ({ state }) => state?.contacts.some(({ threatType }) => threatType === 'direct') ?? false,
  );
  return rule.direct_threat && threatens ? 'it holds a direct threat' : null;
}
