import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '../../contracts/conduct.ts';
import type { Contact } from '../../contracts/contact.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { distinct, momentsOf } from '../conduct/around.ts';
import { recall } from '../conduct/recall.ts';
import { joinPerson, type Person, readPersonOf } from '../identity/join-person.ts';
import { isProven, marksOf, nameMarkOf, type WordsSeen } from '../identity/marks-of.ts';
import { identityStore } from './links-store.ts';
import { readAround, readWeeks } from './read-sightings.ts';

/**
 * Records what a contact shows of who wrote it, and gives the person behind its subject. Call it when the contact's sighting is written:
 * of two addresses that write at once, at least one then sees the other and what it wrote.
 *
 * Cost, with some twelve marks: two read units for each and a write unit for each that is new, and two read units more for every subject
 * of the person.
 */
export function recordIdentity(
  client: DynamoDBDocumentClient,
  table: string,
  contact: Contact,
  reading: WordsSeen,
  { heardAt }: Pick<Sighting, 'heardAt'>,
): Promise<Person> {
  const { contactId, subjectId } = contact;
  const shown = { marks: marksOf(contact, reading), isProven: isProven(contact), name: nameMarkOf(contact) };
  return joinPerson(identityStore(client, table), { contactId, subjectId, heardAt, ...shown });
}

/** The person of a subject, as it is known by now. */
export function readPerson(client: DynamoDBDocumentClient, table: string, subjectId: string): Promise<Person> {
  return readPersonOf(identityStore(client, table), subjectId);
}

/** What the person's other subjects did around a sighting, each read as its own would be. */
export async function readOthers(
  client: DynamoDBDocumentClient,
  table: string,
  { subjectIds }: Person,
  own: Sighting,
): Promise<Sighting[]> {
  const others = subjectIds.filter((id) => id !== own.subjectId);
  const read = await Promise.all(others.map((id) => readRemembered(client, table, id, momentsOf(own))));
  return read.flat();
}

async function readRemembered(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  moments: [Instant, ...Instant[]],
): Promise<Sighting[]> {
  const read = await Promise.all(moments.map((moment) => readAround(client, table, subjectId, moment)));
  const recent = distinct(read);
  if (read.every(({ isWhole }) => isWhole)) return recent;
  return recall(recent, await readWeeks(client, table, subjectId, moments), moments.map(Date.parse));
}
