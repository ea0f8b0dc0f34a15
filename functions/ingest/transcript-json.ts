import { htmlToText } from './html-text.ts';
import { MAX_JSON_DEPTH } from './limits.ts';
import type { Entry } from './speakers.ts';
import { NO_CUSTOMER, type Transcript } from './transcript.ts';
import {
  ACCOUNT,
  AGENT,
  BEGAN,
  CUSTOMER,
  END_MS,
  END_SECONDS,
  isObject,
  type Json,
  KIND,
  LISTS,
  MAIL,
  NAME,
  PEOPLE_LISTS,
  PHONE,
  pick,
  ROLE,
  SPEAKER_ID,
  START_MS,
  START_SECONDS,
  TEXT,
  TIME,
  word,
} from './transcript-keys.ts';

/** Reads a JSON transcript of any of the systems that `transcript-keys.ts` knows; null where it has nothing that was said. */
export function transcriptOfJson(value: unknown, part: string): Transcript | null {
  const found = messageLists(value);
  if (found.length === 0) return null;
  const root: Json = isObject(value) ? value : {};
  const participants = participantsOf(root);
  const entries = found.flatMap((message) => entryOf(message, participants) ?? []);
  const opening = isObject(pick(root, ['source'])) ? entryOf(pick(root, ['source']) as Json, participants) : null;
  const all = opening === null ? entries : [opening, ...entries];
  if (all.length === 0) return null;
  const channel = word(pick(root, KIND))?.toLowerCase() ?? '';
  const timed = all.some(({ startMs }) => startMs !== null) && !all.some(({ at }) => at !== null);
  const kind = /voice|phone|call|audio/.test(channel) || (timed && !/chat|messag/.test(channel)) ? 'call' : 'chat';
  const agent = pick(root, AGENT);
  return {
    kind,
    channel: /facebook|twitter|instagram|whatsapp|social/.test(channel)
      ? 'social-media'
      : kind === 'call'
        ? 'phone'
        : 'chat',
    entries: all,
    customer: customerOf(root, found, participants),
    agents: [word(agent) ?? (isObject(agent) ? word(pick(agent, ['name', 'displayname', ...MAIL])) : null)].filter(
      (name) => name !== null,
    ),
    at: word(pick(root, BEGAN)),
    part,
  };
}

/** The messages: the list with the most of them among those under a name that systems use, or the value itself. */
function messageLists(value: unknown): Json[] {
  let best: Json[] = [];
  const consider = (list: readonly unknown[], depth: number) => {
    const messages = list.filter((each): each is Json => isObject(each) && textOf(each) !== null);
    if (messages.length > best.length) best = messages;
    // Genesys and Intercom put lists of lists; each inner list goes on where the one before ended.
    const inner = list.filter(isObject).flatMap((each) => lists(each, depth + 1));
    if (inner.length > best.length) best = inner;
  };
  const lists = (object: Json, depth: number): Json[] => {
    if (depth > 6) return [];
    for (const name of LISTS) {
      const member = pick(object, [name]);
      if (Array.isArray(member)) consider(member, depth);
      else if (isObject(member)) lists(member, depth + 1);
    }
    const own = pick(object, ['phrases', 'utterances', 'messages']);
    return Array.isArray(own) ? own.filter((each): each is Json => isObject(each) && textOf(each) !== null) : [];
  };
  if (Array.isArray(value)) consider(value, 0);
  else if (isObject(value)) lists(value, 0);
  return best;
}

function textOf(message: Json): string | null {
  const found = pick(message, TEXT);
  let text: unknown = found;
  // LivePerson: messageData.msg.text; Twilio and others: message.body.
  for (let depth = 0; isObject(text) && depth < 3; depth++) text = pick(text, TEXT);
  const value = typeof text === 'string' ? text : null;
  if (value === null || value.trim() === '') return null;
  return /^\s*<[a-z!][^>]*>|<\/[a-z]+>|<br\s*\/?>/i.test(value) ? htmlToText(value, false).text : value;
}

interface Participant {
  readonly role: string | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly phone: string | null;
}

