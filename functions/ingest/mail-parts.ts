import { Transform } from 'node:stream';
import { type AttachmentStream, type HeaderLines, type Headers, MailParser } from 'mailparser';
import { decodePart } from './decode-part.ts';
import { readableHeader } from './encoded-words.ts';
import { MAX_HEADER_BYTES, MAX_MIME_PARTS } from './limits.ts';
import type { AttachedPart } from './parsed-message.ts';

/** A mail in its parts. */
export interface MailParts {
  readonly headers: Headers;
  readonly headerLines: HeaderLines;
  /** The parts that a mail program shows one below the other, by kind and in order; one of `multipart/alternative` is in either list. */
  readonly texts: readonly string[];
  readonly htmls: readonly string[];
  readonly attachments: readonly AttachedPart[];
  /** A text names a character set that nobody knows, and its bytes are of none that can be told. */
  readonly unsureCharset: boolean;
  /** False where there were more parts than are read; what stood before is here. */
  readonly complete: boolean;
}

/** What mailparser keeps of a part and does not declare. Its version is pinned, and every charset in the tests goes through it. */
interface PartNode {
  charset?: string;
  contentType: string | false;
  textContent?: string;
  children?: PartNode[];
}
interface RawHeader {
  key: string;
  /** One character a byte. */
  line: string;
}
interface Internals {
  tree: PartNode | false;
  processHeaders(lines: RawHeader[]): Headers;
  createNode(data: { charset: string | false }): PartNode;
}

/** Before the name of a character set: mailparser decodes by itself only what is called ASCII or UTF-8, and not all so called is. */
const DECLARED = 'declared:';

/**
 * Takes a mail apart by mailparser, whose texts are decoded by `decodePart`. Its conversions of text to HTML, links and images are
 * off: nobody reads them here and they cost more than all the rest. Of a mail of too many parts the first are read.
 * @throws Error when it cannot be taken apart.
 */
export async function mailParts(bytes: Uint8Array): Promise<MailParts> {
  try {
    return await parts(bytes);
  } catch (error) {
    const first = error instanceof Error && /child nodes/i.test(error.message) ? firstParts(bytes) : null;
    if (first === null) throw error;
    return { ...(await parts(first)), complete: false };
  }
}

function parts(bytes: Uint8Array): Promise<MailParts> {
  return new Promise((resolve, reject) => {
    const parser = new PartReader();
    const attachments: AttachedPart[] = [];
    parser.on('error', reject);
    parser.on('data', (data) => {
      if (data.type === 'attachment') collect(data, (part) => attachments.push(part));
    });
    parser.on('end', () => {
      const { headers, headerLines, unsureCharset } = parser;
      if (headers === false || headerLines === false) reject(new Error('no header block'));
      else resolve({ headers, headerLines, ...parser.shown(), attachments, unsureCharset, complete: true });
    });
    parser.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
}

/** Where the beginning of a mail ends that has as many parts as are read: before the delimiter line of the next. Null where none is found. */
function firstParts(bytes: Uint8Array): Uint8Array | null {
  // One character a byte, so that places in the text are places in the bytes.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const boundaries = new Set(
    [...text.matchAll(/\bboundary\s{0,5}=\s{0,5}"?([^"\s;]{1,200})/gi)]
      .slice(0, MAX_MIME_PARTS)
      .map(([, name]) => name),
  );
  let found = 0;
  for (const { 1: name = '', index } of text.matchAll(/^--([^\r\n]{1,200})/gm)) {
    if (boundaries.has(name.trimEnd()) && ++found > MAX_MIME_PARTS - SPARE_PARTS) return bytes.subarray(0, index);
  }
  return null;
}

/** The mail itself and its multiparts count as parts too. */
const SPARE_PARTS = 20;

function collect(part: AttachmentStream, keep: (part: AttachedPart) => void): void {
  const chunks: Buffer[] = [];
  const type = part.headers.get('content-type');
  const params = typeof type === 'object' && 'params' in type ? (type.params as Record<string, string>) : {};
  part.content.on('data', (chunk: Buffer) => chunks.push(chunk));
  part.content.on('end', () => {
    keep({
      filename: typeof part.filename === 'string' && part.filename !== '' ? part.filename : undefined,
      // A part whose Content-Type has no value comes with `true` for its type.
      contentType:
        typeof part.contentType === 'string' && part.contentType ? part.contentType : 'application/octet-stream',
      content: Buffer.concat(chunks),
      charset: params.charset,
    });
    part.release?.();
  });
}

class PartReader extends MailParser {
  unsureCharset = false;

  constructor() {
    super({
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      keepCidLinks: true,
      keepDeliveryStatus: true,
      // Messages within are parsed by us, each with its own headers, to a depth.
      ignoreEmbedded: true,
      checksumAlgo: false,
      maxHeadSize: MAX_HEADER_BYTES,
      maxChildNodes: MAX_MIME_PARTS,
    } as ConstructorParameters<typeof MailParser>[0]);
  }

  createNode(data: { charset: string | false }): PartNode {
    const node = (MailParser.prototype as unknown as Internals).createNode.call(this, data);
    node.charset = `${DECLARED}${data.charset || ''}`;
    return node;
  }

  processHeaders(lines: RawHeader[]): Headers {
    const readable = lines.map((each) => ({ ...each, line: readableHeader(each.line) }));
    return (MailParser.prototype as unknown as Internals).processHeaders.call(this, readable);
  }

  getDecoder(): { decodeStream(charset: string): Transform } {
    return {
      decodeStream: (charset) => {
        const chunks: Buffer[] = [];
        return new Transform({
          transform(chunk: Buffer, _, done) {
            chunks.push(chunk);
            done();
          },
          flush: (done) => {
            const { text, sure } = decodePart(Buffer.concat(chunks), charset.slice(DECLARED.length) || null);
            this.unsureCharset ||= !sure;
            done(null, Buffer.from(text));
          },
        });
      },
    };
  }

  /** The texts that are shown, each by itself: what is left open in one HTML part swallows nothing of the next. */
  shown(): { texts: string[]; htmls: string[] } {
    const texts: string[] = [];
    const htmls: string[] = [];
    const waiting = [(this as unknown as Internals).tree];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node === false) continue;
      if (node.textContent) (node.contentType === 'text/html' ? htmls : texts).push(node.textContent);
      waiting.push(...[...(node.children ?? [])].reverse());
    }
    return { texts, htmls };
  }
}
