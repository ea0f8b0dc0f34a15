import { BOTTOM, Canvas, CONTENT_WIDTH, type Fonts, LINE_HEIGHT, PAGE, RIGHT, RULE_COLOUR } from './canvas.ts';
import { addBookmarks, contentsPages, type Entry, writeContents } from './contents.ts';
import { type FontName, type Line, layOut } from './lines.ts';

export type { Fonts } from './canvas.ts';

const GREY = '#555555';

export interface TextStyle {
  readonly font?: FontName;
  readonly size?: number;
  readonly indent?: number;
  readonly colour?: string;
  readonly before?: number;
  readonly after?: number;
  /** Printed where the first line begins, left of the indent: a bullet, a box. */
  readonly mark?: string;
}

export interface SheetTitle {
  readonly title: string;
  readonly createdAt: Date;
  /** At the top of each page, on the left. */
  readonly header: string;
  /** At the bottom of each page, on the left. */
  readonly footer: string;
}

export interface Column {
  readonly title: string;
  /** Of the width. */
  readonly share: number;
}

/** Pages that are filled from the top, with a table of contents, bookmarks, and on each page what it is of. */
export class Sheet {
  private readonly canvas: Canvas;
  private y: number = PAGE.top;
  /** What stands at the top right of each page. */
  private readonly labels: string[] = [];
  private readonly entries: Entry[] = [];
  private contents: readonly number[] = [];

  constructor(
    fonts: Fonts,
    private readonly of: SheetTitle,
  ) {
    this.canvas = new Canvas(fonts, of.title, of.createdAt);
    this.newPage();
  }

  newPage(label = this.labels.at(-1) ?? ''): void {
    this.canvas.doc.addPage();
    this.labels.push(label);
    this.y = PAGE.top;
  }

  /** Leaves pages free for a table of contents with this many entries. */
  reserveContents(entries: number): void {
    this.contents = Array.from({ length: contentsPages(entries) }, () => {
      this.newPage();
      return this.labels.length - 1;
    });
  }

  /** A heading that the contents and the bookmarks lead to. */
  section(title: string, level: 0 | 1 = 0): void {
    // Not alone at the foot of a page: with what it asks, and the first of what follows.
    this.room(level === 0 ? 100 : 130);
    this.mark(title, level);
    this.text(title, { font: 'bold', size: level === 0 ? 16 : 12.5, before: level === 0 ? 0 : 12, after: 6 });
  }

  /** Makes this place one that the contents and the bookmarks lead to. */
  mark(title: string, level: 0 | 1): void {
    const destination = `place-${this.entries.length + 1}`;
    this.entries.push({ title, level, page: this.labels.length - 1, destination });
    this.canvas.doc.addNamedDestination(destination, 'XYZ', null as never, this.y, null as never);
  }

  /** A heading of the contents alone, for what begins on the next page and is marked there. */
  part(title: string): void {
    this.entries.push({ title, level: 0, page: this.labels.length, destination: `place-${this.entries.length + 2}` });
  }

  text(text: string, style: TextStyle = {}): void {
    const { font = 'sans', size = 10, indent = 0, before = 0, after = 4, colour = 'black', mark } = style;
    this.y += before;
    const [x, width] = [PAGE.left + indent, CONTENT_WIDTH - indent];
    const lines = layOut(text, font, width, this.canvas.ruler(size));
    // A short paragraph is not torn between two pages.
    this.room(Math.min(lines.length, 4) * size * LINE_HEIGHT);
    for (const [index, line] of lines.entries()) {
      this.room(size * LINE_HEIGHT);
      if (index === 0 && mark !== undefined) this.canvas.text(mark, 'sans', { x: x - 14, y: this.y, size, colour });
      this.canvas.line(line, width, { x, y: this.y, size, colour });
      this.y += size * LINE_HEIGHT;
    }
    this.y += after;
  }

  bullet(text: string, style: TextStyle = {}): void {
    this.text(text, { indent: 16, after: 2, mark: '•', ...style });
  }

