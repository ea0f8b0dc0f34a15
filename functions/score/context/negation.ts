import { isHarm, isPursuit } from './acts.ts';
import type { Context, Finding } from './context.ts';
import { nearbyWords } from './nearby.ts';
import { betweenWords, findPhrase, type Scene, wordAt, wordsOf } from './scene.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const NEGATORS = set('not never no nobody none neither nor without');

/**
 * Words that a negation passes through on its way to the act: "not [going to] kill", "never [want to] hurt", "not [the kind of person who
 * would] hurt". Any other word stops it, so that "not going to stop until you are dead" and "not threatening you" lower nothing.
 */
const TRANSPARENT = set(
  `is are am was were going to want wants wanted wanting would will could can ever even actually really physically literally plan planning plans
  intend intending intention intentions mean meaning meant try trying tried about do does did have has any of be been being get gets
  getting got the a an kind type sort person man woman guy one who that it i my you anyone anybody interested in looking dream wish
  wishing desire like need needing here there so think thinking condone advocate encourage mother father willingly intentionally`,
);

/** "no offence", "no choice but to": only these nouns let "no" reach the act. */
const NOUNS_AFTER_NO = set('intention intentions plan plans desire wish interest way need reason one');

/** With one of these before it, a negation asks or denies itself: "don't think I won't", "why wouldn't I", "what stops me from not". */
const UNDOES = set(
  'think believe doubt imagine assume suppose expect say says saying tell pretend why how what reason if unless until lest wait',
);

/** After it, one of these takes the negation back: "not going to hurt you yet", "won't hurt you if you pay". */
const TAKES_BACK = set(
  'more anymore longer quickly quick first easily gently yet if unless until but although though however today tonight except provided otherwise only now',
);

/** "But please hurry" asks for something and takes nothing back. */
const ASKS_FOR = set('please kindly can could would do');

const FAR = 9;

/** "I would never hurt you", "not going to kill anyone": the act is denied. */
export const negation: Context = {
  name: 'negation',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { act, sentence, match } = scene;
    const target = act?.first ?? match.first;
    // "I'm not threatening you": a disclaimer is said by those who have to say it, and lowers nothing.
    if (wordAt(scene, target).startsWith('threat')) return null;
    if (match.detection.category === 'self-harm' && isDeathRefused(scene)) {
      return { why: 'The writer says that they do not want to die, or will not do it.', atMost: 0 };
    }
    const inMatch = act !== null && isNegatable(scene);
    const negator = findNegator(scene, target, sentence.first);
    if (negator === null) return negatedObject(scene);
    if (negator >= match.first && !inMatch) return null;
    if (act === null && !isFirstPersonBefore(scene, negator)) return null;
    const path = wordsOf(scene, negator + 1, target);
    if (isUndone(scene, negator) || isTakenBack(scene) || !isDenial(scene, negator, path)) return null;
    if (match.detection.category === 'self-harm' && !isPlainDenial(scene, negator, path)) return null;
    // "I can not hurt you" and "I should not" leave the wish standing.
    if (wordAt(scene, negator) === 'not' && /^(?:can|should|must)$/.test(wordAt(scene, negator - 1))) return null;
    const wish = path.some(
      (word) => word === 'want' || word === 'wanted' || word === 'wanting' || word === 'like' || word === 'wish',
    );
    if (wish && scene.target === 'third' && !isAnyone(scene)) {
      return { why: 'The writer says that they do not want to harm a certain person.', atMost: 1 };
    }
    if (wish && scene.target === 'second') {
      return {
        why: 'The writer says that they do not want to; said to the person meant, it can be a warning.',
        atMost: 2,
        type: 'implied',
      };
    }
    return { why: 'The act is denied ("not", "never", "no intention of").', atMost: 0 };
  },
};

