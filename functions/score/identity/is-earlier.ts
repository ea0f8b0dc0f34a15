import type { MarkBearer } from '../../contracts/identity.ts';

/** Which of two contacts that show a mark stands for it: the first heard. */
export const isEarlier = (
  one: Pick<MarkBearer, 'at' | 'contactId'>,
  other: Pick<MarkBearer, 'at' | 'contactId'>,
): boolean => one.at < other.at || (one.at === other.at && one.contactId < other.contactId);
