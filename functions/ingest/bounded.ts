import type { Apart, Hidden, Problem, Turn } from '../contracts/contact.ts';
import { tidy } from './apart.ts';
import { asShown } from './as-shown.ts';
import { type Deadline, deadlineBy } from './deadline.ts';
import {
  MAX_STRETCHES_PER_TURN,
  MAX_TEXT_CHARACTERS_PER_CONTACT,
  MAX_TEXT_CHARACTERS_PER_TURN,
  MAX_TURNS,
} from './limits.ts';
import { problem } from './problems.ts';
import type { TurnDraft } from './reading.ts';
import { withRunOn } from './run-on.ts';
import { cutTranscription } from './transcription.ts';

/** Characters that have no width, or that change the direction of what follows: a reader sees none of them. */
const INVISIBLE =
  /(?:\u034F|[\u{E0100}-\u{E01EF}]|[\u200B-\u200F\u2060-\u2064\u206A-\u206F\u00AD\u061C\u115F\u1160\u180E\u2800\u3164\uFEFF\uFFA0\uFFF9-\uFFFB])+|(?<!\u{1F3F4})[\u{E0000}-\u{E007F}]+|[\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * Numbers the turns, cuts what is beyond the limits and says so, and marks what a reader does not see in any of them. Empty turns
 * go. After this every offset lies within its turn.
 */
export function boundedTurns(
  drafts: readonly TurnDraft[],
  deadline: Deadline = deadlineBy(),
): { turns: Turn[]; problems: Problem[] } {
  const spoken = withRunOn(drafts.filter(({ text }) => text.trim() !== '')).flatMap((each) => {
    const shown = asShown(each);
    return shown === null ? [each] : [each, shown];
  });
  const problems = spoken.length > MAX_TURNS ? [problem('too-many-turns', 'part')] : [];
  let left = MAX_TEXT_CHARACTERS_PER_CONTACT;
  let cut = false;
  const turns: Turn[] = [];
  for (const draft of spoken.slice(0, MAX_TURNS)) {
    // The first turn is kept however late it is: a contact without words says nothing of itself.
    if (turns.length > 0 && deadline.passed()) break;
    if (left <= 0) {
      cut = true;
      break;
    }
    const text = wellFormed(draft.text, Math.min(MAX_TEXT_CHARACTERS_PER_TURN, left));
    cut ||= text.length < draft.text.length;
    left -= text.length;
    turns.push({
      ...draft,
      index: turns.length,
      text,
      part: draft.part.slice(0, 200),
      apart: tidy(within(draft.apart, text.length), text),
      hidden: allHidden(within(draft.hidden, text.length), text),
      ...(draft.transcription ? { transcription: cutTranscription(draft.transcription, text.length) } : {}),
    });
  }
  return { turns, problems: cut ? [...problems, problem('text-cut', 'part')] : problems };
}

/** Cut between characters, lone halves of a surrogate pair replaced one for one: they would not survive being written as UTF-8. */
function wellFormed(text: string, length: number): string {
  return text.slice(0, length).replace(/\p{Surrogate}/gu, '\uFFFD');
}

const within = <T extends Apart | Hidden>(stretches: readonly T[], length: number): T[] =>
  stretches.flatMap((each) => (each.start >= length ? [] : [{ ...each, end: Math.min(each.end, length) }]));

function allHidden(hidden: readonly Hidden[], text: string): Hidden[] {
  const found = hidden.filter(({ start, end }) => start < end).slice(0, MAX_STRETCHES_PER_TURN);
  for (const match of text.matchAll(INVISIBLE)) {
    if (found.length >= MAX_STRETCHES_PER_TURN) break;
    const how = /[\u202A-\u202E\u2066-\u2069]/.test(match[0])
      ? 'bidirectional control characters'
      : 'characters without width';
    const last = found.at(-1);
    const joins =
      last?.how === how &&
      last.end <= match.index &&
      text.slice(last.end, last.end + 200).search(/\S/) >= match.index - last.end;
    if (joins && last !== undefined) last.end = match.index + match[0].length;
    else found.push({ start: match.index, end: match.index + match[0].length, how });
  }
  return found.sort((a, b) => a.start - b.start);
}
