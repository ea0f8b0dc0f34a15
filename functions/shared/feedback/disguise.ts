/** Stand-ins that read as what they stand for, so that a pattern meets the sentence as it met the original. */
const NAME = 'Alex';
const MAIL = 'someone@example.com';
const LINK = 'example.com';

/** No rule is made of these. */
export const isStandIn = (word: string): boolean => [NAME.toLowerCase(), 'someone', 'example'].includes(word);

/** Words that begin with a capital letter anywhere and name nobody. */
const NO_NAMES = new Set(
  "i i’m i’ll i’d i’ve i'm i'll i'd i've monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december mr mrs ms dr god".split(
    ' ',
  ),
);

/**
 * A text without the names, mail addresses, links and numbers that are in it, as far as they can be told: the names that the contact gives, and
 * any word with a capital letter that does not begin a sentence. It errs to the safe side, and is no promise: whoever reads it must not pass
 * it on. Numbers of one or two digits stay, for "in 24 hours" is what a rule looks for.
 * @param begins whether the text begins a sentence.
 */
export function disguise(text: string, names: readonly string[], begins: boolean): string {
  const parts = names.flatMap((name) => name.split(/[^\p{L}\p{M}'’-]+/u)).filter((part) => part.length > 1);
  const known = new Set(parts.map((part) => part.toLowerCase()));
  const plain = text
    .replace(/[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+/g, MAIL)
    .replace(/\b(?:https?:\/\/|www\.)\S+/gi, LINK)
    .replace(/(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}/gu, `@${NAME.toLowerCase()}`)
    .replace(/\d[\d\s()./-]*\d|\d/g, (number) =>
      number.replace(/\D/g, '').length > 2 ? number.replace(/\d/g, '0') : number,
    );
  return plain
    .replace(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu, (word, at: number) => {
      const stem = word.replace(/['’]s$/i, '');
      const rest = word.slice(stem.length);
      if (known.has(stem.toLowerCase())) return `${NAME}${rest}`;
      const isFirst = at === 0 ? begins : /[.!?:"“”\n]\s*$/.test(plain.slice(0, at));
      // In a text of capitals alone they say nothing.
      const isName = /^\p{Lu}\p{Ll}/u.test(word) && !isFirst && !NO_NAMES.has(word.toLowerCase());
      return isName ? `${NAME}${rest}` : word;
    })
    .replace(new RegExp(`${NAME}(?:\\s+${NAME})+`, 'g'), NAME);
}
