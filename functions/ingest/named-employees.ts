import type { Mention, Party } from '../contracts/contact.ts';
import type { Directory, RosterPerson } from '../contracts/roster.ts';
import { isOrdinaryName } from '../shared/ordinary-names.ts';
import { TITLES } from '../shared/titles.ts';
import { MAX_TARGETS } from './limits.ts';
import { isOutsider, partyOfPerson } from './people.ts';

/** "Mr Smith" where the company has thirty of them names nobody; where it has a few, all of these may be meant. */
const MOST_NAMESAKES = 3;

/** A name in a text: letters with the marks, apostrophes and hyphens within it; or a mail address. Bounded, so that no run of letters costs time. */
const WORD =
  /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,128}|[\p{L}\p{M}](?:[\p{L}\p{M}]|[\p{Cf}'’-](?=[\p{L}\p{M}\p{Cf}])){0,60}/gu;

interface Word {
  /** As it is compared. */
  readonly key: string;
  readonly isCapital: boolean;
  /** What stands between it and the word before. */
  readonly gap: string;
}

/** Who is meant by which words. */
interface Names {
  readonly byAddress: ReadonlyMap<string, RosterPerson>;
  /** By the first of the words of a whole name, in either order. */
  readonly whole: ReadonlyMap<string, readonly WholeName[]>;
  readonly byFamilyName: ReadonlyMap<string, readonly RosterPerson[]>;
  /** By a given or a family name that nobody else has. */
  readonly byOneName: ReadonlyMap<string, RosterPerson | null>;
}

interface WholeName {
  readonly words: readonly string[];
  readonly isTurned: boolean;
  readonly person: RosterPerson;
}

/** One directory serves every contact of a function's life; it is read once. */
const made = new WeakMap<Directory, Names>();

/**
 * The employees whom texts name. `in-full`: by first and family name, by title and family name, or by mail address; where up to three
 * people have such a name, all of them. `one-name`: by a given or family name alone that only one person of the directory has, that is no
 * ordinary word, and that is not the writer's own name; whether that person is meant has to follow from something else.
 * @param texts what the subject wrote or said, without what is set apart in it.
 * @param subject who wrote it.
 */
export function namedEmployees(texts: readonly string[], directory: Directory, subject: Party | null): Mention[] {
  const names = made.get(directory) ?? namesOf(directory);
  made.set(directory, names);
  const own = new Set(keysOf(subject?.name ?? ''));
  const found = new Map<RosterPerson, Mention['by']>();
  for (const text of texts) {
    const words = wordsOf(text);
    for (let at = 0; at < words.length; at++) {
      for (const person of inFullAt(words, at, names)) found.set(person, 'in-full');
      const person = byOneNameAt(words, at, names, own);
      if (person !== null && !found.has(person)) found.set(person, 'one-name');
    }
  }
  return [...found]
    .map(([person, by]) => ({ ...partyOfPerson(person), by }))
    .sort((a, b) => Number(b.by === 'in-full') - Number(a.by === 'in-full'))
    .slice(0, MAX_TARGETS);
}

function inFullAt(words: readonly Word[], at: number, names: Names): readonly RosterPerson[] {
  const key = words[at]?.key ?? '';
  const byAddress = names.byAddress.get(key);
  if (byAddress !== undefined) return [byAddress];
  const whole = names.whole.get(key)?.filter((name) => standsAt(words, at, name)) ?? [];
  const next = words[at + 1];
  const titled = TITLES.has(key) && next !== undefined && isNear(next) ? names.byFamilyName.get(next.key) : undefined;
  return [whole.map(({ person }) => person), titled ?? []].flatMap((persons) =>
    persons.length > MOST_NAMESAKES ? [] : persons,
  );
}

/** "Owen Barrett", "Owen J. Barrett", "Barrett, Owen". */
function standsAt(words: readonly Word[], start: number, { words: name, isTurned }: WholeName): boolean {
  let at = start;
  for (const word of name.slice(1)) {
    at++;
    if (!isTurned && word !== words[at]?.key && words[at]?.key.length === 1 && isNear(words[at])) at++;
    const here = words[at];
    if (here === undefined || here.key !== word) return false;
    if (isTurned ? !/^,\s{0,2}$/.test(here.gap) : !isNear(here)) return false;
  }
  return true;
}

const isNear = (word: Word | undefined): boolean => word !== undefined && /^\.?\s{1,3}$/.test(word.gap);

function byOneNameAt(words: readonly Word[], at: number, names: Names, own: ReadonlySet<string>): RosterPerson | null {
  const word = words[at];
  if (word === undefined || own.has(word.key)) return null;
  const next = words[at + 1];
  // "Dana Miller" is somebody else.
  if (word.isCapital && next?.isCapital === true && next.gap === ' ') return null;
  return names.byOneName.get(word.key) ?? null;
}

function namesOf(directory: Directory): Names {
  const byAddress = new Map<string, RosterPerson>();
  const whole = new Map<string, WholeName[]>();
  const byFamilyName = new Map<string, RosterPerson[]>();
  const byOneName = new Map<string, RosterPerson | null>();
  for (const person of directory.people.filter((each) => !isOutsider(each))) {
    for (const address of person.addresses) byAddress.set(address.toLowerCase(), person);
    const words = keysOf(person.name).filter((word, index) => index > 0 || !TITLES.has(word));
    const [given, family] = [words[0], words.at(-1)];
    if (given === undefined || family === undefined || words.length < 2) continue;
    const orders = [
      { words: [given, family], isTurned: false },
      { words: [family, given], isTurned: true },
      ...(words.length > 2 ? [{ words, isTurned: false }] : []),
    ];
    for (const order of orders) add(whole, order.words[0] as string, { ...order, person });
    add(byFamilyName, family, person);
    for (const name of new Set([given, family]))
      if (!isOrdinaryName(name)) byOneName.set(name, byOneName.has(name) ? null : person);
  }
  return { byAddress, whole, byFamilyName, byOneName };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function wordsOf(text: string): Word[] {
  let end = 0;
  return [...text.matchAll(WORD)].map(({ 0: found, index }) => {
    const gap = text.slice(Math.max(end, index - 4), index);
    end = index + found.length;
    return { key: keyOf(found), isCapital: /^\p{Lu}/u.test(found), gap };
  });
}

const keysOf = (name: string): string[] => [...name.matchAll(WORD)].map(([word]) => keyOf(word));

/** Lower case, without accents, apostrophes, hyphens, what nobody sees, and the `s` of what is somebody's. */
function keyOf(word: string): string {
  const plain = word.replace(/\p{Cf}+/gu, '').toLowerCase();
  if (plain.includes('@')) return plain.replace(/\.+$/, '');
  return plain
    .replace(/['’]s$/, '')
    .normalize('NFKD')
    .replace(/[\p{M}'’-]+/gu, '');
}
