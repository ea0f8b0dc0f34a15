import PDFDocument from 'pdfkit';
import { type FontName, type Line, layOut, type Ruler } from './lines.ts';

/** The three faces that are embedded: whoever opens the packet sees what was printed. DejaVu has every Latin, Greek and Cyrillic letter, Hebrew and Arabic. */
export interface Fonts {
  readonly sans: Buffer;
  readonly bold: Buffer;
  readonly mono: Buffer;
}

/** US Letter, in points: what courts in California take (Cal. Rules of Court, rule 2.103). */
const PAGE = { width: 612, height: 792, left: 66, right: 54, top: 78, bottom: 66 };
const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
const BOTTOM = PAGE.height - PAGE.bottom;
const GREY = '#555555';
const RULE = '#999999';
const LINE_HEIGHT = 1.32;

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

interface Entry {
  readonly title: string;
  readonly level: 0 | 1;
  readonly page: number;
  readonly destination: string;
}

export interface SheetTitle {
  readonly title: string;
  readonly createdAt: Date;
  /** At the top of each page, on the left. */
  readonly header: string;
  /** At the bottom of each page, on the left. */
  readonly footer: string;
}

/** Pages that are filled from the top, with a table of contents, bookmarks, and on each page what it is of. Deterministic: no clock, no chance. */
export class Sheet {
  private readonly doc: PDFKit.PDFDocument;
  private y = PAGE.top;
  private label = '';
  private readonly labels: string[] = [];
  private readonly entries: Entry[] = [];
  private contents: { readonly pages: readonly number[] } | null = null;
  private readonly shown = new Map<string, boolean>();

  constructor(
    fonts: Fonts,
    private readonly of: SheetTitle,
  ) {
    this.doc = new PDFDocument({
      size: [PAGE.width, PAGE.height],
      margin: 0,
      bufferPages: true,
      autoFirstPage: false,
      // None to begin with: one that is given here would be opened anew whenever it is asked for by its name.
      font: null as never,
      lang: 'en-US',
      displayTitle: true,
      pdfVersion: '1.7',
      info: {
        Title: of.title,
        Creator: 'Undertone',
        Producer: 'Undertone',
        CreationDate: of.createdAt,
        ModDate: of.createdAt,
      },
    });
    for (const name of ['sans', 'bold', 'mono'] as const) this.doc.registerFont(name, fonts[name]);
    this.newPage();
  }

  newPage(label = this.label): void {
    this.label = label;
    this.doc.addPage();
    this.labels.push(label);
    this.y = PAGE.top;
  }

  /** Leaves pages free for a table of contents with this many lines. */
  reserveContents(lines: number): void {
    const pages: number[] = [];
    for (let left = lines + 2; left > 0; left -= CONTENTS_LINES) {
      this.newPage();
      pages.push(this.labels.length - 1);
    }
    this.contents = { pages };
  }

  /** A heading that the contents and the bookmarks lead to. */
  section(title: string, level: 0 | 1 = 0): void {
    const size = level === 0 ? 16 : 12.5;
    // Not alone at the foot of a page: with what it asks, and the first of what follows.
    this.room(level === 0 ? 100 : 130);
    this.mark(title, level);
    this.text(title, { font: 'bold', size, before: level === 0 ? 0 : 12, after: 6 });
  }

  /** Makes this place one that the contents and the bookmarks lead to. */
  mark(title: string, level: 0 | 1): void {
    const destination = `place-${this.entries.length + 1}`;
    const page = this.labels.length - 1;
    this.entries.push({ title, level, page, destination });
    this.doc.addNamedDestination(destination, 'XYZ', null as never, this.y, null as never);
  }

  /** A heading of the contents alone, for what begins on the next page. */
  part(title: string): void {
    this.entries.push({ title, level: 0, page: this.labels.length, destination: `place-${this.entries.length + 2}` });
  }

  text(text: string, style: TextStyle = {}): void {
    const { font = 'sans', size = 10, indent = 0, before = 0, after = 4, colour = 'black' } = style;
    this.y += before;
    const lines = layOut(text, font, CONTENT_WIDTH - indent, this.ruler(size));
    for (const [index, line] of lines.entries()) {
      this.room(size * LINE_HEIGHT);
      if (index === 0 && style.mark !== undefined) {
        this.drawAt(style.mark, 'sans', size, PAGE.left + indent - 14, this.y, colour);
      }
      this.drawLine(line, size, PAGE.left + indent, CONTENT_WIDTH - indent, colour);
      this.y += size * LINE_HEIGHT;
    }
    this.y += after;
  }

  bullet(text: string, style: TextStyle = {}): void {
    this.text(text, { indent: 16, after: 2, mark: '•', ...style });
  }

