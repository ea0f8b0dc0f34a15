import { COMPANY, FIRST, OTHERS, type Person, SECOND, THIRD } from './people.ts';
import { betweenWords, quotationAround, type Scene, wordAt, wordsOf } from './scene.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const SAID = set(
  `said says say saying told tells tell telling threatened threatens threaten threatening yelled yells yelling shouted shouts screamed screams
  screaming wrote writes texted texts texting emailed replied claimed claims warned warns promised swore answered messaged posted whispered
  hissed announced muttered bragged responded`,
);
/** These take the one spoken to as their object, and then what is said; the others take "to". */
const TOLD = set('told tells tell telling warned warns promised texted texting emailed messaged');

/** Between the verb of saying and what is said: to whom, where, when, how often. */
const CIRCUMSTANCE = set(
  `that to on over by in at via through during the a my phone line call chat email text voicemail letter desk face door yesterday today tonight
  monday tuesday wednesday thursday friday saturday sunday last week night month year morning twice once again repeatedly loudly out loud
  clearly several times straight up husband wife son daughter mother father sister brother kids children`,
);
/** Between the subject of what is said and the act: "he [would] kill me", "I [am going to] kill you". */
const AUXILIARY = set(
  `would will shall is was are were am be been going to gonna wants want wanted about might may could can should must has had have just really
  personally soon come and`,
);
const ADVERB = set(
  `just always keep keeps kept have has had been was were is are do does did also then literally once even actually later clearly recently
  repeatedly constantly angrily again`,
);
/** "As they say", "like my father used to say": a saying that the writer makes their own. */
const SAYING = set('as like');
/** A message passed on is the sender's own: "he told me to tell you", "a message for you". */
const PASSED_ON =
  /\b(?:to (?:tell|warn|inform|let) (?:you|your)|wants? you to know|message (?:for|to) you|from (?:him|her|them) to you)\b/;