  /** Another’s words, as they are: in one width, with a rule beside them. */
  quote(text: string): void {
    const [size, indent] = [9, 14];
    const height = size * LINE_HEIGHT;
    for (const line of layOut(text, 'mono', CONTENT_WIDTH - indent, this.canvas.ruler(size))) {
      this.room(height);
      const bar = PAGE.left + 3;
      const drawn = this.canvas.doc.moveTo(bar, this.y - 1).lineTo(bar, this.y + height - 1);
      drawn.lineWidth(1.2).strokeColor(RULE_COLOUR).stroke();
      this.canvas.line(line, CONTENT_WIDTH - indent, { x: PAGE.left + indent, y: this.y, size });
      this.y += height;
    }
    this.y += 6;
  }

  /** A box that is kept together. */
  box(heading: string, text: string): void {
    const padding = 10;
    const width = CONTENT_WIDTH - 2 * padding;
    const size = 10;
    const lines = [
      ...layOut(heading, 'bold', width, this.canvas.ruler(size)),
      ...layOut(text, 'sans', width, this.canvas.ruler(size)),
    ];
    const height = lines.length * size * LINE_HEIGHT + 2 * padding;
    this.room(height + 10);
    this.canvas.box(PAGE.left, this.y, CONTENT_WIDTH, height, 1);
    for (const [index, line] of lines.entries()) {
      const y = this.y + padding + index * size * LINE_HEIGHT;
      this.canvas.line(line, width, { x: PAGE.left + padding, y, size });
    }
    this.y += height + 10;
  }

  /** Rows under headings, which come again on each page. A row is kept together where it fits a page. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const [size, gap] = [8.5, 8];
    const height = size * LINE_HEIGHT;
    const widths = columns.map(({ share }) => CONTENT_WIDTH * share);
    const lefts = widths.map((_, index) => PAGE.left + widths.slice(0, index).reduce((sum, width) => sum + width, 0));
    const cells = (row: readonly string[], font: FontName) =>
      row.map((text, index) => layOut(text, font, (widths[index] ?? 0) - gap, this.canvas.ruler(size)));
    const draw = (row: readonly (readonly Line[])[], onBreak: () => void) => {
      const tallest = Math.max(...row.map((lines) => lines.length));
      if (this.y + tallest * height + 6 > BOTTOM) onBreak();
      for (let at = 0; at < tallest; at++) {
        if (this.y + height > BOTTOM) onBreak();
        for (const [index, lines] of row.entries()) {
          const line = lines[at];
          const [x = 0, width = 0] = [lefts[index], widths[index]];
          if (line) this.canvas.line(line, width - gap, { x, y: this.y, size });
        }
        this.y += height;
      }
      this.y += 2;
      this.canvas.rule(this.y);
      this.y += 3;
    };
    const titles = cells(
      columns.map(({ title }) => title),
      'bold',
    );
    const head = () => draw(titles, () => this.newPage());
    const again = () => {
      this.newPage();
      head();
    };
    this.room(height * 6);
    head();
    for (const row of rows) draw(cells(row, 'sans'), again);
    this.y += 6;
  }

  /** A label as a clerk puts one on an exhibit: large, in a box, at the top right of its first page. */
  stamp(text: string): void {
    const [size, padding] = [15, 8];
    const width = this.canvas.widthOf(text, 'bold', size) + 2 * padding;
    this.canvas.box(RIGHT - width, this.y, width, size + 2 * padding, 1.5);
    this.canvas.text(text, 'bold', { x: RIGHT - width + padding, y: this.y + padding - 2, size });
    this.y += size + 2 * padding + 10;
  }

  space(points: number): void {
    this.y += points;
  }

  /** Fills in the contents, the bookmarks and what stands on each page, and gives the file. */
  async finish(): Promise<Buffer> {
    const { canvas, labels, of } = this;
    writeContents(canvas, this.entries, this.contents);
    addBookmarks(canvas, this.entries);
    const small = { size: 8, colour: GREY };
    const [top, foot] = [40, PAGE.height - 42];
    for (const [index, label] of labels.entries()) {
      canvas.doc.switchToPage(index);
      canvas.text(of.header, 'sans', { x: PAGE.left, y: top, ...small });
      canvas.textBefore(label, 'bold', { x: RIGHT, y: top, ...small });
      canvas.rule(54);
      canvas.rule(PAGE.height - 50);
      canvas.text(of.footer, 'sans', { x: PAGE.left, y: foot, ...small });
      canvas.textBefore(`Page ${index + 1} of ${labels.length}`, 'sans', { x: RIGHT, y: foot, ...small });
    }
    return canvas.finish();
  }

  private room(height: number): void {
    if (this.y + height > BOTTOM) this.newPage();
  }
}
