import { type Deadline, deadlineBy } from './deadline.ts';
import { headerLine } from './header-words.ts';
import { MAX_STRUCTURE_LINE_CHARACTERS, MAX_TURNS } from './limits.ts';
import { mailboxes } from './mailbox.ts';
import { problem } from './problems.ts';
import type { Entry } from './speakers.ts';
import { NO_CUSTOMER, type Transcript } from './transcript.ts';

const CLOCK = String.raw`\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d{1,6})?(?:\s?[ap]\.?m\.?)?`;
const TIME = String.raw`(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:\s?[ap]\.?m\.?)?(?:Z|[+-]\d\d:?\d\d)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? ${CLOCK}|\d{4}[/.]\d{1,2}[/.]\d{1,2},? ${CLOCK}`;
const WHO = String.raw`[\p{L}\p{N}_@#+"~][^:\[\]<>\n]{0,60}?`;
/** Every gap is bounded: two unbounded ones beside each other make a line of spaces cost its square. */
const GAP = String.raw`\s{0,8}`;
/** `[12:01] Name: text`, `12:01 - Name: text`, `(12:01 PM) Name: text`, `[17/11/2026, 12:01:33] Name: text`. */
const TIMED = new RegExp(String.raw`^${GAP}[[(]?(${TIME})[\])]?${GAP}[-–—|]?${GAP}(${WHO})${GAP}:(?=\s|$)${GAP}`, 'iu');
/** The same with nothing between the colon and the text, which a time without brackets ("12:30:45") has as well. */
const TIMED_TIGHT = new RegExp(String.raw`^${GAP}[[(](${TIME})[\])]${GAP}[-–—|]?${GAP}(${WHO})${GAP}:`, 'iu');
/** `Name (12:01 PM): text`, `Name [12:01]: text`. */
const NAMED = new RegExp(String.raw`^${GAP}(${WHO})${GAP}[[(](${TIME})[\])]${GAP}:?${GAP}`, 'iu');
/** Salesforce: `( 1m 2s ) Name: text`. */
const ELAPSED =
  /^\s{0,8}\(\s{0,3}(?:(\d{1,3})h\s{0,3})?(?:(\d{1,3})m\s{0,3})?(\d{1,3})s\s{0,3}\)\s{0,8}([^:\n]{1,60}?)\s{0,3}:\s{0,8}/u;
/** `Name: text`. */
const BARE = /^\s{0,8}([\p{Lu}\p{N}][^:\n]{0,40}?)\s{0,3}:\s{1,8}(?=\S)/u;
/** `[12:01] *** Joe has left ***`, `17/11/2026, 12:00 - Messages are encrypted`: a time, and nobody's name. */
const EVENT = new RegExp(String.raw`^${GAP}(?:[[(](${TIME})[\])]|(${TIME})${GAP}[-–—|])${GAP}(?=\S)`, 'iu');
/** What a program says of the talk, whole. Anything else without a name is someone's words, and scored. */
const NOTICE =
  /^\W{0,6}(?:(?:[\p{L}\p{N}.'’ -]{1,60} )?(?:has )?(?:joined|left|entered|ended|accepted|closed)(?: the)?(?: (?:chat|conversation|room|session|call))?|messages and calls are end-to-end encrypted\..{0,160}|(?:chat|call|conversation) (?:started|ended|transferred)(?: (?:to|by|at) [\p{L}\p{N}.:'’ -]{1,60})?)\W{0,6}$/iu;

const HEAD =
  /^\s*(customer|visitor|caller|client|member|agent|representative|agent name|customer name|e-?mail|customer email|phone|telephone|customer phone|date|started|start time|account|account number|chat id|transcript id|id|channel|department|chat started|chat origin|chat ended)\s*:\s*(.+)$/i;
