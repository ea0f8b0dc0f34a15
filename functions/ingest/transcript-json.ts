import { type Deadline, deadlineBy } from './deadline.ts';
import { MAX_JSON_DEPTH } from './limits.ts';
import { entryOf, type Participant, wordsOf } from './message-entry.ts';
import { type FoundMessage, findMessages } from './message-lists.ts';
import { problem } from './problems.ts';
import type { Entry } from './speakers.ts';
import { NO_CUSTOMER, type Transcript } from './transcript.ts';
import {
  ACCOUNT,
  AGENT,
  BEGAN,
  CUSTOMER,
  isObject,
  type Json,
  KIND,
  MAIL,
  PEOPLE_LISTS,
  PHONE,
  pick,
  ROLE,
  word,
} from './transcript-keys.ts';

/**
 * Reads a JSON transcript of any of the systems that `transcript-keys.ts` knows; null where it has nothing that was said. Of
 * several conversations in one file the longest is read as such; what was said in the others is kept beside it, with nobody's
 * name on it, so that it is scored.
 */
export function transcriptOfJson(value: unknown, part: string, deadline: Deadline = deadlineBy()): Transcript | null {
  const found = findMessages(value, (candidate) => wordsOf(candidate) !== null);
  if (found.length === 0) return isObject(value) && isEmptyTranscript(value) ? EMPTY : null;
  const conversation = longest(found);
  const own = found.filter((each) => each.conversation === conversation);
  const others = found.filter((each) => each.conversation !== conversation);
  // From the object nearest to the messages outwards: a record of an export knows its own customer.
  const around = [...(own[0]?.around ?? []), ...(isObject(conversation) ? [conversation] : [])].reverse();
  const participants = participantsOf(around);
  const origin = originOf(around);
  const opening = openingOf(around, participants);
  const entries = [
    ...opening,
    ...own.flatMap(({ message }, index) =>
      index > 0 && deadline.passed() ? [] : (entryOf(message, participants, origin) ?? []),
    ),
  ];
  const beside = others.flatMap(({ message }): Entry[] => {
    const entry = deadline.passed() ? null : entryOf(message, new Map(), null);
    return entry === null ? [] : [{ ...entry, role: null, name: null, speakerId: null, startMs: null, endMs: null }];
  });
  const all = [...entries, ...beside];
  if (all.length === 0) return null;
  const channel = first(around, (each) => word(pick(each, KIND)))?.toLowerCase() ?? '';
  const timed = entries.some(({ startMs }) => startMs !== null);
  const kind =
    /voice|phone|call|audio/.test(channel) ||
    (timed && !/chat|messag/.test(channel) && (origin !== null || !entries.some(({ at }) => at !== null)))
      ? 'call'
      : 'chat';
  return {
    kind,
    channel: /facebook|twitter|instagram|whatsapp|social/.test(channel)
      ? 'social-media'
      : kind === 'call'
        ? 'phone'
        : 'chat',
    entries: all,
    customer: customerOf(around, own, participants),
    agents: agentsOf(around),
    at: first(around, (each) => word(pick(each, BEGAN))),
    part,
    ...(beside.length > 0 ? { problems: [problem('several-talks', 'part')] } : {}),
  };
}

const EMPTY: Transcript = {
  kind: 'chat',
  channel: 'chat',
  entries: [],
  customer: NO_CUSTOMER,
  agents: [],
  at: null,
  part: 'transcript',
};

/** A list for messages with none in it, and no words anywhere else. */
function isEmptyTranscript(value: Json): boolean {
  const names = ['transcript', 'messages', 'messagerecords', 'conversationentries', 'comments', 'history', 'phrases'];
  const list = names.map((name) => pick(value, [name])).find(Array.isArray);
  return list !== undefined && list.length === 0 && !hasWords(value);
}

/** Ids, dates and addresses are one word. */
const hasWords = (value: unknown): boolean =>
  typeof value === 'string'
    ? /\s\S+\s/.test(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasWords);

