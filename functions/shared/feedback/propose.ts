import type { Verdict, WrongBecause } from '../../contracts/case-feedback.ts';
import { isStandIn } from './disguise.ts';
import type { Quote } from './quote.ts';

/** What an operator may look at and paste. Nothing applies it: a rule is changed by a person, with its examples run. */
export interface Proposal {
  /** The file to look at. */
  readonly look: string;
  /** What is to be considered, in a sentence. */
  readonly consider: string;
  /** YAML for that file; null where no line of a detection would mend it, or the sentence is not shared. */
  readonly yaml: string | null;
}

/** Where what should have lowered a signal is decided. */
const CONTEXTS: Partial<Record<WrongBecause, string>> = {
  quotation: 'quotation',
  'reported-speech': 'reported-speech',
  name: 'proper-name',
  'news-or-fiction': 'news-and-fiction',
  'victims-account': 'victim-account',
  negated: 'negation',
};

/** What is best cancelled where it stands, by a line of the detection itself. */
const CANCELLED: readonly WrongBecause[] = ['idiom', 'product-talk', 'not-about-us'];
/** So many words after what fired tell an idiom from a threat. */
const WORDS_AFTER = 2;

const isDetection = (id: string): boolean => /^(threat|harassment|concern)\//.test(id);

/**
 * Proposes a change for one verdict.
 * @param quote null where the reviewer does not share it.
 * @param near the signals that fired in the same contact where something was missed: the first places to look.
 */
export function propose(said: Verdict, quote: Quote | null, near: readonly string[] = []): Proposal {
  if (said.verdict === 'missed') return proposeForMissed(said.category, quote, near);
  const { signalId } = said;
  if (signalId.startsWith('conduct/')) {
    return {
      look: `rules/${signalId}.yml`,
      consider: 'Look at what it counts, and at its timed examples.',
      yaml: null,
    };
  }
  if (!isDetection(signalId)) {
    const consider = 'No pattern fired: the model did. The sentence belongs into the corpus that it is trained on.';
    return { look: 'rules/model', consider, yaml: null };
  }
  const look = `rules/${signalId}.yml`;
  if (said.verdict === 'right') {
    const consider = 'It fired rightly: the sentence is a further example of what must match.';
    return { look, consider, yaml: examples('must_match', quote) };
  }
  const context = CONTEXTS[said.because];
  if (context !== undefined) {
    const consider = `What should have lowered it is decided in functions/score/context/${context}.ts; the example shows when that is mended.`;
    return { look, consider, yaml: examples('must_not_match', quote) };
  }
  const unless = CANCELLED.includes(said.because) && quote !== null ? unlessOf(quote) : null;
  const consider =
    unless === null
      ? 'Look at which of its patterns is too wide.'
      : 'The line under `unless` cancels what overlaps it: make it as narrow as the sentence allows.';
  const lines = unless === null ? '' : `unless:\n  - ${JSON.stringify(unless)}\n`;
  const example = examples('must_not_match', quote);
  return { look, consider, yaml: example === null ? null : `${lines}${example}` };
}

function proposeForMissed(category: string, quote: Quote | null, near: readonly string[]): Proposal {
  const [closest] = near.filter(isDetection);
  const look = closest === undefined ? 'rules' : `rules/${closest}.yml`;
  const consider =
    closest === undefined
      ? `No detection fired there. Look at those of the category ${category} (grep -rl "category: ${category}" rules), or write one: docs/writing-rules.md.`
      : `This one fired in the same contact: see whether it, or another of the category ${category}, should have covered the words.`;
  return { look, consider, yaml: examples('must_match', quote) };
}

const examples = (list: 'must_match' | 'must_not_match', quote: Quote | null): string | null =>
  quote === null ? null : `examples:\n  ${list}:\n    - ${JSON.stringify(quote.text)}\n`;

/** Plain words alone: what has a meaning in a pattern, or stands for a name, is left out. Null where none is left, or one is amid what fired. */
function unlessOf({ text, marked }: Quote): string | null {
  const words = wordsOf(marked);
  if (words.length === 0 || words.some(isStandIn)) return null;
  const after = text.slice(text.indexOf(marked) + marked.length);
  const following = wordsOf(after).slice(0, WORDS_AFTER);
  const end = following.findIndex(isStandIn);
  return [...words, ...(end < 0 ? following : following.slice(0, end))].join(' ');
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]+(?:['’][a-z]+)*/g) ?? [];
