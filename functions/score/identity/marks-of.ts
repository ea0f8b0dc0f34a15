import type { Contact, Turn } from '../../contracts/contact.ts';
import type { IdentityMark, MarkKind, MarkPlace, NameMark } from '../../contracts/identity.ts';
import { subjectIdOf } from '../../shared/ids.ts';
import { isSenderProven } from '../../shared/is-sender-proven.ts';
import { mailKey } from '../../shared/person-keys.ts';
import { markHash } from './mark-hash.ts';
import { ownNumbers } from './own-numbers.ts';
import { nationalNumber, phonesIn } from './phones.ts';
import { rarePhrases } from './rare-phrases.ts';
import { type SaidAndSigned, saidAndSigned, signatureWords } from './signature-block.ts';

/** Of one contact; each is looked up among all subjects. */
export const MOST_MARKS = 28;
/** Fewer words are a greeting or a thank-you that many write. */
const FEWEST_SAME_WORDS = 12;
/** Of a thread the first messages and the last; those between say the same. */
const MOST_REFERENCES = 8;
/** Of a contact's new speech, in UTF-16 units: numbers are given at the beginning or the end of what people write. */
const MOST_CHARACTERS = 100_000;
const MOST_NAME_WORDS = 6;
/** "Judith Stone, Solicitor" in the first line of a signature; words with capitals, and no initials. */
const SIGNED_NAME = /^[\s—_-]*(\p{Lu}\p{L}[\p{L}'’-]*(?:[ \t]+\p{Lu}\p{L}[\p{L}'’-]*){1,2})[ \t]*(?:,|\r?\n|$)/u;

/** Hash and number of the words that were scored, as the reading of the contact has them. */
export interface WordsSeen {
  readonly wordsHash: string | null;
  readonly wordCount: number;
}

/**
 * What a contact shows of who wrote it, as hashes and without any of its text: the address it claims, numbers that its writer gives as their own, telephone
 * numbers, the thread, the signature, the display name, the same words, rare phrases. Only the subject's own turns are looked at:
 * another speaker's number is not theirs. What a machine or a mailing list sent tells numbers, and neither thread nor style. Time is in proportion to
 * the contact's length; at most {@link MOST_MARKS}.
 */
export function marksOf(contact: Contact, { wordsHash, wordCount }: WordsSeen): IdentityMark[] {
  const turns = ownTurns(contact).map(saidAndSigned);
  const marks: IdentityMark[] = [...addressMarks(contact), ...channelMarks(contact), ...turns.flatMap(numberMarks)];
  if (!contact.automated) {
    marks.push(...threadMarks(contact));
    const name = nameWords(contact.subject?.name ?? null);
    if (name !== null) marks.push(mark('display-name', 'own', name.join(' ')));
    if (wordsHash !== null && wordCount >= FEWEST_SAME_WORDS) marks.push(mark('words', 'own', wordsHash));
    const signatures = turns.flatMap(({ signature }) => signatureWords(signature) ?? []);
    marks.push(...signatures.map((words) => mark('signature', 'own', words)));
    const phrases = rarePhrases(turns.map(({ said }) => said).join('\n'));
    marks.push(...phrases.map((hash) => ({ kind: 'phrase' as const, place: 'own' as const, hash })));
  }
  return [...new Map(marks.map((each) => [`${each.kind}#${each.hash}#${each.place}`, each])).values()].slice(
    0,
    MOST_MARKS,
  );
}

/**
 * The hashes of the full name that a contact shows beside its address, or else signs with; null where it shows none. Middle names and
 * initials are left out.
 */
export function nameMarkOf(contact: Contact): NameMark | null {
  const words = nameWords(contact.subject?.name ?? null) ?? nameWords(signedName(contact));
  if (words === null) return null;
  const [first, last] = [words[0] as string, words.at(-1) as string];
  return { whole: markHash('display-name', `${first} ${last}`), family: markHash('family-name', last) };
}

function signedName(contact: Contact): string | null {
  const signatures = ownTurns(contact).map((turn) => saidAndSigned(turn).signature);
  return signatures.flatMap((signature) => SIGNED_NAME.exec(signature)?.[1] ?? []).at(-1) ?? null;
}

/** Only these show who the subject is: another speaker's number or name is not theirs. */
const ownTurns = ({ turns }: Contact): Turn[] =>
  turns.filter(({ speaker, speech }) => speaker === 'subject' && speech !== 'indirect');

