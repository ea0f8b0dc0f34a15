import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../durable.ts';

/** One mail that SES took: its bytes as they were sent, and to whom. */
export interface SentMail {
  id: string;
  source: string;
  /** As SES delivers: the destinations of the call, else To, Cc and Bcc of the message. */
  recipients: string[];
  firstSentAt: string;
  lastSentAt: string;
  /** How often the same bytes were sent to the same recipients. */
  sends: number;
  sizeBytes: number;
}

const ENVELOPE = '.json';
const MESSAGE = '.eml';

/**
 * The mails that were sent, on disk: `<id>.eml` and `<id>.json`. A byte-identical message to the same recipients is kept once and counted,
 * so that a stage that sends again after a crash is seen to have sent one mail.
 */
export class Outbox {
  private readonly mails = new Map<string, SentMail>();
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<Outbox> {
    const outbox = new Outbox(folder);
    for (const mail of await listOutbox(folder)) outbox.mails.set(mail.id, mail);
    return outbox;
  }

  /** Keeps a mail and returns once it is on the disk. */
  async keep(source: string, recipients: readonly string[], bytes: Uint8Array, now: Date): Promise<SentMail> {
    const run = this.writing.then(() => this.write(source, recipients, bytes, now));
    this.writing = run.catch(() => undefined);
    return run;
  }

  private async write(source: string, recipients: readonly string[], bytes: Uint8Array, now: Date): Promise<SentMail> {
    const sorted = [...recipients].sort();
    const id = createHash('sha256')
      .update(JSON.stringify([source, sorted]))
      .update(bytes)
      .digest('hex')
      .slice(0, 32);
    const before = this.mails.get(id);
    const at = now.toISOString();
    const mail: SentMail = {
      id,
      source,
      recipients: sorted,
      firstSentAt: before?.firstSentAt ?? at,
      lastSentAt: at,
      sends: (before?.sends ?? 0) + 1,
      sizeBytes: bytes.length,
    };
    // The envelope last: a mail without one was never acknowledged.
    if (!before) await writeDurably(join(this.folder, id + MESSAGE), bytes);
    await writeDurably(join(this.folder, id + ENVELOPE), Buffer.from(JSON.stringify(mail, null, 2)));
    this.mails.set(id, mail);
    return mail;
  }
}

/** What an outbox holds, in the order of the first send. A folder that is not there yet holds nothing. */
export async function listOutbox(folder: string): Promise<SentMail[]> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith(ENVELOPE));
  const mails = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as SentMail),
  );
  return mails.sort((left, right) => (left.firstSentAt < right.firstSentAt ? -1 : 1));
}

export async function readSentMail(folder: string, id: string): Promise<Buffer> {
  return readFile(join(folder, id + MESSAGE));
}
