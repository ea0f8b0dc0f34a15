import type { Party, Speaker } from '../contracts/contact.ts';
import { nameKey } from '../shared/person-keys.ts';
import { type People, party, phoneKey } from './people.ts';
import type { HeardWord } from './transcription.ts';

/** One thing said in a transcript, before anyone asks by whom. */
export interface Entry {
  /** What the format says of the speaker's part, such as `CUSTOMER`; null where it says nothing. */
  readonly role: string | null;
  readonly name: string | null;
  /** What tells this speaker from the others: an id, else the name. */
  readonly speakerId: string | null;
  readonly text: string;
  /** As it stands in the transcript. */
  readonly at: string | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
  /** Its words as the transcriber has them, in the order of the text. */
  readonly words?: readonly HeardWord[];
  /** How sure the transcriber is of all of it, 0..1, where it does not say for each word. */
  readonly confidence?: number | null;
  /** The name of a file that was sent in place of words. */
  readonly isFile?: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const SUBJECT = words(
  'customer client visitor user end-user enduser consumer contact lead guest caller external member requester inbound buyer borrower shopper subscriber customer-endpoint',
);
const EMPLOYEE = words(
  'agent rep representative admin operator advisor adviser employee staff support internal outbound teammate specialist assistant supervisor associate banker csr teller manager team-member',
);
const SYSTEM = words(
  'system bot custom-bot custombot chatbot virtual workflow event ivr acd auto trigger automated notification robot info',
);

/** The part that a word names; null for a word that names none. */
function partOf(word: string): Speaker | null {
  const key = word
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (SUBJECT.has(key)) return 'subject';
  if (EMPLOYEE.has(key)) return 'employee';
  return SYSTEM.has(key) ? 'system' : null;
}

/** "Agent Tomas", "Tomas (agent)", "Customer 1": the label beside or instead of a name. */
function partOfName(name: string): Speaker | null {
  const plain = name.trim().toLowerCase();
  const label =
    /^(?:the )?([a-z-]+)(?:\s*[#:-]?\s*\d+)?$/.exec(plain)?.[1] ??
    /\(([a-z -]+)\)\s*$/.exec(plain)?.[1] ??
    /^(agent|customer|caller|visitor|supervisor|representative)\s/.exec(plain)?.[1];
  return label === undefined ? null : partOf(label);
}

export interface Voices {
  readonly speakerOf: (entry: Entry) => Speaker;
  /** The customer, as far as the transcript itself names them. */
  readonly subject: Party | null;
  readonly employees: readonly Party[];
}

/**
 * Says who is customer and who is agent: from what the format says of a message, or beside the talk (`named`), then from the deployer's list, then from a label in place of
 * a name, then from the directory, then from who is left over. Where that gives nothing the speaker is `unknown`, which is scored.
 * A first name is enough to know an agent by only when there is exactly one other person in the talk, whom the directory does not
 * know: a customer may have an agent's first name.
 */
export function voices(
  entries: readonly Entry[],
  people: People,
  named: { readonly customer: string | null; readonly agents: readonly string[] } = { customer: null, agents: [] },
): Voices {
  const speakers = new Map<string, { speaker: Speaker | null; party: Party; isHuman: boolean }>();
  const agents = new Set(named.agents.map(nameKey).filter((key) => key !== ''));
  const customer = nameKey(named.customer ?? '');
  const namedBeside = (name: string | null): Speaker | null => {
    const key = nameKey(name ?? '');
    if (key === '' || (key === customer && agents.has(key))) return null;
    return key === customer ? 'subject' : agents.has(key) ? 'employee' : null;
  };
  const keyOf = (entry: Entry): string => `${entry.role ?? ''}\n${entry.speakerId ?? entry.name ?? ''}`;
  for (const entry of entries) {
    if (speakers.has(keyOf(entry))) continue;
    const who = partyOf(entry);
    const known =
      (entry.role === null ? null : partOf(entry.role)) ??
      namedBeside(entry.name) ??
      people.listedSpeaker(entry.role) ??
      people.listedSpeaker(entry.name) ??
      people.listedSpeaker(entry.speakerId) ??
      (entry.name === null ? null : partOfName(entry.name)) ??
      (isColleague(who, people) ? 'employee' : null);
    const isHuman = known !== 'system' && (entry.role !== null || entry.name !== null || entry.speakerId !== null);
    speakers.set(keyOf(entry), { speaker: known, party: who, isHuman });
  }
  const all = [...speakers.values()];
  const humans = all.filter(({ isHuman }) => isHuman);
  const open = humans.filter(({ speaker }) => speaker === null);
  const first = open.filter(({ party: { name } }) => people.byName(name) !== null);
  if (humans.length === 2 && open.length === 2 && first.length === 1 && first[0] !== undefined)
    first[0].speaker = 'employee';
  const left = humans.filter(({ speaker }) => speaker === null);
  if (
    humans.length === 2 &&
    left.length === 1 &&
    left[0] !== undefined &&
    humans.some(({ speaker }) => speaker === 'employee')
  )
    left[0].speaker = 'subject';
  const subject = all.find(
    ({ speaker, party: { name, address } }) =>
      speaker === 'subject' && (address !== null || (name !== null && partOfName(name) === null)),
  );
  return {
    speakerOf: (entry) => speakers.get(keyOf(entry))?.speaker ?? 'unknown',
    subject: subject?.party ?? null,
    employees: all.flatMap(({ speaker, party: { name, address } }) => {
      if (speaker !== 'employee' || (name === null && address === null)) return [];
      if (name !== null && (partOf(name) !== null || SPEAKER_NUMBER.test(name))) return [];
      const person = people.byAddress(address) ?? people.byName(name?.replace(/\(.*\)|^agent\s+/gi, '').trim() ?? null);
      return [person === null ? { name, address } : { name: person.name, address: person.addresses[0] ?? null }];
    }),
  };
}

/** `spk_0`, `ch_1`, `Speaker 2`: a transcriber's number for a voice, and no name of anyone. */
const SPEAKER_NUMBER = /^(?:spk|ch|speaker|channel)[\s_]*\d+$/i;

/** A speaker whose "name" is a mail address or a telephone number is known by that. Messengers write `whatsapp:+1603…`. */
function partyOf({ name, speakerId }: Entry): Party {
  const label = name?.trim().replace(/^(?:whatsapp|sms|tel|messenger|mailto):/i, '') ?? '';
  if (/^[^\s@<>]+@[^\s@<>]+$/.test(label)) return party(null, label);
  if (/^\+?[\d\s().-]{7,20}$/.test(label) && phoneKey(label) !== null) return party(null, label);
  if (SPEAKER_NUMBER.test(label)) return { name: null, address: null };
  return party(name, speakerId?.includes('@') === true ? speakerId : null);
}

const isColleague = (who: Party, people: People): boolean =>
  (who.name !== null || who.address !== null) && people.isEmployee(who);