function participantsOf(root: Json): ReadonlyMap<string, Participant> {
  const found = new Map<string, Participant>();
  for (const list of PEOPLE_LISTS) {
    const members = pick(root, [list]);
    if (!Array.isArray(members)) continue;
    for (const member of members.slice(0, 200)) {
      if (!isObject(member)) continue;
      const id = word(pick(member, ['participantid', 'id', 'userid', 'agentid', 'sid']));
      const first = word(pick(member, ['firstname']));
      const name =
        word(pick(member, ['name', 'displayname', 'fullname', 'realname', 'agentfullname'])) ??
        [first, word(pick(member, ['lastname']))].filter(Boolean).join(' ');
      const listed = list.startsWith('consumer') ? 'consumer' : list.startsWith('agent') ? 'agent' : null;
      const person = {
        role: word(pick(member, ROLE)) ?? word(pick(member, ['type'])) ?? listed,
        name: name === '' ? null : name,
        address: word(pick(member, MAIL)),
        phone: word(pick(member, PHONE)),
      };
      if (id !== null) found.set(id, person);
    }
  }
  return found;
}

function entryOf(message: Json, participants: ReadonlyMap<string, Participant>): Entry | null {
  const text = textOf(message);
  if (text === null) return null;
  const author = [
    pick(message, ['author']),
    pick(message, ['sender']),
    pick(message, ['from']),
    pick(message, ['user']),
    pick(message, ['userprofile']),
  ].find(isObject);
  const speakerId =
    word(pick(message, SPEAKER_ID)) ?? (author === undefined ? null : word(pick(author, ['id', ...MAIL])));
  const known = speakerId === null ? undefined : participants.get(speakerId);
  const role =
    word(pick(message, ROLE)) ??
    (author === undefined ? null : word(pick(author, [...ROLE, 'type']))) ??
    known?.role ??
    (/^(?:customer|agent|system)$/i.test(speakerId ?? '') ? speakerId : null);
  const name =
    (author === undefined ? null : word(pick(author, ['name', 'displayname', 'realname', ...MAIL]))) ??
    word(pick(message, NAME)) ??
    known?.name ??
    null;
  const start = number(pick(message, START_MS)) ?? seconds(pick(message, START_SECONDS));
  const duration = pick(message, ['duration']);
  const length = isObject(duration) ? number(pick(duration, ['milliseconds'])) : null;
  const end =
    number(pick(message, END_MS)) ??
    seconds(pick(message, END_SECONDS)) ??
    (start === null || length === null ? null : start + length);
  return {
    role,
    name: known?.name ?? name,
    speakerId,
    text,
    at: word(pick(message, TIME)),
    startMs: start,
    endMs: end,
  };
}

function number(value: unknown): number | null {
  const found = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : null;
}

/** Seconds into a recording; a number as large as a date is none. */
function seconds(value: unknown): number | null {
  const found = number(value);
  return found === null || found > 1e7 ? null : Math.round(found * 1_000);
}

function customerOf(
  root: Json,
  messages: readonly Json[],
  participants: ReadonlyMap<string, Participant>,
): Transcript['customer'] {
  const nested = CUSTOMER.map((name) => pick(root, [name])).find(isObject);
  const isCustomer = (role: string | null): boolean =>
    role !== null && /^(?:customer|end-?user|user|lead|contact|visitor|consumer|external|caller)$/i.test(role);
  const listed = [...participants.values()].find(({ role }) => isCustomer(role));
  const authors = messages
    .map((message) => [pick(message, ['author']), pick(message, ['from']), pick(message, ['sender'])].find(isObject))
    .filter((each) => each !== undefined);
  const source = pick(root, ['source']);
  const opening = isObject(source) ? pick(source, ['author']) : undefined;
  const author = [...(isObject(opening) ? [opening] : []), ...authors].find((each) =>
    isCustomer(word(pick(each, [...ROLE, 'type']))),
  );
  const from = nested ?? author ?? {};
  const flat = (names: readonly string[]) =>
    word(pick(from, names)) ??
    word(
      pick(
        root,
        names.map((name) => `customer${name}`),
      ),
    );
  const address = flat(MAIL) ?? listed?.address ?? word(pick(root, ['email', 'customeremail', 'visitoremail']));
  const phone =
    word(pick(from, PHONE)) ?? word(pick(root, PHONE)) ?? listed?.phone ?? endpoint(pick(root, ['customerendpoint']));
  const id = word(pick(from, ['id', 'userid', 'visitorid']));
  return {
    ...NO_CUSTOMER,
    name: flat(['name', 'displayname', 'fullname']) ?? word(pick(root, CUSTOMER)) ?? listed?.name ?? null,
    address: address?.includes('@') ? address : null,
    phone,
    account: word(pick(from, ACCOUNT)) ?? word(pick(root, ACCOUNT)),
    chat: id,
  };
}

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
