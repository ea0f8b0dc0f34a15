import type { TurnDraft } from './reading.ts';
import { newSpeech } from './same-words.ts';

/** From a control that turns letters around to the one that ends it, or to the end of the line. */
const TURNED = /\u202E([^\u202C\n]*)(?:\u202C|(?=\n)|$)/g;
const CONTROLS = /[\u202A-\u202E\u2066-\u2069\u200E\u200F]/g;
/** Tags are letters that nobody sees; after a black flag they name the flag of a country's part. */
const TAGS = /(?<!\u{1F3F4})[\u{E0020}-\u{E007E}]{3,}/gu;

/**
 * The same turn as a reader sees it, or as a machine does: text that stands backwards and is turned around by a control character
 * (U+202E), and a message in tag characters, which is shown to nobody and travels along. Null for text without such. The turn itself
 * stays as it was received; this one stands beside it, so that its words are scored.
 */
export function asShown(turn: TurnDraft): TurnDraft | null {
  const speech = newSpeech(turn);
  const turned = speech.includes('\u202E')
    ? speech.replace(TURNED, (_, letters: string) => [...letters].reverse().join('')).replace(CONTROLS, '')
    : '';
  const tagged = [...speech.matchAll(TAGS)]
    .map(([tags]) => [...tags].map((tag) => String.fromCodePoint((tag.codePointAt(0) as number) - 0xe0000)).join(''))
    .join(' ');
  const text = [turned, tagged].filter((each) => each.trim() !== '').join('\n');
  return text === '' ? null : { ...turn, text, part: `${turn.part} as shown`, apart: [], hidden: [] };
}
