import type { Entry } from './speakers.ts';
import { NO_CUSTOMER, type Transcript } from './transcript.ts';

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
export function transcriptOfCaptions(text: string): Transcript {
  const notes = new Map<string, string>();
  const cues: Entry[] = [];
  for (const block of text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)) {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    const timing = lines.findIndex((line) => line.includes('-->') && CUE_TIME.test(line.slice(0, 200)));
    if (timing < 0) {
      if (/^(?:NOTE|WEBVTT)/.test(lines[0] ?? '')) for (const line of lines) note(line.replace(/^NOTE\s*/, ''), notes);
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
  for (const line of lines) {
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
  const turns: Entry[] = [];
  for (const cue of cues) {
    const last = turns.at(-1);
    const goesOn =
      last !== undefined &&
      last.text.length < LONGEST_TURN_CHARACTERS &&
      (last.speakerId === cue.speakerId || cue.speakerId === null) &&
      !/[.!?…]["'”’]?\s*$/.test(last.text) &&
      (cue.startMs ?? 0) - (last.endMs ?? 0) <= LONGEST_PAUSE_MS;
    if (goesOn) turns[turns.length - 1] = { ...last, text: `${last.text} ${cue.text}`, endMs: cue.endMs };
    else
      turns.push(
        cue.speakerId === null && last !== undefined && !/[.!?…]/.test(last.text)
          ? { ...cue, name: last.name, speakerId: last.speakerId }
          : cue,
      );
  }
  return turns;
}
