import type { Party } from '../contracts/contact.ts';
import type { ParsedMessage } from './parsed-message.ts';
import type { People } from './people.ts';
import type { TurnDraft } from './reading.ts';
import { newSpeech } from './same-words.ts';
import type { HeaderLine, ReceiptHeaders } from './verdicts.ts';

const value = (headers: readonly HeaderLine[], key: string): string | null => {
  const found = headers.find((each) => each.key === key);
  return found === undefined
    ? null
    : found.line
        .slice(found.line.indexOf(':') + 1)
        .trim()
        .toLowerCase();
};

/** Addresses from which no person writes: what they send is a machine's where a header says so too. */
const MACHINE =
  /^(?:mailer-daemon|postmaster|(?:no|do[-_.]?not|dont)[-_.]?reply|bounces?|notifications?|alerts?|auto[-_.]?(?:reply|mail)|newsletters?)(?:[+@._-]|$)/i;

/** What is read of the words of a mail, to ask whether a person speaks in them. */
const MOST_CHARACTERS = 20_000;
/** An automatic answer is short: behind a longer one a person could say anything. */
const MOST_WORDS_OF_AN_ANSWER = 150;

/** Someone speaks of themselves. */
const SPEAKS = /(?<![\p{L}'’])(?:i|im|ive|i['’](?:m|ve|ll|d|am))(?![\p{L}'’.])/iu;
/** What an answer says that a program sends for somebody who is away. */
const AWAY =
  /\bout of (?:the |my )?office\b|\b(?:i am|i['’]?m|i will be|i['’]ll be) (?:currently |now )?(?:away|unavailable|travel)|\bon (?:(?:annual|sick|parental|maternity|paternity) )?leave\b|\b(?:on|in) (?:a )?(?:vacation|holidays?|business trip|training)\b|\b(?:i return|my return|be back (?:on|in the office|from)|no longer (?:work|employed))\b|\baccess to (?:my )?e?-?mails?\b|\b(?:reply|respond|get back|answer) to (?:you|your (?:e-?mail|message|mail|request|inquiry|enquiry))\b|\breceived your\b/iu;

/** A word or two, with or without a title, that stand by themselves between marks: "Good evening Dana,", "…, Ms. Whitfield." */
const CALLED =
  /(?<=^|[,.!?;:\n–—-])[ \t]{0,8}(?:(?:dear|hello|hi|hey|to|attn|good (?:morning|afternoon|evening)|thanks|thank you|sorry|bye)[ \t]{1,4})?((?:(?:mrs?|ms|miss|dr)\.?[ \t]{1,4})?[\p{L}'’]{2,30}(?:[ \t]{1,4}[\p{L}'’-]{2,30})?)[ \t]{0,8}(?=[,.!?;:\n\r–—-]|$)/giu;

/**
 * Whether a machine wrote the mail: a bounce (its envelope has no sender, RFC 3834 and 5321), an automatic answer, or a list. Any sender
 * can write these headers, and what is automated counts as nobody's persistence, wakes no closed case and is heard less. So they are
 * believed only of an address from which no person writes, or where nobody speaks in the words but in the phrases of an automatic answer;
 * and never of words that call someone of the company by name. Whatever is heard in the words is a person's too, which is decided
 * where they are scored.
 */
export function isAutomated(
  mail: Pick<ParsedMessage, 'headers' | 'contentType' | 'from'>,
  receipt: ReceiptHeaders,
  turns: readonly TurnDraft[],
  people: Pick<People, 'byName'>,
): boolean {
  if (!saysSo(mail, receipt)) return false;
  const speech = turns
    .filter(({ speaker }) => speaker === 'subject' || speaker === 'unknown')
    .map(newSpeech)
    .join('\n')
    .slice(0, MOST_CHARACTERS);
  if (callsByName(speech, mail.from, people)) return false;
  return MACHINE.test(mail.from?.address ?? '') || !aPersonSpeaks(speech);
}

/** A list needs two headers of its own: a person may well have written one. */
function saysSo({ headers, contentType }: Pick<ParsedMessage, 'headers' | 'contentType'>, receipt: ReceiptHeaders) {
  if (receipt.bySes && receipt.envelopeFrom === '') return true;
  if (contentType === 'multipart/report') return true;
  const submitted = value(headers, 'auto-submitted');
  if (submitted !== null && submitted !== '' && !submitted.startsWith('no')) return true;
  const list = [
    value(headers, 'list-id') !== null,
    value(headers, 'list-unsubscribe') !== null || value(headers, 'list-post') !== null,
    /^(?:bulk|list|junk)/.test(value(headers, 'precedence') ?? ''),
  ];
  return list.filter(Boolean).length >= 2;
}

/** Sentences in which someone speaks of themselves, and not as a program does for somebody who is away. */
function aPersonSpeaks(speech: string): boolean {
  const isShort = (speech.match(/\p{L}+/gu)?.length ?? 0) <= MOST_WORDS_OF_AN_ANSWER;
  return speech
    .split(/[.!?]+\s|\n\s*\n/)
    .some((sentence) => SPEAKS.test(sentence) && !(isShort && AWAY.test(sentence)));
}

/** Whether the words speak to someone of the directory by name; the sender's own name below them calls nobody. */
function callsByName(speech: string, from: Party | null, people: Pick<People, 'byName'>): boolean {
  const own = (from?.name ?? '').toLowerCase();
  return [...speech.matchAll(CALLED)].some(([, name = '']) => {
    const words = name.trim();
    return !own.includes(words.toLowerCase()) && people.byName(words) !== null;
  });
}
