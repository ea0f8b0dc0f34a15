import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Assessment } from '../contracts/assessment.ts';
import type { CaseMessage } from '../contracts/messages.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { firstFlagged, type HeardContact, heardLater, markFlagged } from '../shared/history/flagged-contacts.ts';
import { type QueuedMessage, sendAll } from '../shared/send-all.ts';
import { readPerson } from './history/read-person.ts';
import type { Person } from './identity/join-person.ts';

/** Where it is asked for cases, and where it is known who is one person and what came after what. */
export interface AskingPlace {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly queueUrl: string;
}

/** Whether the act was seen elsewhere: if its case is open, this one belongs into it, as the same message seen again. */
const isSeenElsewhere = ({ act }: Assessment): boolean => act !== null && act.contactIds.length > 1;

/**
 * Asks for the case of a contact that is flagged, and of those of the person that came after it and were scored before it; and of one
 * that is not, where it came after one that is (requirements 17, 34), or its act was seen elsewhere.
 */
export async function askForCases(
  assessment: Assessment,
  heardAt: Instant,
  person: Person,
  place: AskingPlace,
): Promise<void> {
  const { contactId, subjectId, flagged } = assessment;
  if (flagged) return askForFlagged({ contactId, subjectId, heardAt }, place);
  const follows = await firstFlaggedOf(person, subjectId, heardAt, place);
  if (follows === null && !isSeenElsewhere(assessment)) return;
  const message = { contactId, subjectId, ...(follows !== null && { follows }) };
  await sendAll(place.queueUrl, [caseMessage(message, person, contactId)]);
}

/**
 * Asks for the case of a flagged contact, and of what came after it.
 * @param version of the assessment that flags it, where it is not the first.
 */
export async function askForFlagged(heard: HeardContact, place: AskingPlace, version?: string): Promise<void> {
  const { client, table } = place;
  const { contactId, subjectId, heardAt } = heard;
  await markFlagged(client, table, { subjectId, contactId, heardAt });
  // Known anew: another address that was linked since the first reading looked for what was flagged before this was marked.
  const known = await readPerson(client, table, subjectId);
  const message = { contactId, subjectId, ...(version === undefined ? {} : { assessment: version }) };
  await sendAll(place.queueUrl, [
    caseMessage(message, known, version === undefined ? contactId : `${contactId}:${version}`),
  ]);
  for (const one of known.subjectIds) {
    const later = await heardLater(client, table, { subjectId: one, contactId, heardAt });
    await sendAll(
      place.queueUrl,
      later.map((id) => caseMessage({ contactId: id, subjectId, follows: contactId }, known, `${id}:${contactId}`)),
    );
  }
}

/** The first contact that asked for a case: of the subject, or else of another of the person. */
async function firstFlaggedOf(
  { subjectIds }: Person,
  subjectId: string,
  until: Instant,
  { client, table }: AskingPlace,
): Promise<string | null> {
  for (const id of [subjectId, ...subjectIds.filter((other) => other !== subjectId)]) {
    const first = await firstFlagged(client, table, id, until);
    if (first !== null) return first;
  }
  return null;
}

/**
 * Messages of one person stand in one row, so that two addresses that ask at once get one case.
 * @param once what is on the queue once in five minutes; asked for again by another contact, it is not what was dropped then.
 */
function caseMessage(message: CaseMessage, { subjectIds }: Person, once: string): QueuedMessage {
  const [firstKnown] = subjectIds;
  const others = subjectIds.filter((id) => id !== message.subjectId);
  const body: CaseMessage = { ...message, ...(others.length > 0 && { others }) };
  return { MessageBody: JSON.stringify(body), MessageGroupId: firstKnown, MessageDeduplicationId: once };
}