/** The conversation with the most messages; of equals the first. */
function longest(found: readonly FoundMessage[]): unknown {
  const counts = new Map<unknown, number>();
  for (const { conversation } of found) counts.set(conversation, (counts.get(conversation) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

function first<T>(around: readonly Json[], find: (object: Json) => T | null): T | null {
  for (const each of around) {
    const found = find(each);
    if (found !== null) return found;
  }
  return null;
}

/** Genesys times words by the clock: what it counts a recording from is the start of the transcript. Milliseconds since 1970. */
function originOf(around: readonly Json[]): number | null {
  return first(around, (each) => {
    const value = pick(each, ['starttime', 'starttimems']);
    const found = typeof value === 'string' && !/^\d+$/.test(value) ? Date.parse(value) : Number(value ?? Number.NaN);
    return found > 1e12 ? found : null;
  });
}

/** Intercom keeps the message that opens a conversation, and its subject line, beside the list of the others. */
function openingOf(around: readonly Json[], participants: ReadonlyMap<string, Participant>): Entry[] {
  for (const each of around) {
    const source = pick(each, ['source']);
    if (!isObject(source)) continue;
    const at = word(pick(each, ['createdat']));
    const said = entryOf(source, participants, null);
    const subject = word(pick(source, ['subject']));
    const line = subject === null ? null : entryOf({ ...source, body: subject, attachments: [] }, participants, null);
    return [line, said].flatMap((entry) => (entry === null ? [] : [{ ...entry, at: entry.at ?? at }]));
  }
  return [];
}

function agentsOf(around: readonly Json[]): string[] {
  const agent = first(around, (each) => pick(each, AGENT) ?? null);
  const names = (Array.isArray(agent) ? agent : [agent]).slice(0, 20);
  return names.flatMap(
    (each) => word(each) ?? (isObject(each) ? word(pick(each, ['name', 'displayname', ...MAIL])) : null) ?? [],
  );
}

/** Participants looked at; a call with more is a conference, whose messages carry their own names. */
const MAX_PARTICIPANTS = 200;

function participantsOf(around: readonly Json[]): ReadonlyMap<string, Participant> {
  const found = new Map<string, Participant>();
  for (const list of PEOPLE_LISTS) {
    for (const object of around) {
      const members = pick(object, [list]);
      const listed = Array.isArray(members) ? members : isObject(members) ? pick(members, [list]) : null;
      if (!Array.isArray(listed)) continue;
      for (const member of listed.slice(0, MAX_PARTICIPANTS)) {
        if (!isObject(member)) continue;
        const person = participant(member, list);
        for (const name of ['participantid', 'id', 'userid', 'agentid', 'sid', 'subject', 'participantpurpose']) {
          const id = word(pick(member, [name]));
          if (id !== null && !found.has(id)) found.set(id, person);
        }
      }
    }
  }
  return found;
}

function participant(member: Json, list: string): Participant {
  const given = word(pick(member, ['firstname']));
  const profile = [pick(member, ['profile']), pick(member, ['userprofile'])].find(isObject);
  const name =
    word(pick(member, ['agentfullname', 'displayname', 'name', 'fullname', 'realname'])) ??
    (profile === undefined ? null : word(pick(profile, ['realname', 'displayname', 'name']))) ??
    [given, word(pick(member, ['lastname']))].filter(Boolean).join(' ');
  const listed = list.startsWith('consumer') ? 'consumer' : list.startsWith('agent') ? 'agent' : null;
  const binding = pick(member, ['messagingbinding']);
  const flagged = ['isbot', 'isagent', 'isadmin'].find((flag) => pick(member, [flag]) === true);
  return {
    role: (flagged === 'isbot' ? 'bot' : null) ?? word(pick(member, ROLE)) ?? word(pick(member, ['type'])) ?? listed,
    name: name === '' ? null : name,
    address: word(pick(member, MAIL)) ?? (profile === undefined ? null : word(pick(profile, MAIL))),
    phone: word(pick(member, PHONE)) ?? (isObject(binding) ? word(pick(binding, ['address'])) : null),
  };
}

const isCustomer = (role: string | null): boolean =>
  role !== null && /^(?:customer|end-?user|user|lead|contact|visitor|consumer|external|caller|requester)$/i.test(role);

function customerOf(
  around: readonly Json[],
  messages: readonly FoundMessage[],
  participants: ReadonlyMap<string, Participant>,
): Transcript['customer'] {
  const nested = first(around, (each) => CUSTOMER.map((name) => pick(each, [name])).find(isObject) ?? null);
  const listed = [...participants.values()].find(({ role }) => isCustomer(role));
  const opening = first(around, (each) => {
    const source = pick(each, ['source']);
    return isObject(source) ? source : null;
  });
  const author = [...(opening === null ? [] : [opening]), ...messages.map(({ message }) => message)]
    .map((message) => ['author', 'from', 'sender'].map((name) => pick(message, [name])).find(isObject))
    .find((each) => each !== undefined && isCustomer(word(pick(each, [...ROLE, 'type']))));
  const from = nested ?? author ?? {};
  const flat = (names: readonly string[]) =>
    word(pick(from, names)) ??
    first(around, (each) =>
      word(
        pick(
          each,
          names.map((name) => `customer${name}`),
        ),
      ),
    );
  const beside = (names: readonly string[]) => first(around, (each) => word(pick(each, names)));
  const address = flat(MAIL) ?? listed?.address ?? beside(['email', 'customeremail', 'visitoremail']);
  return {
    ...NO_CUSTOMER,
    name: flat(['name', 'displayname', 'fullname']) ?? beside(CUSTOMER) ?? listed?.name ?? null,
    address: address?.includes('@') ? address : null,
    phone: plainNumber(
      word(pick(from, PHONE)) ??
        beside(PHONE) ??
        listed?.phone ??
        first(around, (each) => endpoint(pick(each, ['customerendpoint']))),
    ),
    account: word(pick(from, ACCOUNT)) ?? beside(ACCOUNT),
    chat: word(pick(from, ['id', 'userid', 'visitorid'])),
  };
}

/** `tel:+1603…`, `sip:+1603…@carrier.example`. */
const plainNumber = (value: string | null): string | null => value?.replace(/^(?:tel|sip|sips):|@.*$/gi, '') ?? null;

const endpoint = (value: unknown): string | null => (isObject(value) ? word(pick(value, ['address'])) : null);

/** Whether a value nests deeper than a transcript does: what walks it calls itself, and a deep one would overflow the stack. */
export function tooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_JSON_DEPTH) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
