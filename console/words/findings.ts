import type { WrongBecause } from '../../functions/contracts/case-feedback.ts';
import type { Category } from '../../functions/contracts/vocabulary.ts';
import { plain } from './words.ts';

/* What a person chooses from when they say what was found rightly, wrongly or not at all. */

/** What the words were instead of language of concern. */
export const WRONG_BECAUSE: Readonly<Record<WrongBecause, string>> = {
  idiom: 'An idiom',
  quotation: 'A quotation',
  'reported-speech': 'What somebody else said',
  'product-talk': 'Talk about a product',
  name: 'A name',
  'news-or-fiction': 'News or fiction',
  'victims-account': 'A victim’s own account',
  'not-about-us': 'Not about us',
  negated: 'Negated',
  other: 'Something else',
};

export const CATEGORIES: Readonly<Record<Category, string>> = {
  'violence-recipient': 'Violence to the recipient',
  'violence-others': 'Violence to others',
  'weapon-capability': 'A weapon, or the means',
  'bomb-arson': 'A bomb or arson',
  'self-harm': 'Self-harm',
  'surveillance-stalking': 'Surveillance or stalking',
  approach: 'Says that they will come',
  'wish-harm': 'Wishes harm',
  ultimatum: 'An ultimatum or a deadline',
  leakage: 'Tells of a plan',
  doxxing: 'Publishes where somebody is found',
  'sexual-harassment': 'Sexual harassment',
  'protected-trait': 'An attack on a protected trait',
  abuse: 'Abuse or demeaning words',
  'obsessive-attachment': 'Obsessive attachment',
  'personal-report': 'Threatens to report an employee personally',
  'concerning-behaviour': 'Unusual for this customer',
};

/**
 * What found something, in words: `concern/attention/waits-for-a-word` → `Waits for a word`, `model/violence` → `The model: violence`. Its id
 * stands beside it where somebody tunes the rules.
 */
export function nameOfDetection(id: string): string {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return id.startsWith('model/') ? `The model: ${plain(name).toLowerCase()}` : plain(name);
}

/** Kinds of findings, in one line. */
export const kindsInWords = (categories: readonly Category[]): string =>
  categories.map((category) => CATEGORIES[category]).join(', ');
