import type { Contact, Party, Problem } from '../contracts/contact.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { cleaned, type People, party, phoneKey, subjectKeyOf } from './people.ts';
import { problem } from './problems.ts';
import { type Reading, reading, turn } from './reading.ts';
import { reportedDate } from './reported-date.ts';
import { type Entry, voices } from './speakers.ts';
import { transcriptionOf } from './transcription.ts';

/** A chat or a call as its format gave it. */
export interface Transcript {
  readonly kind: 'chat' | 'call';
  readonly channel: Contact['channel'];
  readonly entries: readonly Entry[];
  /** What the transcript says of the customer beside the talk. */
  readonly customer: {
    readonly name: string | null;
    readonly address: string | null;
    readonly phone: string | null;
    readonly account: string | null;
    /** The customer's own id in the system it came from, with the system's name: `intercom:5f…`. */
    readonly chat: string | null;
  };
  readonly agents: readonly string[];
  /** When it began, as the transcript has it. */
  readonly at: string | null;
  readonly part: string;
  /** What kept the reader from all of it. */
  readonly problems?: readonly Problem[];
}

export const NO_CUSTOMER: Transcript['customer'] = {
  name: null,
  address: null,
  phone: null,
  account: null,
  chat: null,
};

/** Makes the reading of a transcript: each entry a turn of its speaker, the agents the targets, the customer the subject. */
export function readTranscript(transcript: Transcript, people: People): Reading {
  const talk = voices(transcript.entries, people, { customer: transcript.customer.name, agents: transcript.agents });
  const turns = inOrder(transcript).map((entry) => {
    const transcription = transcriptionOf(entry.words ?? [], entry.confidence);
    return turn({
      speaker: talk.speakerOf(entry),
      name: cleaned(entry.name),
      text: entry.text,
      part: entry.isFile ? `${transcript.part} file` : transcript.part,
      at: transcriptTime(entry.at, transcript.at),
      startMs: entry.startMs,
      endMs: entry.endMs,
      ...(transcription === null ? {} : { transcription }),
    });
  });
  const { customer } = transcript;
  const spoken = talk.subject?.address ?? null;
  const known = party(customer.name ?? talk.subject?.name, customer.address ?? customer.phone ?? spoken);
  const subject = known.name === null && known.address === null ? null : known;
  // A speaker known by an address or a number instead of a name is known by it in the history too.
  const contactable = {
    ...customer,
    address: customer.address ?? (spoken?.includes('@') === true ? spoken : null),
    phone: customer.phone ?? (spoken !== null && !spoken.includes('@') && phoneKey(spoken) !== null ? spoken : null),
  };
  const named = transcript.agents.flatMap((agent): Party[] => {
    const person = people.byName(agent) ?? people.byAddress(agent);
    return [person === null ? party(agent, null) : { name: person.name, address: person.addresses[0] ?? null }];
  });
  const targets = [...new Map([...named, ...talk.employees].map((each) => [each.name ?? each.address, each])).values()];
  const began = transcriptTime(transcript.at, null) ?? turns.find(({ at }) => at !== null)?.at ?? null;
  return reading({
    format: transcript.kind,
    channel: transcript.channel,
    occurred: began === null ? null : { at: began, from: 'transcript' },
    subject,
    // A name alone is what a visitor typed into a chat window; two of one name are not one person.
    subjectKey: subjectKeyOf({ ...contactable, name: null }),
    relation: turns.some(({ speaker }) => speaker === 'subject') ? 'customer' : 'unknown',
    targets,
    turns,
    problems: [...(transcript.problems ?? []), ...wordlessness(transcript.entries)],
  });
}

/** A transcript with nothing said in it is no silence: a person looks at what it was. */
function wordlessness(entries: readonly Entry[]): Problem[] {
  const said = entries.filter(({ text }) => text.trim() !== '');
  if (said.length === 0) return [problem('no-words', 'whole')];
  return said.every(({ isFile }) => isFile) ? [problem('only-files', 'whole')] : [];
}

/** Some systems list the newest first (Amazon Connect's GetTranscript backward, Salesforce). Read the other way round, an answer comes before its question. */
function inOrder({ entries, at }: Transcript): readonly Entry[] {
  const times = entries.map((entry) => transcriptTime(entry.at, at) ?? null);
  const falls = times.every((time, index) => time !== null && (index === 0 || time <= (times[index - 1] ?? '')));
  return falls && (times[0] ?? '') > (times.at(-1) ?? '') ? [...entries].reverse() : entries;
}

/** A time of a transcript: a number of seconds or milliseconds since 1970, an ISO time, or a time of day on the day it began. */
export function transcriptTime(value: string | null, day: string | null): Instant | null {
  if (value === null) return null;
  if (/^\d{10}(?:\.\d+)?$/.test(value)) return instant(Number(value) * 1_000);
  if (/^\d{13}$/.test(value)) return instant(Number(value));
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?$/i.exec(value.trim());
  if (clock === null) return reportedDate(value);
  const date = day === null ? null : reportedDate(day);
  if (date === null) return null;
  const hours = (Number(clock[1]) % (clock[4] ? 12 : 24)) + (clock[4]?.toLowerCase() === 'p' ? 12 : 0);
  return instant(
    Date.parse(date.slice(0, 10)) + ((hours * 60 + Number(clock[2])) * 60 + Number(clock[3] ?? 0)) * 1_000,
  );
}

function instant(milliseconds: number): Instant | null {
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 1980 || year > 9998 ? null : date.toISOString();
}