/** "I do not want to die", "I do not want anyone to die", "I will never kill myself". */
const REFUSED =
  /\b(?:(?:do|does|did|would) not|(?:i|we|he|she|they) never|(?:do|did|would) never) (?:ever )?(?:want|wanted|wish|wished)(?: (?:him|her|them|us|anyone|anybody|people|my \w+))? to (?:die|be dead|end up dead)\b|\b(?:i|we) (?:(?:will|would) (?:\w+ )?never|will not|would not|am not going to) (?:ever )?(?:kill|hang|shoot|drown|harm) (?:myself|ourselves)\b/g;

/** Before it, one of these takes it back: "I wish I did not want to die", "I can not say I do not want to die". */
const TAKEN_BACK_BEFORE =
  /\b(?:wish|say|said|saying|think|thought|sure|know|if|pretend|pretending|lie|lied|lying|tell|told|telling|why|when|until|days?|promise|promised|convince)\b/;

/** Only fear holds them back. */
const ONLY_AFRAID = /\b(?:too (?:scared|afraid|weak|much of a)|cowards?|no guts|not (?:have the guts|brave enough))\b/;

/** With one of these near it, the refusal is half of what is said, and the other half is what counts. */
const LEAVES_DOUBT =
  /\b(?:but|although|though|unless|if|until|either|anymore|today|tonight|tomorrow|now|(?:just|only) (?:want|need|wish)|more than|sometimes|too (?:scared|afraid|weak|much of)|cowards?|brave|guts|pain|painful|stop|alone|tired|hurts?|hurting|suicid\w+|overdos\w+|pills|tablets|rope|noose|gun|blade|razor|bridge|cut|cutting|goodbye|sorry|voices?|thoughts?|urges?|depress\w*|hopeless|help me|save me|myself|exactly|own|someone|somebody|talk|taken|took|swallowed|never been|want to be|(?:live|living|exist|existing|alive|here|wake up|reason))\b/;

/** Whoever fears death does not wish for it. Where anything near it sounds of despair, it stays what it was. */
function isDeathRefused(scene: Scene): boolean {
  const refused = findPhrase(scene, REFUSED, scene.match);
  if (refused === null) return false;
  const before = wordsOf(scene, Math.max(scene.sentence.first, refused.first - 5), refused.first).join(' ');
  const around = nearbyWords(scene, 2, 2).replace(REFUSED, '|');
  return !TAKEN_BACK_BEFORE.test(before) && !LEAVES_DOUBT.test(around);
}

/** "Anyone", "nobody": nobody in particular. */
function isAnyone(scene: Scene): boolean {
  const from = scene.act?.last ?? scene.match.last;
  return wordsOf(scene, from, Math.min(from + 3, scene.sentence.last)).some((word) =>
    /^(?:any|every|no)(?:one|body)$/.test(word),
  );
}

/**
 * "I would never kill myself" denies it; "I don't want to die, I just want it to stop" and "I don't have any reason to live" are what people
 * in danger write.
 */
function isPlainDenial(scene: Scene, negator: number, path: readonly string[]): boolean {
  if (scene.act === null || !isHarm(wordAt(scene, scene.act.first)) || wordAt(scene, negator) === 'no') return false;
  if (ONLY_AFRAID.test(nearbyWords(scene, 1, 1))) return false;
  return path.every((word) =>
    /^(?:going|to|would|will|ever|about|planning|intending|be|am|actually|really)$/.test(word),
  );
}

function isNegatable(scene: Scene): boolean {
  const { act } = scene;
  if (act === null) return false;
  const words = wordsOf(scene, act.first, Math.min(act.last, act.first + 4));
  if (words.some(isHarm)) return true;
  return scene.actor === 'first' && isPursuit(words[0] ?? '');
}

