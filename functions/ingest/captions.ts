import { type Deadline, deadlineBy } from './deadline.ts';
import { MAX_TEXT_CHARACTERS_PER_TURN } from './limits.ts';
import type { Entry } from './speakers.ts';
import { NO_CUSTOMER, type Transcript } from './transcript.ts';
import type { HeardWord } from './transcription.ts';

const CUE_TIME =
  /^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})/;
/** Captions joined into one turn: without an end of a sentence a turn ends here, so that joining stays linear. */
const LONGEST_TURN_CHARACTERS = 1_000;
/** A gap this long within a sentence is a new turn: the speaker was silent. */
const LONGEST_PAUSE_MS = 4_000;

export const isWebVtt = (text: string): boolean => /^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text);
export const isSubRip = (text: string): boolean =>
  /^\uFEFF?\s*\d{1,7}\s*\r?\n\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}\s*-->/.test(text);

/**
 * Reads WebVTT (W3C) and SubRip captions of a call. The speaker is the voice tag (`<v Caller>`), or a name before a colon; else
 * `unknown`. Captions cut a sentence wherever the screen is full, so one speaker's captions are joined until the sentence ends,
 * and the turn has the times of all of them. `NOTE` blocks may say `Caller:`, `Agent:`, `Date:`, `Account:`.
 */
export function transcriptOfCaptions(text: string, deadline: Deadline = deadlineBy()): Transcript {
  const notes = new Map<string, string>();
  const cues: Entry[] = [];
  for (const block of text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)) {
    if (cues.length > 0 && deadline.passed()) break;
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    const timing = lines.findIndex((line) => line.includes('-->') && CUE_TIME.test(line.slice(0, 200)));
    if (timing < 0) {
      if (/^(?:NOTE|WEBVTT)/.test(lines[0] ?? '')) for (const line of lines) note(line.replace(/^NOTE\s*/, ''), notes);
      // Words whose time is broken are words all the same; how captions look is none.
      else if (lines.length > 0 && !/^(?:STYLE|REGION)\s*$/.test(lines[0] ?? ''))
        for (const { name, text: words } of voicesOf(lines))
          cues.push({
            role: null,
            name,
            speakerId: name?.toLowerCase() ?? null,
            text: words,
            at: null,
            startMs: null,
            endMs: null,
          });
      continue;
    }
    const time = CUE_TIME.exec((lines[timing] as string).slice(0, 200)) as RegExpExecArray;
    const [startMs, endMs] = [clock(time.slice(1, 5)), clock(time.slice(5, 9))];
    for (const { name, text: words } of voicesOf(lines.slice(timing + 1))) {
      cues.push({ role: null, name, speakerId: name?.toLowerCase() ?? null, text: words, at: null, startMs, endMs });
    }
  }
  const value = (...names: string[]) =>
    names.map((name) => notes.get(name)).find((found) => found !== undefined) ?? null;
  const caller = value('caller', 'customer', 'member');
  const number = value('phone', 'from', 'caller id') ?? (/^\+?[\d\s().-]{7,20}$/.test(caller ?? '') ? caller : null);
  const agent = value('agent', 'representative');
  return {
    kind: 'call',
    channel: 'phone',
    entries: joined(cues),
    customer: {
      ...NO_CUSTOMER,
      name: caller === number ? null : caller,
      phone: number,
      account: value('account'),
      address: value('email'),
    },
    agents: agent === null ? [] : [agent],
    at: value('date', 'started', 'when'),
    part: 'captions',
  };
}

function note(line: string, notes: Map<string, string>): void {
  const found = /^\s*([A-Za-z ]{2,20}?)\s*:\s*(\S.{0,200})$/.exec(line.slice(0, 300));
  if (found !== null) notes.set((found[1] ?? '').toLowerCase(), (found[2] ?? '').trim());
}

function clock([hours, minutes, seconds, fraction]: readonly (string | undefined)[]): number {
  return (
    ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 +
    Number((fraction ?? '0').padEnd(3, '0'))
  );
}

function voicesOf(lines: readonly string[]): { name: string | null; text: string }[] {
  const found: { name: string | null; text: string }[] = [];
  // A line may hold several voices (`<v Agent>Yes? <v Caller>No.`). One longer than a turn may be is cut there in any event, and
  // each sign costs a look ahead here.
  for (const line of lines.flatMap((each) => each.slice(0, MAX_TEXT_CHARACTERS_PER_TURN + 1).split(/(?=<v[.\s])/))) {
    const voice = /^\s*<v(?:\.[\w.-]+)?\s+([^>]{1,80})>/.exec(line)?.[1]?.trim() ?? null;
    const words = line
      .replace(/<[^>]{0,200}>/g, '')
      .replace(/&amp;/g, '&')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .trim();
    const named =
      voice === null
        ? /^(?:\[([^\]]{1,40})\]|>>\s*([\p{L}][^:]{0,40}?)|(\p{Lu}[^:.!?,]{0,40}?))\s*:?(?:(?<=[\]:])\s*)(\S.*)$/u.exec(
            words,
          )
        : null;
    const name = voice ?? named?.[1] ?? named?.[2] ?? named?.[3] ?? null;
    const text = named === null ? words : (named[4] ?? '');
    const last = found.at(-1);
    if (name === null && last !== undefined) last.text += ` ${text}`;
    else if (text !== '') found.push({ name, text });
  }
  return found;
}

function joined(cues: readonly Entry[]): Entry[] {
  const turns: (Entry & { words: HeardWord[] })[] = [];
  for (const cue of cues) {
    const last = turns.at(-1);
    const goesOn =
      last !== undefined &&
      last.text.length < LONGEST_TURN_CHARACTERS &&
      (last.speakerId === cue.speakerId || cue.speakerId === null) &&
      !/[.!?…]["'”’]?\s*$/.test(last.text.slice(-10)) &&
      (cue.startMs ?? 0) - (last.endMs ?? 0) <= LONGEST_PAUSE_MS;
    if (goesOn) {
      const text = `${last.text} ${cue.text}`;
      const words = [...last.words, placed(cue, last.text.length + 1)];
      turns[turns.length - 1] = { ...last, text, endMs: cue.endMs ?? last.endMs, words };
    } else {
      const isCarriedOn = cue.speakerId === null && last !== undefined && !/[.!?…]/.test(last.text);
      const { name, speakerId } = isCarriedOn ? last : cue;
      turns.push({ ...cue, name, speakerId, words: [placed(cue, 0)] });
    }
  }
  return turns;
}

/** Captions have a time for each screen of words and none for a word: the screen stands for its first. */
const placed = ({ text, startMs }: Entry, start: number): HeardWord => ({
  start,
  end: start + text.length,
  startMs,
  confidence: null,
});
