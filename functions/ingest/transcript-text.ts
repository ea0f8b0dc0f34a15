import { headerLine } from './header-words.ts';
import { MAX_STRUCTURE_LINE_CHARACTERS } from './limits.ts';
import { mailboxes } from './mailbox.ts';
import type { Entry } from './speakers.ts';
import { NO_CUSTOMER, type Transcript } from './transcript.ts';

const TIME = String.raw`(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:\s?[ap]\.?m\.?)?Z?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?`;
const WHO = String.raw`[\p{L}\p{N}_@#+"][^:\[\]<>]{0,60}?`;
/** `[12:01] Name: text`, `12:01 - Name: text`, `(12:01 PM) Name: text`. */
const TIMED = new RegExp(String.raw`^\s*[[(]?(${TIME})[\])]?\s*[-–—|]?\s*(${WHO})\s*:\s*(.*)$`, 'iu');
/** `Name (12:01 PM): text`, `Name [12:01]: text`. */
const NAMED = new RegExp(String.raw`^\s*(${WHO})\s*[[(](${TIME})[\])]\s*:?\s*(.*)$`, 'iu');
/** Salesforce: `( 1m 2s ) Name: text`. */
const ELAPSED = /^\s*\(\s*(?:(\d+)h\s*)?(?:(\d+)m\s*)?(\d+)s\s*\)\s*([^:]{1,60}?)\s*:\s*(.*)$/u;
/** `Name: text`. */
const BARE = /^\s*([\p{Lu}\p{N}][^:\n]{0,40}?)\s*:\s+(\S.*)$/u;
/** `[12:01] *** Joe has left ***`. */
const EVENT = new RegExp(String.raw`^\s*[[(]?(${TIME})[\])]\s*(\S.*)$`, 'iu');

const HEAD =
  /^\s*(customer|visitor|caller|client|member|agent|representative|agent name|customer name|e-?mail|customer email|phone|telephone|customer phone|date|started|start time|account|account number|chat id|transcript id|id|channel|department)\s*:\s*(.+)$/i;

interface Said {
  readonly entry: Entry;
  readonly strong: boolean;
}

/**
 * Reads a plain transcript, a line a turn, lines without a name running on. Head lines (`Customer:`, `Email:`, `Agent:`, `Date:`)
 * before the talk say whose it is. Null where it is not a talk: fewer than two lines with a time, or, without times, fewer than two
 * speakers who take turns.
 */
export function transcriptOfText(text: string, kindHint: 'chat' | 'call' | null): Transcript | null {
  const entries: Said[] = [];
  const head = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  const labels = new Map<string, number>();
  for (const line of lines) {
    const label = /^\s*([A-Za-z ]{3,20}):/.exec(line)?.[1]?.toLowerCase();
    if (label !== undefined) labels.set(label, (labels.get(label) ?? 0) + 1);
  }
  for (const line of lines) {
    if (line.trim() === '') continue;
    const short = line.length <= MAX_STRUCTURE_LINE_CHARACTERS ? line : '';
    const headLine = entries.length === 0 || !entries.some(({ strong }) => strong) ? HEAD.exec(short) : null;
    if (
      headLine !== null &&
      !TIMED.test(short) &&
      isHead(headLine, head) &&
      labels.get((headLine[1] ?? '').toLowerCase()) === 1
    ) {
      head.set((headLine[1] ?? '').toLowerCase(), (headLine[2] ?? '').trim());
      continue;
    }
    const said = saidLine(line, short);
    if (said !== null) entries.push(said);
    else {
      const last = entries.at(-1);
      if (last === undefined) continue;
      entries[entries.length - 1] = { ...last, entry: { ...last.entry, text: `${last.entry.text}\n${line.trim()}` } };
    }
  }
  if (!isTalk(entries, text)) return null;
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
    entries: entries.map(({ entry }) => entry),
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
    at: value('date', 'started', 'start time'),
    part: 'transcript',
  };
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

function saidLine(line: string, short: string): Said | null {
  if (short === '') return null;
  const said = (
    name: string | undefined,
    text: string | undefined,
    at: string | null,
    startMs: number | null,
    strong: boolean,
  ): Said => ({
    entry: {
      role: null,
      name: name?.trim() ?? null,
      speakerId: name?.trim().toLowerCase() ?? null,
      text: text ?? '',
      at,
      startMs,
      endMs: null,
    },
    strong,
  });
  const timed = TIMED.exec(short);
  if (timed !== null) return said(timed[2], timed[3], timed[1] ?? null, null, true);
  const elapsed = ELAPSED.exec(short);
  if (elapsed !== null) {
    const seconds = Number(elapsed[1] ?? 0) * 3_600 + Number(elapsed[2] ?? 0) * 60 + Number(elapsed[3]);
    return said(elapsed[4], elapsed[5], null, seconds * 1_000, true);
  }
  const named = NAMED.exec(short);
  if (named !== null) return said(named[1], named[3], named[2] ?? null, null, true);
  const event = EVENT.exec(short);
  if (event !== null)
    return {
      entry: {
        role: 'system',
        name: null,
        speakerId: 'system',
        text: event[2] ?? '',
        at: event[1] ?? null,
        startMs: null,
        endMs: null,
      },
      strong: true,
    };
  // The header block of a mail has the same shape and is no talk.
  const bare = headerLine(short) === null && !/^\s*[A-Z][a-z]+-[A-Za-z-]+:/.test(short) ? BARE.exec(line) : null;
  return bare === null ? null : said(bare[1], bare[2], null, null, false);
}

function isTalk(entries: readonly Said[], text: string): boolean {
  if (entries.filter(({ strong }) => strong).length >= 2) return true;
  const speakers = new Map<string, number>();
  for (const { entry } of entries) speakers.set(entry.speakerId ?? '', (speakers.get(entry.speakerId ?? '') ?? 0) + 1);
  const lines = text.split(/\n/).filter((line) => line.trim() !== '').length;
  // A recipe and a table of data have colons too: a talk has few speakers, and at least one of them speaks twice.
  return (
    entries.length >= 3 &&
    speakers.size >= 2 &&
    speakers.size <= Math.max(2, entries.length / 2) &&
    entries.length >= lines * 0.5
  );
}