/** The nearest negation whose reach ends at the act. */
function findNegator(scene: Scene, target: number, first: number): number | null {
  for (let at = target - 1; at >= Math.max(first, target - FAR); at--) {
    const word = wordAt(scene, at);
    const comma = /[,;:.\u2013\u2014]|\s-+\s/.test(betweenWords(scene, at));
    if (comma && !/^(?:ever|never|not)$/.test(wordAt(scene, at + 1))) return null;
    if (NEGATORS.has(word)) return at;
    if (word === 'of' && wordAt(scene, at - 1) === 'instead') return at;
    if (word === 'than' && wordAt(scene, at - 1) === 'rather') return at;
    if (word === 'to' && /^refuse[sd]?$/.test(wordAt(scene, at - 1))) return at;
    if (!TRANSPARENT.has(word) && !NOUNS_AFTER_NO.has(word)) return null;
  }
  return null;
}

function isDenial(scene: Scene, negator: number, path: readonly string[]): boolean {
  const word = wordAt(scene, negator);
  const subject =
    wordAt(scene, negator - 1) === 'do' || wordAt(scene, negator - 1) === 'does'
      ? wordAt(scene, negator - 2)
      : wordAt(scene, negator - 1);
  if (word === 'no') {
    if (!NOUNS_AFTER_NO.has(path[0] ?? '')) return path.length === 0;
    // "no one has to get hurt", "no one needs to die": that somebody could is the message.
    return !(path[0] === 'one' && path.some((next) => /^(?:has|have|need|needs|wants|want)$/.test(next)));
  }
  // "not that I like to hurt people" concedes it.
  if (path[0] === 'that') return false;
  if (word === 'nobody' || word === 'none')
    return !path.some((next) => /^(?:has|have|need|needs|wants|want)$/.test(next));
  const wants = path.findIndex((next) => /^(?:want|wants|wanted|wanting|like|need|wish)$/.test(next));
  // "you do not want to get hurt" and "I do not want you to get hurt" are warnings.
  if (
    wants >= 0 &&
    (subject === 'you' ||
      path.slice(wants + 1).some((next) => next === 'you' || next === 'anyone' || next === 'anybody'))
  )
    return false;
  // "I do not like you": a person between the negation and the act is its own clause.
  const person = path.findIndex(
    (next) =>
      next === 'you' || next === 'i' || next === 'it' || next === 'my' || next === 'mother' || next === 'father',
  );
  if (person >= 0)
    return (
      path.slice(0, person).some((next) => next === 'would' || next === 'who' || next === 'that') ||
      path[person] === 'anyone'
    );
  return true;
}

function isFirstPersonBefore(scene: Scene, negator: number): boolean {
  return wordsOf(scene, Math.max(scene.sentence.first, negator - 3), negator).some(
    (word) => word === 'i' || word === 'we',
  );
}

function isUndone(scene: Scene, negator: number): boolean {
  const before = wordsOf(scene, Math.max(scene.sentence.first, negator - FAR), negator);
  return before.some(
    (word, at) => (UNDOES.has(word) && !(word === 'believe' && before[at + 1] === 'me')) || NEGATORS.has(word),
  );
}

function isTakenBack(scene: Scene): boolean {
  const { match, sentence } = scene;
  const from = Math.max(scene.act?.last ?? match.last, match.first);
  const after = wordsOf(scene, from, Math.min(sentence.last, from + 12));
  if (after.some((word, at) => TAKES_BACK.has(word) && !(word === 'but' && ASKS_FOR.has(after[at + 1] ?? ''))))
    return true;
  if (after.join(' ').includes('as long as')) return true;
  const next = scene.text.sentences[(scene.text.tokens[match.first]?.sentence ?? 0) + 1];
  return next !== undefined && /^(?:but|yet|unless|although|however|though)$/.test(wordAt(scene, next.first));
}

/** "I will hurt no one", "going to kill nobody". */
function negatedObject(scene: Scene): Finding | null {
  const { act } = scene;
  if (act === null || isTakenBack(scene)) return null;
  const [next, second] = wordsOf(scene, act.last, Math.min(act.last + 2, scene.sentence.last));
  if (next === 'nobody' || next === 'none' || (next === 'no' && second === 'one'))
    return { why: 'The act is denied ("no one").', atMost: 0 };
  return null;
}
