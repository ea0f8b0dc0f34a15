/*
 * A text field shows every line break as one character (HTML standard, "API value" of a textarea), and a mail may hold CR LF: what is
 * selected in the field is counted again in the text as it was received.
 */

/** The place in `text` of the character that a text field with that text counts as the `at`-th. UTF-16 units. */
export function placeInText(text: string, at: number): number {
  let place = 0;
  for (let counted = 0; counted < at && place < text.length; counted++) {
    place += text[place] === '\r' && text[place + 1] === '\n' ? 2 : 1;
  }
  return place;
}

/** The other way round: where a text field counts what stands at `place` of `text`. */
export function placeInField(text: string, place: number): number {
  return text.slice(0, place).replaceAll('\r\n', '\n').length;
}
