import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Inventory, type SubjectDataKind } from '../contracts/retention.ts';
import { BORNE_PREFIX } from '../shared/history/borne-marks.ts';
import { historyKey, readSubjectItems } from '../shared/history/subject-items.ts';

/** An item of the history table by its keys. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export type ItemKind = Exclude<SubjectDataKind, 'contact'>;

/** How the sort keys of each kind begin, in the partition of the subject. */
const PREFIXES: Readonly<Record<ItemKind, string>> = {
  sighting: 'SIGHTING#',
  week: 'WEEK#',
  mark: BORNE_PREFIX,
  link: 'LINK#',
  decision: 'DECISION#',
  known: 'KNOWN',
  flag: 'FLAGGED#',
  notice: 'NOTICE#',
  view: 'VIEW#',
};
export const ITEM_KINDS = Object.keys(PREFIXES) as ItemKind[];

/** A key and whatever else the item holds. */
export type SubjectItem = ItemKey & Readonly<Record<string, unknown>>;
export type SubjectItems = Readonly<Record<ItemKind, readonly SubjectItem[]>>;

/** Every sort key of the table begins with a capital letter. */
const ALL = { from: 'A', to: '~' };

/** All that the history holds of a subject, by kind, read consistently. What is of no kind known here is a fault. */
export async function readItems(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
): Promise<SubjectItems> {
  const items = await readSubjectItems(client, table, subjectId, ALL, { most: null });
  const found = Object.fromEntries(ITEM_KINDS.map((kind) => [kind, [] as SubjectItem[]])) as Record<
    ItemKind,
    SubjectItem[]
  >;
  for (const item of items) {
    const sk = String(item.sk);
    const kind = ITEM_KINDS.find((one) => sk.startsWith(PREFIXES[one]));
    if (kind === undefined)
      throw new TypeError(`An item ${sk.split('#')[0]} of a subject is of no kind that is known.`);
    found[kind].push({ ...item, pk: historyKey(subjectId), sk });
  }
  return found;
}

/** How much there is; `contacts` are those that the sightings name. */
export const inventoryOf = (items: SubjectItems, contacts: number): Inventory =>
  Inventory.parse({
    contact: contacts,
    ...Object.fromEntries(ITEM_KINDS.map((kind) => [kind, items[kind].length])),
  });

/** Safe to run again: what is gone already is no error. */
export async function deleteItem(client: DynamoDBDocumentClient, table: string, { pk, sk }: ItemKey): Promise<void> {
  await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
}

/** The contact in a key such as `SIGHTING#{heardAt}#{contactId}`. */
export const contactIdIn = ({ sk }: Pick<ItemKey, 'sk'>): string => sk.split('#')[2] ?? '';

/** When it was heard, of such a key. */
export const heardAtIn = ({ sk }: Pick<ItemKey, 'sk'>): string => sk.split('#')[1] ?? '';