/** Salesforce Live Agent names the agent in a line of its own, above the talk. */
const AGENT_LINE = /^\s{0,8}Agent (\p{Lu}[\p{L} .'’-]{0,60})$/u;

interface Said {
  readonly entry: Entry;
  /** The lines that follow without a name of their own. */
  readonly more: string[];
  readonly strong: boolean;
}

/**
 * Reads a plain transcript, a line a turn, lines without a name running on. Head lines (`Customer:`, `Email:`, `Agent:`, `Date:`)
 * before the talk say whose it is. Null where it is not a talk: fewer than two lines with a time, or, without times, fewer than two
 * speakers who take turns.
 */
export function transcriptOfText(
  text: string,
  kindHint: 'chat' | 'call' | null,
  deadline: Deadline = deadlineBy(),
): Transcript | null {
  const entries: Said[] = [];
  const before: string[] = [];
  let talking = false;
  let looked = 0;
  const head = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  const labels = new Map<string, number>();
  for (const line of lines) {
    const label = /^\s*([A-Za-z ]{3,20}):/.exec(line.slice(0, 100))?.[1]?.toLowerCase();
    if (label !== undefined) labels.set(label, (labels.get(label) ?? 0) + 1);
  }
  const block = headBlock(lines);
  for (const [index, whole] of lines.entries()) {
    if (entries.length >= MAX_TURNS || (entries.length > 0 && deadline.passed())) break;
    // Messengers put marks of direction before a line and its name; nobody sees them.
    const line = whole.replace(/^[\u200E\u200F\u202A-\u202E\uFEFF]+/, '');
    if (line.trim() === '') continue;
    looked++;
    const short = line.slice(0, MAX_STRUCTURE_LINE_CHARACTERS);
    const headLine = talking ? null : HEAD.exec(short);
    if (
      headLine !== null &&
      !TIMED.test(short) &&
      isHead(headLine, head) &&
      (index < block || labels.get((headLine[1] ?? '').toLowerCase()) === 1)
    ) {
      head.set((headLine[1] ?? '').toLowerCase(), (headLine[2] ?? '').trim());
      continue;
    }
    const agentLine = talking || head.has('agent') ? null : AGENT_LINE.exec(short);
    if (agentLine !== null && head.has('chat started')) {
      head.set('agent', agentLine[1] ?? '');
      continue;
    }
    const said = saidLine(line, short);
    if (said !== null) {
      entries.push(said);
      talking ||= said.strong;
    } else {
      const last = entries.at(-1);
      (last?.more ?? before).push(line.trim());
    }
  }
  if (!isTalk(entries, looked)) return null;
  const value = (...names: string[]) =>
    names.map((name) => head.get(name)).find((found) => found !== undefined) ?? null;
  const customer = value('customer', 'customer name', 'visitor', 'caller', 'client', 'member');
  const person = mailboxes(customer ?? '')[0] ?? null;
  const phone =
    value('phone', 'telephone', 'customer phone') ?? (/^\+?[\d\s().-]{7,20}$/.test(customer ?? '') ? customer : null);
  const agent = value('agent', 'agent name', 'representative');
  const call =
    kindHint === 'call' ||
    /call|phone|voice/i.test(value('channel') ?? '') ||
    entries.some(({ entry }) => /^caller/i.test(entry.name ?? ''));
  return {
    kind: call ? 'call' : 'chat',
    channel: call ? 'phone' : 'chat',
    entries: [
      ...unnamed(before),
      ...entries.map(({ entry, more }) => ({ ...entry, text: [entry.text, ...more].join('\n') })),
    ],
    customer: {
      ...NO_CUSTOMER,
      name: phone === customer ? null : (person?.name ?? null),
      address: person?.address ?? mailboxes(value('email', 'e-mail', 'customer email') ?? '')[0]?.address ?? null,
      phone,
      account: value('account', 'account number'),
    },
    agents:
      agent === null
        ? []
        : agent
            .split(/,|\band\b/)
            .map((name) => name.trim())
            .filter((name) => name !== ''),
    at: value('date', 'started', 'start time', 'chat started'),
    part: 'transcript',
    // The last turn that is kept may be the last there is; that a person looks in vain then costs less than silence.
    ...(entries.length >= MAX_TURNS ? { problems: [problem('too-many-turns', 'part')] } : {}),
  };
}

/** How many lines stand above the first empty one, when all of them are head lines: then "Agent:" there is no one speaking. */
function headBlock(lines: readonly string[]): number {
  const end = lines.slice(0, 20).findIndex((line) => line.trim() === '');
  const isBlock =
    end >= 2 && lines.slice(0, end).every((line) => HEAD.test(line.slice(0, MAX_STRUCTURE_LINE_CHARACTERS)));
  return isBlock ? end : 0;
}

/** Lines above the talk, with nobody's name on them: a title, or words. They are scored. */
function unnamed(lines: readonly string[]): Entry[] {
  if (lines.length === 0) return [];
  return [{ role: null, name: null, speakerId: null, text: lines.join('\n'), at: null, startMs: null, endMs: null }];
}

/** "Customer: I want my money" is talk and "Customer: Joe Marsh <joe@…>" a head line: a head line is short, names things once, and is no sentence. */
function isHead(match: RegExpExecArray, head: ReadonlyMap<string, string>): boolean {
  const [name, value] = [(match[1] ?? '').toLowerCase(), (match[2] ?? '').trim()];
  if (head.has(name)) return false;
  if (!/^(?:customer|visitor|caller|client|member|agent|representative)$/.test(name)) return true;
  const words = value
    .replace(/<[^>]*>|\([^)]*\)/g, '')
    .trim()
    .split(/\s+/);
  return words.length <= 4 && !/[.?!]$/.test(value) && words.every((word) => /^[\p{Lu}\d+(]/u.test(word));
}

/** The beginning of a line says who speaks and when; all that follows is what they say, however long. */
function saidLine(line: string, short: string): Said | null {
  const said = (
    { 0: { length } }: RegExpExecArray,
    name: string | undefined,
    at: string | null,
    startMs: number | null,
    strong: boolean,
  ): Said => ({
    entry: {
      role: null,
      name: name?.replace(/^~\s?/, '').trim() ?? null,
      speakerId: name?.trim().toLowerCase() ?? null,
      text: line.slice(length),
      at,
      startMs,
      endMs: null,
    },
    more: [],
    strong,
  });
  const timed = TIMED.exec(short) ?? TIMED_TIGHT.exec(short);
  if (timed !== null) return said(timed, timed[2], timed[1] ?? null, null, true);
  const elapsed = ELAPSED.exec(short);
  if (elapsed !== null) {
    const seconds = Number(elapsed[1] ?? 0) * 3_600 + Number(elapsed[2] ?? 0) * 60 + Number(elapsed[3]);
    return said(elapsed, elapsed[4], null, seconds * 1_000, true);
  }
  const named = NAMED.exec(short);
  if (named !== null) return said(named, named[1], named[2] ?? null, null, true);
  const event = EVENT.exec(short);
  if (event !== null) {
    const text = line.slice(event[0].length);
    const role = NOTICE.test(text.slice(0, 300)) ? 'system' : null;
    const at = event[1] ?? event[2] ?? null;
    return {
      entry: { role, name: null, speakerId: null, text, at, startMs: null, endMs: null },
      more: [],
      strong: role !== null || event[1] !== undefined,
    };
  }
  // The header block of a mail has the same shape and is no talk.
  const isHeader = headerLine(short) !== null || /^\s{0,8}[A-Z][a-z]+-[A-Za-z-]+:/.test(short);
  const bare = isHeader ? null : BARE.exec(short);
  return bare === null ? null : said(bare, bare[1], null, null, false);
}

function isTalk(entries: readonly Said[], lines: number): boolean {
  if (entries.filter(({ strong }) => strong).length >= 2) return true;
  const speakers = new Map<string, number>();
  for (const { entry } of entries) speakers.set(entry.speakerId ?? '', (speakers.get(entry.speakerId ?? '') ?? 0) + 1);
  // A recipe and a table of data have colons too: a talk has few speakers, and at least one of them speaks twice.
  return (
    entries.length >= 3 &&
    speakers.size >= 2 &&
    speakers.size <= Math.max(2, entries.length / 2) &&
    entries.length >= lines * 0.5
  );
}
