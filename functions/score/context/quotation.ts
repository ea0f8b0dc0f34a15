import type { Context, Finding } from './context.ts';
import { quotationAround, type Scene, wordsOf } from './scene.ts';

/** What is quoted from: words that nobody says to anybody. */
const SOURCES =
  /\b(?:ad|advert|advertisement|sign|poster|slogan|motto|titled|entitled|song|lyrics?|films?|movie|books?|chapter|episode|error|(?:message|screen) (?:reads|says)|label|headline|commercial|banner|sticker|shirt|policy says|terms say|website says|password|username|album|track|series)\b/;
/** A letter, a text, a review or a machine that says something, and nobody that the writer answers for. */
const WRITINGS =
  /\b(?:letters?|texts?|messages?|emails?|notes?|reviews?|comments?|posts?|voicemails?|recordings?|notices?|chatbot|bot|leaflet|graffiti|wall|form|statement|tweet|dm)\b(?: \w+){0,6}$/;
/** `He goes "you are next"`. */
const GOES =
  /\b(?:he|she|they|guard|driver|agent|man|woman|lady|manager|lad|bloke|guy)(?: just| then| all)? (?:goes|went|is like|was like|(?:said|says|shouted|yelled|laughed)(?: \w+){0,2})$/;
/** The writer's own speech, quoted by themselves: "I called and said ..." */
const OWN_SPEECH =
  /\b(?:i|we) (?:\w+ ){0,2}(?:said|say|told|tell|wrote|write|promise|promised|swear|repeat|mean|meant|yelled|shouted|texted)\b/;

/** In quotation marks beside the name of what is quoted: a title, a sign, an error message. Quotation marks alone lower nothing. */
export const quotation: Context = {
  name: 'quotation',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const quote = quotationAround(scene, match);
    if (quote === null) return null;
    const before = wordsOf(scene, Math.max(scene.sentence.first, quote.first - 8), quote.first).join(' ');
    const after = wordsOf(scene, quote.last, Math.min(quote.last + 4, scene.sentence.last)).join(' ');
    if (OWN_SPEECH.test(before)) return null;
    if (!SOURCES.test(before) && !SOURCES.test(after)) {
      if (GOES.test(before)) return { why: 'Quoted words of someone else.', atMost: 1, type: null };
      return isWriting(before)
        ? { why: 'It is quoted from a letter, a review or a machine.', atMost: 1, type: null }
        : null;
    }
    return { why: 'It is quoted from a title, a sign or a text of someone else.', atMost: 0, type: null };
  },
};

function isWriting(before: string): boolean {
  return (
    WRITINGS.test(before) &&
    !/\bfor (?:you|him|her|them)\b|\b(?:my|this|your) (?:letter|text|message|email|note|review|comment|post)\b/.test(
      before,
    )
  );
}
