const CONDITIONS: readonly string[] = [
  ' if you ',
  ' if i ',
  ' if this ',
  ' if that ',
  ' if it ',
  ' unless ',
  ' or else ',
  ' otherwise ',
  ' until ',
  ' last chance ',
  ' last warning ',
  ' final warning ',
  ' deadline ',
  ' next time ',
];

/** Whether what is said hangs on something: a condition, a deadline, a last warning. */
export function isConditional(words: readonly string[]): boolean {
  const text = ` ${words.join(' ')} `;
  return CONDITIONS.some((phrase) => text.includes(phrase));
}
