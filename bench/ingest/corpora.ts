import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface CorpusFile {
  readonly corpus: string;
  /** Below the folder of all corpora. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** The files of `mail/`, in a fixed order; `spamassassin/` is three corpora. */
export function* corpusFiles(folder: string): Generator<CorpusFile> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'ORIGIN.txt')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const path = relative(folder, file).replaceAll('\\', '/');
    const [first = '', second = ''] = path.split('/');
    yield { corpus: first === 'spamassassin' ? `${first}/${second}` : first, path, bytes: readFileSync(file) };
  }
}

/** A forward as an employee would send it, made of a body of `crisp_forward`; `null` for a file that is no body. */
export function asForward(file: CorpusFile, subjects: ReadonlyMap<string, string>): Buffer | null {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const match = /^fixtures__(.+)_body(.*)\.txt$/.exec(name);
  if (match === null) return null;
  const subject =
    subjects.get(`${match[1]}${match[2]}`) ?? subjects.get(match[1] ?? '') ?? 'Fwd: Integer consequat non purus';
  const head = `From: Ruth Okafor <ruth.okafor@harborline.example>\r\nTo: threats@harborline.example\r\nSubject: =?utf-8?B?${Buffer.from(subject.trim()).toString('base64')}?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  const body = (file.bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
  return Buffer.from(`${head}${body}\r\n`);
}

/** The subjects that stand beside the bodies of `crisp_forward`, by client and language. */
export function forwardSubjects(files: readonly CorpusFile[]): Map<string, string> {
  return new Map(
    files.flatMap(({ path, bytes }) => {
      const match = /fixtures__(.+)_subject(.*)\.txt$/.exec(path);
      return match === null ? [] : [[`${match[1]}${match[2]}`, bytes.toString('utf8')] as const];
    }),
  );
}

/**
 * Who wrote the message that a body of `crisp_forward` passes on, by the rules of that corpus: John Doe in all of them; four are
 * replies (`variant_4` of clients that quote) and one names no address. Source: the tests of crisp-oss/email-forward-parser.
 */
export function statedSender(body: Buffer): string | null {
  return body.toString('utf8').includes('john.doe@acme.com') ? 'john.doe@acme.com' : null;
}
