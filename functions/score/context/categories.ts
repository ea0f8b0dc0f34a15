import type { Category } from '../../contracts/vocabulary.ts';

/** What is done or wished to a body or a building: figures of speech, trade talk, loss and news use its words. */
const VIOLENCE: ReadonlySet<Category> = new Set<Category>([
  'violence-recipient',
  'violence-others',
  'weapon-capability',
  'bomb-arson',
  'wish-harm',
  'ultimatum',
  'leakage',
]);

/** What is said of a person: the words themselves are the harm. */
const WORDS: ReadonlySet<Category> = new Set<Category>(['abuse', 'protected-trait', 'sexual-harassment']);

export function isOfViolence(category: Category): boolean {
  return VIOLENCE.has(category);
}

export function isOfWords(category: Category): boolean {
  return WORDS.has(category);
}
