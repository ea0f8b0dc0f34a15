/** Where somebody selected words in a turn that is shown: units of its text. */
export interface SelectedWords {
  readonly start: number;
  readonly end: number;
}

/**
 * What is selected of the text of one turn; null where it is nothing, or reaches out of it. Each stretch of text carries where it starts
 * (`data-start`), so that what the page says between the words counts for nothing.
 */
export function selectedWords(turn: Element | null): SelectedWords | null {
  const selection = getSelection();
  if (turn === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = placeOf(turn, range.startContainer, range.startOffset);
  const end = placeOf(turn, range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end };
}

function placeOf(turn: Element, node: Node, offset: number): number | null {
  if (!turn.contains(node) || node.nodeType !== Node.TEXT_NODE) return null;
  const stretch = node.parentElement?.closest<HTMLElement>('[data-start]');
  return stretch ? Number(stretch.dataset.start) + offset : null;
}
