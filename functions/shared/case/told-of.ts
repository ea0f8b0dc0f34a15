import type { CaseActor, CaseEventBody } from '../../contracts/case.ts';
import type { CaseHolder } from '../../contracts/case-work.ts';

/**
 * What everybody whom a case concerns is told of at once: the contact that the event is about; null where it is about the case itself;
 * undefined for all else. The clock asks `notify` again for one of these of which nobody was told, so `notify` has a row for each.
 */
export function toldOf(body: CaseEventBody, actor?: CaseActor): string | null | undefined {
  switch (body.type) {
    case 'case-opened':
      return body.contact.contactId;
    case 'contact-added':
      return body.contact.part === 'flagged' || body.news !== undefined ? body.contact.contactId : undefined;
    case 'sighting-added':
      return body.news === null ? undefined : body.contact.contactId;
    case 'priority-raised':
    case 'lane-changed':
    case 'reopened':
      return body.contactId;
    case 'priority-set':
      return body.acknowledgeDueAt === undefined ? undefined : null;
    case 'merged-from':
    case 'merge-undone':
      return body.acknowledgeDueAt === null ? undefined : null;
    case 'clock-missed':
    case 'look-again-asked':
    case 'reopened-by-person':
    case 'released':
    case 'closing-proposed':
      return null;
    case 'account-decided':
      return body.asks.length === 0 ? undefined : null;
    case 'assigned':
      return actor !== undefined && isOneself(body.to, actor) ? undefined : null;
    default:
      return undefined;
  }
}

/** Whoever takes a case for themselves knows it. */
export function isOneself(to: CaseHolder, actor: CaseActor): boolean {
  return actor.kind === 'person' && (to.id === actor.id || (to.kind === 'roster' && to.name === actor.name));
}