  /** Another’s words, as they are: in one width, with a rule beside them. */
  quote(text: string): void {
    const size = 9;
    const height = size * LINE_HEIGHT;
    for (const line of layOut(text, 'mono', CONTENT_WIDTH - 14, this.ruler(size))) {
      this.room(height);
      this.doc
        .moveTo(PAGE.left + 3, this.y - 1)
        .lineTo(PAGE.left + 3, this.y + height - 1)
        .lineWidth(1.2)
        .strokeColor(RULE)
        .stroke();
      this.drawLine(line, size, PAGE.left + 14, CONTENT_WIDTH - 14, 'black');
      this.y += height;
    }
    this.y += 6;
  }

  /** A box that is kept together. */
  box(paragraphs: readonly { readonly text: string; readonly style?: TextStyle }[]): void {
    const [padding, size] = [10, 10];
    const laid = paragraphs.map(({ text, style = {} }) => ({
      style,
      lines: layOut(text, style.font ?? 'sans', CONTENT_WIDTH - 2 * padding, this.ruler(style.size ?? size)),
    }));
    const heightOf = ({ style, lines }: (typeof laid)[number]) =>
      lines.length * (style.size ?? size) * LINE_HEIGHT + (style.after ?? 4);
    const height = laid.reduce((sum, one) => sum + heightOf(one), 2 * padding - 4);
    this.room(height + 8);
    this.doc.rect(PAGE.left, this.y, CONTENT_WIDTH, height).lineWidth(1).strokeColor('black').stroke();
    let y = this.y + padding;
    for (const { style, lines } of laid) {
      const points = style.size ?? size;
      for (const line of lines) {
        this.drawLine(line, points, PAGE.left + padding, CONTENT_WIDTH - 2 * padding, style.colour ?? 'black', y);
        y += points * LINE_HEIGHT;
      }
      y += style.after ?? 4;
    }
    this.y += height + 10;
  }

  /** Rows under headings, which come again on each page. A row is kept together where it fits a page. */
  table(
    columns: readonly { readonly title: string; readonly share: number }[],
    rows: readonly (readonly string[])[],
  ): void {
    const size = 8.5;
    const height = size * LINE_HEIGHT;
    const gap = 8;
    const widths = columns.map(({ share }) => CONTENT_WIDTH * share);
    const lefts = widths.map((_, index) => PAGE.left + widths.slice(0, index).reduce((sum, width) => sum + width, 0));
    const cell = (text: string, index: number, font: FontName) =>
      layOut(text, font, (widths[index] ?? 0) - gap, this.ruler(size));
    const draw = (cells: readonly (readonly Line[])[], onBreak: () => void) => {
      const tallest = Math.max(...cells.map((lines) => lines.length));
      if (this.y + tallest * height + 6 > BOTTOM) onBreak();
      for (let at = 0; at < tallest; at++) {
        if (this.y + height > BOTTOM) onBreak();
        for (const [index, lines] of cells.entries()) {
          const line = lines[at];
          if (line) this.drawLine(line, size, lefts[index] ?? 0, (widths[index] ?? 0) - gap, 'black');
        }
        this.y += height;
      }
      this.y += 2;
      this.line();
    };
    const titles = columns.map(({ title }, index) => cell(title, index, 'bold'));
    const head = () => draw(titles, () => this.newPage());
    this.room(height * 6);
    head();
    for (const row of rows) {
      draw(
        row.map((text, index) => cell(text, index, 'sans')),
        () => {
          this.newPage();
          head();
        },
      );
    }
    this.y += 6;
  }

  /** A label as a clerk puts one on an exhibit: large, in a box, at the top right of its first page. */
  stamp(text: string): void {
    const [size, padding] = [15, 8];
    const width = this.widthOf(text, 'bold', size) + 2 * padding;
    const left = PAGE.width - PAGE.right - width;
    this.doc
      .rect(left, this.y, width, size + 2 * padding)
      .lineWidth(1.5)
      .strokeColor('black')
      .stroke();
    this.drawAt(text, 'bold', size, left + padding, this.y + padding - 2, 'black');
    this.y += size + 2 * padding + 10;
  }

  space(points: number): void {
    this.y += points;
  }

  /** Fills in the contents, the bookmarks and what stands on each page, and gives the file. */
  async finish(): Promise<Buffer> {
    this.writeContents();
    this.addBookmarks();
    const pages = this.labels.length;
    for (const [index, label] of this.labels.entries()) {
      this.doc.switchToPage(index);
      this.drawAt(this.of.header, 'sans', 8, PAGE.left, 40, GREY);
      this.drawAt(label, 'bold', 8, PAGE.width - PAGE.right - this.widthOf(label, 'bold', 8), 40, GREY);
      this.rule(54);
      this.rule(PAGE.height - 50);
      this.drawAt(this.of.footer, 'sans', 8, PAGE.left, PAGE.height - 42, GREY);
      const number = `Page ${index + 1} of ${pages}`;
      this.drawAt(number, 'sans', 8, PAGE.width - PAGE.right - this.widthOf(number, 'sans', 8), PAGE.height - 42, GREY);
    }
    const parts: Buffer[] = [];
    const done = new Promise<Buffer>((resolve, reject) => {
      this.doc.on('data', (part: Buffer) => parts.push(part));
      this.doc.on('end', () => resolve(Buffer.concat(parts)));
      this.doc.on('error', reject);
    });
    this.doc.end();
    return done;
  }

