import { BOTTOM, type Canvas, PAGE, RIGHT, RULE_COLOUR } from './canvas.ts';
import { layOut } from './lines.ts';

/** A place that the contents and the bookmarks lead to. */
export interface Entry {
  readonly title: string;
  readonly level: 0 | 1;
  /** From 0. */
  readonly page: number;
  readonly destination: string;
}

const LINE = 16;
const SIZE = 9.5;
/** The heading and a space stand where two entries would. */
const HEADING_LINES = 2;
const LINES_A_PAGE = Math.floor((BOTTOM - PAGE.top) / LINE);

/** How many pages the contents of so many entries take. */
export const contentsPages = (entries: number): number => Math.ceil((entries + HEADING_LINES) / LINES_A_PAGE);

/** Writes the contents on pages that were left free for them. */
export function writeContents(canvas: Canvas, entries: readonly Entry[], pages: readonly number[]): void {
  const placeOf = (slot: number) => ({
    page: pages[Math.floor(slot / LINES_A_PAGE)],
    y: PAGE.top + (slot % LINES_A_PAGE) * LINE,
  });
  const first = placeOf(0);
  if (first.page === undefined) return;
  canvas.doc.switchToPage(first.page);
  canvas.text('Contents', 'bold', { x: PAGE.left, y: first.y, size: 16 });
  for (const [index, entry] of entries.entries()) {
    const { page, y } = placeOf(index + HEADING_LINES);
    if (page === undefined) throw new RangeError('The contents have more entries than pages were left free for.');
    canvas.doc.switchToPage(page);
    writeEntry(canvas, entry, y);
  }
}

function writeEntry(canvas: Canvas, { title, level, page, destination }: Entry, y: number): void {
  const left = PAGE.left + level * 16;
  const number = String(page + 1);
  const end = RIGHT - canvas.widthOf(number, 'sans', SIZE) - 6;
  const room = end - left - 14;
  const [line] = layOut(title, level === 0 ? 'bold' : 'sans', room, canvas.ruler(SIZE));
  if (line !== undefined) canvas.line(line, room, { x: left, y, size: SIZE });
  const dotsFrom = left + (line?.fromRight ? room : (line?.width ?? 0)) + 6;
  const dots = '.'.repeat(Math.max(0, Math.floor((end - dotsFrom) / canvas.widthOf('.', 'sans', SIZE))));
  canvas.text(dots, 'sans', { x: dotsFrom, y, size: SIZE, colour: RULE_COLOUR });
  canvas.textBefore(number, 'sans', { x: RIGHT, y, size: SIZE });
  canvas.doc.goTo(left, y, RIGHT - left, LINE, destination);
}

/** Cal. Rules of Court, rule 3.1110(f)(4): electronic exhibits have bookmarks that name and briefly describe them. */
export function addBookmarks({ doc }: Canvas, entries: readonly Entry[]): void {
  let section: PDFKit.PDFOutline = doc.outline;
  for (const { title, level, page } of entries) {
    doc.switchToPage(page);
    if (level === 0) section = doc.outline.addItem(title);
    else section.addItem(title);
  }
}
