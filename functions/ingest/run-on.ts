import { goesOnIn } from '../shared/line-ends.ts';
import type { TurnDraft } from './reading.ts';
import { newSpeech } from './same-words.ts';

/** A call whose captions cut each sentence would have a turn more for each; the first of them tell enough. */
const MOST_RUN_ON = 50;
/** So much of either turn is read beside the other: a sentence that was cut in two is short. */
const MOST_CHARACTERS = 300;

/**
 * The turns, and behind those that stop in the middle of a sentence which their speaker's next goes on with ("Im gonna kill", "u"; the subject
 * of a mail and its text), one more with the last line of the first, what follows, and the first line of the last. The turns themselves stay
 * as they were received; the one beside them is there so that what was cut up is heard. Only for words that are scored.
 */
export function withRunOn(turns: readonly TurnDraft[]): TurnDraft[] {
  const all: TurnDraft[] = [];
  let found = 0;
  let run: string | null = null;
  for (const [at, each] of turns.entries()) {
    const next = turns[at + 1];
    all.push(each);
    const first = firstLine(each);
    // In the middle of a run a turn is one line, and all of it.
    const before: string = run !== null && first === lastLine(each) ? `${run}\n${first}` : lastLine(each);
    const goesOn =
      next !== undefined &&
      found < MOST_RUN_ON &&
      isOneSpeaker(each, next) &&
      goesOnIn(lastLine(each), firstLine(next));
    if (run !== null && !(goesOn && before !== lastLine(each))) {
      all.push(asOne(turns[at - 1] as TurnDraft, each, `${run}\n${first}`));
      found += 1;
    }
    run = goesOn ? before : null;
  }
  return all;
}

function asOne(before: TurnDraft, last: TurnDraft, text: string): TurnDraft {
  const part = before.part === last.part ? last.part : `${before.part} and ${last.part}`;
  const { transcription: _, ...rest } = last;
  return { ...rest, text, part: `${part} as one`, apart: [], hidden: [] };
}

function isOneSpeaker(before: TurnDraft, each: TurnDraft): boolean {
  return (
    (each.speaker === 'subject' || each.speaker === 'unknown') &&
    before.speaker === each.speaker &&
    before.name === each.name &&
    before.standing === each.standing &&
    before.speech === each.speech
  );
}

/** A turn that its speaker set quotes or a signature below has said its last line before them. */
function lastLine(turn: TurnDraft): string {
  const lines = newSpeech(turn).trimEnd().slice(-MOST_CHARACTERS);
  return lines.slice(lines.lastIndexOf('\n') + 1).trim();
}

function firstLine(turn: TurnDraft): string {
  return newSpeech(turn).trimStart().slice(0, MOST_CHARACTERS).split('\n', 1)[0]?.trim() ?? '';
}
