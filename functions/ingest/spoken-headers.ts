import type { Party } from '../contracts/contact.ts';
import type { ParsedMessage } from './parsed-message.ts';
import { type TurnDraft, turn } from './reading.ts';

/** "Maria del Carmen Ruiz" is a name; "I know where you live" is not. */
const FEWEST_WORDS_OF_SPEECH = 5;

/** Whoever has one of these in their name speaks to the reader. "Will" and "Dee" are names. */
const SPEAKS =
  /\b(?:i|i['’]?(?:m|ll|ve)|you|your|yours|you['’]?(?:re|ll|ve)|ur|u|we|we['’]?ll|my|me|he|she|they|die|dies|dead|kill|burn)\b/i;

/** Words that are run together to get past a filter or a form: "iwillkillyou@". Hardly anyone's name has one before "you". */
const RUN_TOGETHER =
  /(?:kill|die|dead|burn|hurt|hunt|find|rape|shoot|stab|bomb|watch|hate|get|coming)[a-z]{0,12}(?:you|ur?\b)/i;

/**
 * What a sender says in the headers that a mail program shows beside the subject: in their own name and address, in the name that
 * answers go to, and in the name that they gave the recipient. All of them are the sender's to choose. A name that is one is no turn.
 */
export function spokenHeaders(mail: ParsedMessage, sender: Party | null): TurnDraft[] {
  const address = spokenAddress(sender?.address ?? null);
  const spoken = [
    ...name(sender, 'sender name'),
    ...(address === null ? [] : [{ text: address, part: 'sender address' }]),
    ...(mail.replyTo ?? []).flatMap((each) => name(each, 'reply-to name')),
    ...mail.recipients.flatMap((each) => name(each, 'recipient name')),
  ];
  const texts = new Set<string>();
  return spoken.flatMap(({ text, part }) => {
    if (texts.has(text)) return [];
    texts.add(text);
    return [turn({ speaker: 'subject', text, part })];
  });
}

function name(each: Party | null, part: string): { text: string; part: string }[] {
  const text = each?.name ?? '';
  const words = wordCount(text);
  return words >= FEWEST_WORDS_OF_SPEECH || (words >= 2 && SPEAKS.test(text)) ? [{ text, part }] : [];
}

function spokenAddress(address: string | null): string | null {
  const local = (address ?? '').replace(/@.*$/, '').replace(/\d+/g, ' ');
  const words = local.replace(/[._+-]+/g, ' ').trim();
  if (wordCount(words) >= 3 && SPEAKS.test(words)) return words;
  return RUN_TOGETHER.test(local) ? words : null;
}

const wordCount = (text: string): number => text.match(/[\p{L}\p{M}'’]+/gu)?.length ?? 0;
