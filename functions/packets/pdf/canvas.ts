import PDFDocument from 'pdfkit';
import { type FontName, type Line, layOut, type Ruler } from './lines.ts';

/** The three faces that are embedded: whoever opens the packet sees what was printed. DejaVu has every Latin, Greek and Cyrillic letter, Hebrew and Arabic. */
export interface Fonts {
  readonly sans: Buffer;
  readonly bold: Buffer;
  readonly mono: Buffer;
}

/** US Letter, in points: what courts in California take (Cal. Rules of Court, rule 2.103). */
export const PAGE = { width: 612, height: 792, left: 66, right: 54, top: 78, bottom: 66 } as const;
export const RIGHT = PAGE.width - PAGE.right;
export const BOTTOM = PAGE.height - PAGE.bottom;
export const CONTENT_WIDTH = RIGHT - PAGE.left;
export const LINE_HEIGHT = 1.32;
export const RULE_COLOUR = '#999999';

/** Where on a page something of one face, size and colour is drawn, from its upper left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour?: string;
}

/** The pages of a document, to be drawn on in any order. Deterministic: no clock, no chance. */
export class Canvas {
  readonly doc: PDFKit.PDFDocument;
  private readonly shown = new Map<string, boolean>();

  constructor(fonts: Fonts, title: string, createdAt: Date) {
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
      info: { Title: title, Creator: 'Undertone', Producer: 'Undertone', CreationDate: createdAt, ModDate: createdAt },
    });
    for (const name of ['sans', 'bold', 'mono'] as const) this.doc.registerFont(name, fonts[name]);
  }

  /** Lays a line out in a width: one of a script that runs from the right ends there. */
  line(line: Line, width: number, { x, y, size, colour = 'black' }: Place): void {
    let left = line.fromRight ? x + width - line.width : x;
    for (const { text, font, width: advance } of line.pieces) {
      this.doc.font(font).fontSize(size).fillColor(colour).text(text, left, y, { lineBreak: false });
      left += advance;
    }
  }

  /** A short text, on one line however long it is. */
  text(text: string, font: FontName, place: Place): void {
    const [line] = layOut(text, font, Number.POSITIVE_INFINITY, this.ruler(place.size));
    if (line !== undefined) this.line(line, line.width, place);
  }

  /** The same, that ends at a place. */
  textBefore(text: string, font: FontName, place: Place): void {
    this.text(text, font, { ...place, x: place.x - this.widthOf(text, font, place.size) });
  }

  widthOf(text: string, font: FontName, size: number): number {
    return layOut(text, font, Number.POSITIVE_INFINITY, this.ruler(size))[0]?.width ?? 0;
  }

  /** A line across the page. */
  rule(y: number): void {
    this.doc.moveTo(PAGE.left, y).lineTo(RIGHT, y).lineWidth(0.5).strokeColor(RULE_COLOUR).stroke();
  }

  box(x: number, y: number, width: number, height: number, lineWidth: number): void {
    this.doc.rect(x, y, width, height).lineWidth(lineWidth).strokeColor('black').stroke();
  }

  ruler(size: number): Ruler {
    return {
      width: (text, font) => this.doc.font(font).fontSize(size).widthOfString(text),
      shows: (codePoint, font) => this.shows(codePoint, font),
    };
  }

  async finish(): Promise<Buffer> {
    const parts: Buffer[] = [];
    const done = new Promise<Buffer>((resolve, reject) => {
      this.doc.on('data', (part: Buffer) => parts.push(part));
      this.doc.on('end', () => resolve(Buffer.concat(parts)));
      this.doc.on('error', reject);
    });
    this.doc.end();
    return done;
  }

  private shows(codePoint: number, font: FontName): boolean {
    const key = `${font}${codePoint}`;
    let shows = this.shown.get(key);
    if (shows === undefined) {
      this.doc.font(font);
      // The font that pdfkit holds, which its types do not name.
      const held = this.doc as unknown as { _font: { font: { hasGlyphForCodePoint(of: number): boolean } } };
      shows = held._font.font.hasGlyphForCodePoint(codePoint);
      this.shown.set(key, shows);
    }
    return shows;
  }
}
