import type { CaseEventBody } from '../../contracts/case.ts';

/**
 * What everybody whom a case concerns is told of at once: the contact that the event is about; null where it is about the case itself;
 * undefined for all else. The clock asks `notify` again for one of these of which nobody was told, so `notify` has a row for each.
 */
export function toldOf(body: CaseEventBody): string | null | undefined {
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
      return null;
    default:
      return undefined;
  }
}