const QUOTATION_BEGINS = /["\u201c\u201e\u00ab\u2018:,]|(?:^|\s)'/;

const FARTHEST = 14;

export interface Frame {
  /** Who is said to have said it. */
  readonly speaker: Person | 'company';
  /** Whom it was said to, where that is named. */
  readonly listener: Person | null;
}

/** Who is said to have said what the match says, from the words before it or, after a quotation, behind it; null where it is the writer's own. */
export function reportedBy(scene: Scene): Frame | null {
  const said = verbBefore(scene);
  if (said === null) return frameAfter(scene);
  const speaker = subjectBefore(scene, said);
  if (speaker === null || isPassedOn(scene)) return null;
  return { speaker, listener: listenerAfter(scene, said) };
}

/** The verb of saying whose words the act is among; walks back over auxiliaries, one subject, and the circumstances of the saying. */
function verbBefore(scene: Scene): number | null {
  const { match, sentence } = scene;
  const start = scene.act?.first ?? match.first;
  const lowest = Math.max(sentence.first, start - FARTHEST);
  let at = start - 1;
  const quote = quotationAround(scene, { first: start, last: start + 1 });
  if (quote !== null && quote.first > sentence.first) at = quote.first - 1;
  else {
    while (at >= lowest && AUXILIARY.has(wordAt(scene, at)) && !SAID.has(wordAt(scene, at))) at -= 1;
    if (at >= lowest && isSubject(wordAt(scene, at))) {
      at -= 1;
      while (at >= lowest && /^(?:my|your|the|his|her|their|our|a|that|this)$/.test(wordAt(scene, at))) at -= 1;
    }
    if (at < start - 1 && at >= lowest && !/^[^.;!?\u2026]*$/.test(betweenWords(scene, at))) return null;
  }
  for (; at >= lowest; at--) {
    const word = wordAt(scene, at);
    if (SAID.has(word)) return at;
    if (/[.;!?]/.test(betweenWords(scene, at)) && !QUOTATION_BEGINS.test(betweenWords(scene, at))) return null;
    if (!CIRCUMSTANCE.has(word) && personAt(scene, at) === null && !COMPANY.has(word) && !OTHERS.has(word)) return null;
  }
  return null;
}

function isSubject(word: string): boolean {
  return word === 'i' || word === 'we' || word === 'you' || THIRD.has(word) || OTHERS.has(word) || COMPANY.has(word);
}

/** `"I will kill you", he said` and `"…" is what your agent told me`. */
function frameAfter(scene: Scene): Frame | null {
  const quote = quotationAround(scene, scene.match);
  if (quote === null) return null;
  const last = Math.min(quote.last + 9, scene.text.tokens.length);
  for (let at = quote.last; at < last; at++) {
    if (!SAID.has(wordAt(scene, at))) continue;
    const speaker = subjectBefore(scene, at, quote.last) ?? subjectAfter(scene, at + 1);
    if (speaker === null || isPassedOn(scene)) return null;
    return { speaker, listener: listenerAfter(scene, at) };
  }
  return null;
}

/** `"…", said the driver`. */
function subjectAfter(scene: Scene, at: number): Frame['speaker'] | null {
  const [first = '', second = ''] = wordsOf(scene, at, at + 2);
  if (first === 'your' || COMPANY.has(second)) return 'company';
  return first === 'the' || first === 'my' || first === 'he' || first === 'she' ? 'third' : null;
}

function isPassedOn(scene: Scene): boolean {
  const { sentence, match } = scene;
  const from = Math.max(sentence.first, match.first - FARTHEST);
  return PASSED_ON.test(wordsOf(scene, from, Math.min(sentence.last, match.last + 6)).join(' '));
}

function listenerAfter(scene: Scene, said: number): Person | null {
  if (TOLD.has(wordAt(scene, said))) return personAt(scene, said + 1) ?? kinAt(scene, said + 1);
  return wordAt(scene, said + 1) === 'to' ? (personAt(scene, said + 2) ?? kinAt(scene, said + 2)) : null;
}

/** "told my wife": the writer's own people are on the writer's side. */
function kinAt(scene: Scene, at: number): Person | null {
  return wordAt(scene, at) === 'my' || wordAt(scene, at) === 'our' ? 'first' : null;
}

function personAt(scene: Scene, at: number): Person | null {
  const word = wordAt(scene, at);
  if (FIRST.has(word)) return 'first';
  if (SECOND.has(word)) return 'second';
  return THIRD.has(word) ? 'third' : null;
}

/** The subject of the verb at `at`. "I", "we", "they say": the writer's own speech, and so no report. */
function subjectBefore(scene: Scene, at: number, from = scene.sentence.first): Frame['speaker'] | null {
  let nearVerb = true;
  for (let before = at - 1; before >= Math.max(from, at - 6); before--) {
    const word = wordAt(scene, before);
    if (SAYING.has(wordAt(scene, before - 1)) || SAYING.has(wordAt(scene, before - 2))) return null;
    if (word === 'they' && wordAt(scene, at) === 'say') return null;
    if (FIRST.has(word) || SECOND.has(word) || THIRD.has(word)) {
      if (OTHERS.has(word) || word === 'he' || word === 'she' || word === 'they') return nearVerb ? 'third' : null;
      return nearVerb && word === 'you' && isPast(wordAt(scene, at)) && !isHypothetical(scene, before)
        ? 'company'
        : null;
    }
    if (COMPANY.has(word)) return isMine(scene, before) ? 'third' : 'company';
    if (word === 'who' || OTHERS.has(word)) return 'third';
    if (!ADVERB.has(word)) nearVerb = false;
  }
  return named(scene, at);
}

/** "You said" tells of something; "you say" and "you threaten" argue with it. */
function isPast(verb: string): boolean {
  return verb.endsWith('ed') || verb === 'said' || verb === 'told' || verb === 'wrote' || verb === 'swore';
}

/** "If you say", "when you say", "what you are saying": the writer answers, and reports nothing. */
function isHypothetical(scene: Scene, at: number): boolean {
  return /^(?:if|when|what|whenever|before|until|unless|that|think|do|did|can|could)$/.test(wordAt(scene, at - 1));
}

/** "Darren told me": a name is a word with a capital before the verb. */
function named(scene: Scene, at: number): Frame['speaker'] | null {
  const token = scene.text.tokens[at - 1];
  if (token === undefined || at - 1 < scene.sentence.first) return null;
  const first = scene.original.charAt(token.start);
  const second = scene.original.charAt(token.start + 1);
  // Where all is written in capitals, a capital names no one.
  if (!(first >= 'A' && first <= 'Z' && second >= 'a' && second <= 'z')) return null;
  return ADVERB.has(token.text) || SAID.has(token.text) || token.text === 'and' || token.text === 'but'
    ? null
    : 'third';
}

function isMine(scene: Scene, at: number): boolean {
  return wordsOf(scene, Math.max(scene.sentence.first, at - 3), at).some((word) => word === 'my' || word === 'our');
}
