import { COMPANY, FIRST, OTHERS, type Person, SECOND, THIRD } from './people.ts';
import { betweenWords, type Scene, wordAt } from './scene.ts';

const SAID = new Set(
  (
    'said says say saying told tells tell telling threatened threatens threaten threatening yelled yells yelling shouted shouts screamed screams ' +
    'screaming wrote writes writing texted texts texting emailed replied replies claimed claims warned warns promised swore answered asked ' +
    'called calls calling messaged posted whispered hissed announced muttered joked bragged responded'
  ).split(' '),
);

/** Between the verb of saying and what is said. */
const BETWEEN = new Set(
  'that to me us him her them my husband wife son daughter mother father the a over on by in phone and just would will is was he she they if like it i out at loud loudly once twice again yesterday today last night week month then once he had has wants wanted going are am or even'.split(
    ' ',
  ),
);

/** A message passed on is the sender's own: "he told me to tell you", "a message for you". */
const PASSED_ON =
  /\b(?:to (?:tell|warn|inform|let) (?:you|your)|wants? you to know|message (?:for|to) you|from (?:him|her|them) to you)\b/;

export interface Frame {
  /** Who is said to have said it. */
  readonly speaker: Person | 'company';
  /** Whom it was said to, where that is named. */
  readonly listener: Person | null;
}

/** Who is said to have said what the match says, from the words before it or, after a quotation, behind it; null where it is the writer's own. */
export function reportedBy(scene: Scene): Frame | null {
  return frameBefore(scene) ?? frameAfter(scene);
}

function frameBefore(scene: Scene): Frame | null {
  const { match, sentence } = scene;
  // The verb may stand inside the match's own beginning: "he said he would kill me".
  const start = Math.min(scene.act?.first ?? match.first, match.last);
  for (let at = start - 1; at >= Math.max(sentence.first, start - 12); at--) {
    const word = wordAt(scene, at);
    if (SAID.has(word)) {
      const listener = personAt(scene, at + 1) ?? (wordAt(scene, at + 1) === 'to' ? personAt(scene, at + 2) : null);
      const speaker = subjectBefore(scene, at);
      if (speaker === null || isPassedOn(scene)) return null;
      return { speaker, listener };
    }
    if (/[;]|\.{2,}/.test(betweenWords(scene, at))) return null;
    const quoted = /["\u201c\u2018:,]/.test(betweenWords(scene, at));
    if (
      !BETWEEN.has(word) &&
      !FIRST.has(word) &&
      !SECOND.has(word) &&
      !THIRD.has(word) &&
      !OTHERS.has(word) &&
      !quoted &&
      at < match.first
    )
      return null;
  }
  return null;
}

/** `"I will kill you", he said` and `"…" is what your agent told me`. */
function frameAfter(scene: Scene): Frame | null {
  const quote = scene.text.quotes.find((one) => one.first <= scene.match.first && one.last >= scene.match.last);
  if (quote === undefined) return null;
  const last = Math.min(quote.last + 9, scene.text.tokens.length);
  for (let at = quote.last; at < last; at++) {
    if (!SAID.has(wordAt(scene, at))) continue;
    const after = personAt(scene, at + 1);
    const speaker =
      subjectBefore(scene, at, quote.last) ??
      (wordAt(scene, at + 1) === 'the' || wordAt(scene, at + 1) === 'my' || wordAt(scene, at + 1) === 'your'
        ? subjectAfter(scene, at + 1)
        : after);
    if (speaker === null || speaker === 'first' || isPassedOn(scene)) return null;
    return { speaker, listener: after };
  }
  return null;
}

function subjectAfter(scene: Scene, at: number): Frame['speaker'] | null {
  if (wordAt(scene, at) === 'your' || COMPANY.has(wordAt(scene, at + 1))) return 'company';
  return 'third';
}

function isPassedOn(scene: Scene): boolean {
  let words = '';
  const { sentence, match } = scene;
  for (let at = Math.max(sentence.first, match.first - 14); at < Math.min(sentence.last, match.last + 6); at++)
    words += `${wordAt(scene, at)} `;
  return PASSED_ON.test(words);
}

function personAt(scene: Scene, at: number): Person | null {
  const word = wordAt(scene, at);
  if (FIRST.has(word)) return 'first';
  if (SECOND.has(word)) return 'second';
  return THIRD.has(word) ? 'third' : null;
}

const AUXILIARY = new Set(
  'just always keep keeps kept have has had been was were is are did do does also then literally once even actually later clearly recently never not would will and repeatedly constantly angrily again'.split(
    ' ',
  ),
);
/** "As they say", "like my father used to say": a saying that the writer makes their own. */
const SAYING = new Set(['as', 'like']);

/** The subject of the verb at `at`. "I", "we", "they say": the writer's own speech, and so no report. */
function subjectBefore(scene: Scene, at: number, from = scene.sentence.first): Frame['speaker'] | null {
  let nearVerb = true;
  for (let before = at - 1; before >= Math.max(from, at - 6); before--) {
    const word = wordAt(scene, before);
    if (SAYING.has(wordAt(scene, before - 1)) || SAYING.has(wordAt(scene, before - 2))) return null;
    if (word === 'they' && wordAt(scene, at) === 'say') return null;
    if (FIRST.has(word) || SECOND.has(word) || THIRD.has(word)) {
      if (OTHERS.has(word) || word === 'he' || word === 'she' || word === 'they') return nearVerb ? 'third' : null;
      return nearVerb && word === 'you' ? 'company' : null;
    }
    if (COMPANY.has(word)) return isYours(scene, before) ? 'company' : 'third';
    if (word === 'who' || OTHERS.has(word)) return 'third';
    if (!AUXILIARY.has(word)) nearVerb = false;
  }
  return named(scene, at);
}

/** "Darren told me": a name is a word with a capital that does not begin the sentence's own speech. */
function named(scene: Scene, at: number): Frame['speaker'] | null {
  const token = scene.text.tokens[at - 1];
  if (token === undefined || at - 1 < scene.sentence.first) return null;
  const first = scene.original.charAt(token.start);
  return first >= 'A' && first <= 'Z' && token.text.length > 1 && !SAID.has(token.text) ? 'third' : null;
}

function isYours(scene: Scene, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 4); before--) {
    if (wordAt(scene, before) === 'my') return false;
  }
  return true;
}
