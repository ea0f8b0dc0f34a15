import { IRREGULAR_VERBS } from '../../detections/irregular-words.ts';
import type { Mention } from './mention.ts';
import { setOf, type Words } from './words.ts';

/** What begins another clause where no comma stands. */
const BREAKS = setOf(
  'because so and but or then since when if that which who whoever whatever what how where why although though while as',
);
const NOT_PAST = setOf('am be will shall would must should can could may might going cannot');
const PASSIVE = setOf('am are is be being get gets getting stay stays keep');
/** "I want you fired", "having your legs broken": the verb behind it is to be done. */
const CAUSES = setOf('have having get getting want wants need see');
const OBJECTS = setOf('you your him his her them their the it');
const SUBJECTS = setOf('i you he she we they who');
/** Past forms that are written like a present or like something else; they are past where somebody has done it to the writer. */
const SAME_FORM = setOf('hit cut hurt put shut let set beat quit');
const TO_THE_WRITER = setOf('me my us our it off up');
const NO_PAST_FORMS = setOf(
  'am is are has come become overcome run lay ground bore wound rose left dead got hit cut hurt put shut let set beat quit cast cost bet bid burst read rid shed slit spit split spread thrust wet',
);
const NO_VERBS = setOf('bed red hundred wicked naked sacred shed wed led sled ted fred');
const QUIET = setOf('not no never');
const BETWEEN_A_NEGATION = setOf('on in at by be the this before until till even right just for');
/** "You had better pay by Friday", "you had until today": the time is one to come, or has come. */
const HAD_STILL = setOf('better until till');
const MOST_WORDS = 40;

const PAST_FORMS: ReadonlySet<string> = new Set(
  [...IRREGULAR_VERBS].flatMap(([base, forms]) =>
    forms.filter((form) => form !== base && !/(?:ing|es|ies)$/.test(form) && !NO_PAST_FORMS.has(form)),
  ),
);

/**
 * Whether a time is none of the threat's: negated ("not today"), or when something of the past was ("you ignored me on Tuesday, so …"). The
 * nearest verb before it in its clause says so, or where there is none what stands behind it in the clause.
 */
export function isBesideTheThreat(words: Words, mention: Mention): boolean {
  if (isNegated(words.text, mention)) return true;
  if (mention.future === true) return false;
  const before = tenseBefore(words, mention.first);
  if (before !== null) return before === 'past';
  const { when } = mention;
  if (when.kind === 'part' || (when.kind === 'hours' && when.hours === 0)) return false;
  const isSpan = when.kind === 'hours';
  return (!isSpan || SUBJECTS.has(words.text[mention.last] ?? '')) && isToldBehind(words, mention.last);
}

function isNegated(words: readonly string[], { first }: Mention): boolean {
  let place = first - 1;
  while (place >= 0 && place > first - 3 && BETWEEN_A_NEGATION.has(words[place] ?? '')) {
    // "Not until Friday" is on Friday, "not before Friday" is soon after.
    if (['until', 'till', 'before'].includes(words[place] ?? '')) return false;
    place -= 1;
  }
  return QUIET.has(words[place] ?? '');
}

type Tense = 'past' | 'other';

function tenseBefore({ text, clauses }: Words, first: number): Tense | null {
  for (let at = first - 1; at >= Math.max(0, first - MOST_WORDS); at--) {
    if (clauses.has(at + 1)) return null;
    const tense = tenseAt(text, at);
    if (tense !== null) return tense;
    if (BREAKS.has(text[at] ?? '')) return null;
  }
  return null;
}

/** "On Tuesday you ignored me", and not "on Tuesday the man you fired will be there". */
function isToldBehind({ text, clauses }: Words, last: number): boolean {
  let isPast = false;
  for (let at = last; at < Math.min(text.length, last + MOST_WORDS); at++) {
    if ((at > last && clauses.has(at)) || BREAKS.has(text[at] ?? '')) break;
    const tense = tenseAt(text, at);
    if (tense === 'other') return false;
    isPast ||= tense === 'past';
  }
  return isPast;
}

function tenseAt(words: readonly string[], at: number): Tense | null {
  const word = words[at] ?? '';
  const [before, second] = [words[at - 1] ?? '', words[at - 2] ?? ''];
  if (NOT_PAST.has(word)) return word === 'going' && (before === 'was' || before === 'were') ? 'past' : 'other';
  if (word === 'had' && HAD_STILL.has(words[at + 1] ?? '')) return 'other';
  if (word === 'got') return isGranted(words, at) ? 'other' : 'past';
  if (word === 'left') return SUBJECTS.has(before) ? 'past' : null;
  if (SAME_FORM.has(word)) return SUBJECTS.has(before) && TO_THE_WRITER.has(words[at + 1] ?? '') ? 'past' : null;
  if (!isPastForm(word)) return null;
  if (PASSIVE.has(before) || (PASSIVE.has(second) && !SUBJECTS.has(before))) return null;
  const isDone = [second, words[at - 3] ?? '', words[at - 4] ?? ''].some(
    (cause, offset) => CAUSES.has(cause) && OBJECTS.has(words[at - 1 - offset] ?? ''),
  );
  return isDone ? null : 'past';
}

/** "You have got 48 hours", "you got until noon". */
function isGranted(words: readonly string[], at: number): boolean {
  const [before, behind] = [words[at - 1] ?? '', words[at + 1] ?? ''];
  return (
    before === 'have' || before === 'has' || /^\d|^(?:until|till|a|an|less|exactly|only|one|two|three|to)$/.test(behind)
  );
}

function isPastForm(word: string): boolean {
  if (PAST_FORMS.has(word)) return true;
  return word.endsWith('ed') && word.length > 3 && !word.endsWith('eed') && !NO_VERBS.has(word);
}
