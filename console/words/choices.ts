import { plain } from './words.ts';

/** Names of the contracts to choose from, which are words already. */
export const choicesOf = <V extends string>(...values: readonly V[]) =>
  values.map((value) => ({ value, label: plain(value) }));

/** Names of the contracts to choose from, in the order and in the words of a list of ours. */
export const choicesIn = <V extends string>(words: Readonly<Record<V, string>>) =>
  (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label }));