/** Whether the sender of a contact is who it says, as far as can be known. */
export const isProven = ({ authentication }: Contact): boolean => isSenderProven(authentication);

function mark(kind: MarkKind, place: MarkPlace, normal: string): IdentityMark {
  return { kind, place, hash: markHash(kind, normal) };
}

/** The mailbox that a contact claims to come from: whoever fails its check is another subject, and may be the same person. */
function addressMarks({ subject }: Contact): IdentityMark[] {
  const address = subject?.address ?? null;
  return address?.includes('@') ? [mark('address', 'own', mailKey(address))] : [];
}

/** What the channel itself names: the caller's number, or the account by which a transcript knows its customer. */
function channelMarks({ format, subject, subjectId }: Contact): IdentityMark[] {
  const address = subject?.address ?? null;
  if ((format !== 'call' && format !== 'chat') || address?.includes('@')) return [];
  const number = address === null ? null : nationalNumber(address);
  return number === null ? [{ ...accountMark(subjectId), place: 'caller' }] : [mark('phone', 'caller', number)];
}

/** An account in a text is hashed as the subject that a transcript would know by it, so that the two meet. */
const accountMark = (subjectId: string, place: MarkPlace = 'own'): IdentityMark => mark('account', place, subjectId);

function numberMarks({ said, signature }: SaidAndSigned): IdentityMark[] {
  const speech = said.slice(0, MOST_CHARACTERS);
  const own = ownNumbers(speech);
  const signed = ownNumbers(signature, `${speech}\n${signature}`);
  return [
    ...[...own, ...signed].map(({ sort, normal, isShared }) =>
      accountMark(subjectIdOf(`${sort}:${normal}`), isShared ? 'mentioned' : 'own'),
    ),
    ...phonesIn(signature, signed).map(({ normal }) => mark('phone', 'signature', normal)),
    ...phonesIn(speech, own).map(({ normal, place }) => mark('phone', place, normal)),
  ];
}

/**
 * Its own Message-ID, and those that it answers; of what an employee passes on, only what the message itself claims. Who answers another's
 * mail may be anyone who got it: in 3,249 public mails 496 pairs of senders have a thread in common, and forty that were looked at were all
 * two people. Who answers the company's mail within another's thread has what was sent to the other. An id of the domain that the contact
 * is written to is the company's: whoever claims to have sent it would be joined with everyone who answers that mail.
 */
function threadMarks({ messageId, claimed, report, references, targets }: Contact): IdentityMark[] {
  const domains = targets.flatMap(({ address }) => domainOf(address ?? '') ?? []);
  const isOurs = (id: string): boolean => domains.some((own) => isWithin(domainOf(id) ?? '', own));
  const sent = report === null ? messageId : (claimed?.messageId ?? null);
  const answered = report === null ? ends(references.map(bare), MOST_REFERENCES) : [];
  const [parent = ''] = answered;
  const place = isOurs(parent) ? 'answered' : 'mentioned';
  const isTheirs = (id: string) => domainOf(id) !== null && !isOurs(id);
  return [
    ...[bare(sent ?? '')].filter(isTheirs).map((id) => mark('thread', 'sent', id)),
    ...answered.filter(isTheirs).map((id) => mark('thread', place, id)),
  ];
}

const bare = (id: string): string => id.trim().replace(/^<|>$/g, '');
const isWithin = (domain: string, own: string): boolean => domain === own || domain.endsWith(`.${own}`);

/** The first of a list and the last, as many as are looked at. */
const ends = <T>(list: readonly T[], most: number): readonly T[] =>
  list.length <= most ? list : [...list.slice(0, most / 2), ...list.slice(-most / 2)];

function domainOf(address: string): string | null {
  const at = address.lastIndexOf('@');
  return at < 1 || at === address.length - 1 ? null : address.slice(at + 1).toLowerCase();
}

/** A name in its words, "Last, First" turned round; null where there are fewer than two, for one word is too many people. */
function nameWords(name: string | null): string[] | null {
  if (name === null || name.includes('@')) return null;
  const turned = name.includes(',') ? name.split(',', 2).reverse().join(' ') : name;
  const words = turned
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/\p{L}+/gu);
  return words === null || words.length < 2 || words.length > MOST_NAME_WORDS ? null : words;
}