  private writeContents(): void {
    if (this.contents === null) return;
    const { pages } = this.contents;
    const [size, height] = [9.5, CONTENTS_LINE_HEIGHT];
    const perPage = CONTENTS_LINES;
    for (let slot = 0; slot < this.entries.length + 2; slot++) {
      const page = pages[Math.floor(slot / perPage)];
      if (page === undefined) return;
      this.doc.switchToPage(page);
      const y = PAGE.top + (slot % perPage) * height;
      if (slot === 0) this.drawAt('Contents', 'bold', 16, PAGE.left, y, 'black');
      const entry = this.entries[slot - 2];
      if (entry === undefined) continue;
      const left = PAGE.left + entry.level * 16;
      const number = String(entry.page + 1);
      const numberWidth = this.widthOf(number, 'sans', size);
      const room = PAGE.width - PAGE.right - left - numberWidth - 20;
      const [line] = layOut(entry.title, entry.level === 0 ? 'bold' : 'sans', room, this.ruler(size));
      if (line !== undefined) this.drawLine(line, size, left, room, 'black', y);
      const dotsFrom = left + (line?.fromRight ? room : (line?.width ?? 0)) + 6;
      const dots = '.'.repeat(
        Math.max(
          0,
          Math.floor((PAGE.width - PAGE.right - numberWidth - 6 - dotsFrom) / this.widthOf('.', 'sans', size)),
        ),
      );
      this.drawAt(dots, 'sans', size, dotsFrom, y, RULE);
      this.drawAt(number, 'sans', size, PAGE.width - PAGE.right - numberWidth, y, 'black');
      this.doc.goTo(left, y, PAGE.width - PAGE.right - left, height, entry.destination);
    }
  }

  /** Cal. Rules of Court, rule 3.1110(f)(4): electronic exhibits have bookmarks that name and briefly describe them. */
  private addBookmarks(): void {
    let section: PDFKit.PDFOutline = this.doc.outline;
    for (const { title, level, page } of this.entries) {
      this.doc.switchToPage(page);
      if (level === 0) section = this.doc.outline.addItem(title);
      else section.addItem(title);
    }
  }

  private room(height: number): void {
    if (this.y + height > BOTTOM) this.newPage();
  }

  private line(): void {
    this.rule(this.y);
    this.y += 3;
  }

  private rule(y: number): void {
    this.doc
      .moveTo(PAGE.left, y)
      .lineTo(PAGE.width - PAGE.right, y)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke();
  }

  private drawLine(line: Line, size: number, left: number, width: number, colour: string, y = this.y): void {
    let x = line.fromRight ? left + width - line.width : left;
    for (const piece of line.pieces) {
      this.draw(piece.text, piece.font, size, x, y, colour);
      x += piece.width;
    }
  }

  /** A short text of ours or a name, on one line. */
  private drawAt(text: string, font: FontName, size: number, x: number, y: number, colour: string): void {
    const [line] = layOut(text, font, Number.POSITIVE_INFINITY, this.ruler(size));
    if (line !== undefined) this.drawLine(line, size, x, line.width, colour, y);
  }

  private draw(text: string, font: FontName, size: number, x: number, y: number, colour: string): void {
    this.doc.font(font).fontSize(size).fillColor(colour).text(text, x, y, { lineBreak: false });
  }

  private widthOf(text: string, font: FontName, size: number): number {
    const ruler = this.ruler(size);
    return layOut(text, font, Number.POSITIVE_INFINITY, ruler)[0]?.width ?? 0;
  }

  private ruler(size: number): Ruler {
    return {
      width: (text, font) => this.doc.font(font).fontSize(size).widthOfString(text),
      shows: (codePoint, font) => this.shows(codePoint, font),
    };
  }

  private shows(codePoint: number, font: FontName): boolean {
    const key = `${font}${codePoint}`;
    let shows = this.shown.get(key);
    if (shows === undefined) {
      this.doc.font(font);
      // The font that pdfkit holds, which its types do not name.
      const { font: face } = (this.doc as unknown as { _font: { font: { hasGlyphForCodePoint(of: number): boolean } } })
        ._font;
      shows = face.hasGlyphForCodePoint(codePoint);
      this.shown.set(key, shows);
    }
    return shows;
  }
}

const CONTENTS_LINE_HEIGHT = 16;
const CONTENTS_LINES = Math.floor((BOTTOM - PAGE.top) / CONTENTS_LINE_HEIGHT);
