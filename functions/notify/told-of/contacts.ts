import type { SightingNews } from '../../contracts/case.ts';
import { row, type Together } from './row.ts';

const SEEN_AGAIN: Record<SightingNews, string> = {
  reported: 'An employee reported a message that is in this case already. It is not a further act.',
  'new-target': 'A message that is in this case already reached someone else as well. It is not a further act.',
  'new-concern': 'A message that is in this case came in again and shows more than before.',
};

function seenAgain(together: Together): string | null {
  const sighting = together.find((body) => body.type === 'sighting-added');
  return sighting?.news == null ? null : SEEN_AGAIN[sighting.news];
}

/** What a contact does to a case. Of several that came with one contact the first here is said: the gravest. */
export const OF_CONTACTS = [
  row({
    type: 'priority-raised',
    to: 'circle',
    title: 'priority raised',
    sentence: ({ from, to }) => `A further contact raised this case from ${from} to ${to}.`,
    mayWait: true,
  }),
  row({
    type: 'reopened',
    to: 'circle',
    title: 'reopened',
    sentence: (_, together) => `${seenAgain(together) ?? 'The subject wrote again.'} The case is open again.`,
    mayWait: true,
  }),
  row({
    type: 'case-opened',
    to: 'circle',
    title: 'new case',
    sentence: 'A case was opened.',
    mayWait: true,
  }),
  row({
    type: 'lane-changed',
    to: 'circle',
    title: 'moved to another lane',
    sentence: 'A further contact moved this case to another lane.',
    mayWait: true,
  }),
  row({
    type: 'sighting-added',
    when: ({ news }) => news !== null,
    to: 'circle',
    title: 'same message, seen again',
    sentence: (body) => seenAgain([body]) ?? '',
    mayWait: true,
  }),
  row({
    type: 'contact-added',
    when: ({ news }) => news === 'after-notice',
    to: 'circle',
    title: 'wrote in spite of a notice',
    sentence: 'The subject wrote again after being told to stop.',
    mayWait: true,
  }),
  row({
    type: 'contact-added',
    when: ({ contact, news }) => contact.part === 'flagged' && news === undefined,
    to: 'circle',
    title: 'further contact',
    sentence: 'A further contact joined this case.',
    mayWait: true,
  }),
];
