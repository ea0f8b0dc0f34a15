import type { Apart } from '../contracts/contact.ts';
import { disclaimers, signatureLines, tidy } from './apart.ts';
import { encodedBlocks } from './encoded-blocks.ts';
import { type Line, plainLines } from './lines.ts';
import { splitThread, type Thread } from './thread.ts';

/**
 * The stretches of a plain-text message that are not its writer's new speech: quoted messages and the headers above them, a
 * signature, legal footers (requirement 7). Words that stand between quoted lines are the writer's and are in no stretch.
 */
export function findApart(text: string): Apart[] {
  const lines = plainLines(text);
  return apartOf(text, lines, splitThread(lines));
}

/**
 * The same for lines whose thread is known.
 * @param isBelieved whether a message of the thread is what its header says; the header lines of one that is not stay speech.
 */
export function apartOf(
  text: string,
  lines: readonly Line[],
  thread: Thread,
  isBelieved: (message: number) => boolean = () => true,
): Apart[] {
  const stretches: Apart[] = [];
  lines.forEach((line, at) => {
    const owner = thread.owner[at] ?? 0;
    if (owner === 0 || line.text === '') return;
    const header = thread.messages[owner]?.header;
    if (thread.isHeader[at]) {
      if (!isBelieved(owner)) return;
      stretches.push({
        start: line.start,
        end: line.end,
        kind: header?.via === 'reply' ? 'reply-header' : 'forward-header',
      });
    } else stretches.push({ start: line.start, end: line.end, kind: 'reply-quote' });
  });
  return tidy([...stretches, ...signatures(lines, thread), ...disclaimers(text), ...encodedBlocks(text)], text);
}

/** A signature stands at the end, or before the first message that is quoted below it. */
function signatures(lines: readonly Line[], thread: Thread): Apart[] {
  const firstQuoted = lines.findIndex((_, at) => (thread.owner[at] ?? 0) !== 0);
  const blocks = firstQuoted < 0 ? [lines] : [lines.slice(0, firstQuoted), lines.slice(lastQuoted(thread) + 1)];
  return blocks.flatMap((block) => {
    const found = signatureLines(block);
    const [first, last] = found === null ? [] : [block[found.first], block[found.last - 1]];
    return first === undefined || last === undefined
      ? []
      : [{ start: first.start, end: last.end, kind: 'signature' as const }];
  });
}

function lastQuoted(thread: Thread): number {
  return thread.owner.findLastIndex((owner) => owner !== 0);
}
