import type { TurnDraft } from './reading.ts';

/** What of a turn is its speaker's new speech. */
export function newSpeech(turn: Pick<TurnDraft, 'text' | 'apart'>): string {
  let speech = '';
  let from = 0;
  for (const { start, end } of turn.apart) {
    speech += `${turn.text.slice(from, start)} `;
    from = end;
  }
  return speech + turn.text.slice(from);
}

/** Its words, in lower case, without marks, addresses and links. A picture that stands for a word is one. */
export function newWords(turn: Pick<TurnDraft, 'text' | 'apart'>): string {
  const words = newSpeech(turn)
    .replace(/\b(?:https?|ftp|mailto|cid):\S{0,2000}/gi, ' ')
    .replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu);
  return ` ${(words ?? []).join(' ')} `;
}

/**
 * Joins the turns of a mail's plain text and of its HTML. They are two views of one message, so a turn that says nothing beyond
 * the other view's is dropped; where they differ both are kept and scored, for text that one reader sees and another does not is
 * a known trick (requirement 15).
 */
export function joinViews(plain: readonly TurnDraft[], html: readonly TurnDraft[]): TurnDraft[] {
  if (html.length === 0) return [...plain];
  const said = (turns: readonly TurnDraft[]) => turns.map((each) => ({ each, words: newWords(each) }));
  const within = (words: string, speaker: TurnDraft['speaker'], others: ReturnType<typeof said>): boolean =>
    words.trim() === '' || others.some((other) => other.each.speaker === speaker && other.words.includes(words));
  const plainSaid = said(plain);
  const newHtml = said(html).filter(
    ({ each, words }) => each.hidden.length > 0 || !within(words, each.speaker, plainSaid),
  );
  const oldPlain = plainSaid.filter(
    ({ each, words }) => words.trim() === '' || !within(words, each.speaker, newHtml) || each.hidden.length > 0,
  );
  return [...oldPlain.map(({ each }) => each), ...newHtml.map(({ each }) => each)];
}
