import type { Party, Speaker } from '../contracts/contact.ts';
import type { People } from './people.ts';
import { party } from './people.ts';

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
 * Says who is customer and who is agent: from what the format says, then from the directory, then from what is left over. Where
 * that gives nothing the speaker is `unknown`, which is scored. A first name is enough to know an agent by only when there is
 * exactly one other person in the talk, whom the directory does not know: a customer may have an agent's first name.
 */
export function voices(entries: readonly Entry[], people: People): Voices {
  const speakers = new Map<string, { speaker: Speaker | null; name: string | null }>();
  const keyOf = (entry: Entry): string => `${entry.role ?? ''}\n${entry.speakerId ?? entry.name ?? ''}`;
  for (const entry of entries) {
    if (speakers.has(keyOf(entry))) continue;
    const named = party(entry.name, null);
    const known =
      (entry.role === null ? null : partOf(entry.role)) ??
      (entry.name === null ? null : partOfName(entry.name)) ??
      (named.name !== null && people.isEmployee(named) ? 'employee' : null);
    speakers.set(keyOf(entry), { speaker: known, name: named.name });
  }
  const all = [...speakers.values()];
  const humans = all.filter(({ speaker }) => speaker !== 'system');
  const open = humans.filter(({ speaker }) => speaker === null);
  const first = open.filter(({ name }) => people.byName(name) !== null);
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
  const subject = all.find(({ speaker, name }) => speaker === 'subject' && name !== null && partOfName(name) === null);
  return {
    speakerOf: (entry) => speakers.get(keyOf(entry))?.speaker ?? 'unknown',
    subject: subject === undefined ? null : party(subject.name, null),
    employees: all.flatMap(({ speaker, name }) => {
      if (speaker !== 'employee' || name === null || partOf(name) !== null) return [];
      const person = people.byName(name.replace(/\(.*\)|^agent\s+/gi, '').trim());
      return [person === null ? party(name, null) : { name: person.name, address: person.addresses[0] ?? null }];
    }),
  };
}
