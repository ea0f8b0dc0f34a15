import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** SES receives mail of up to 40 MB, headers included (SES quotas, "Email receiving"). */
export const LARGEST_RECEIVED_MAIL_BYTES = 40 * 1024 * 1024;

export interface SmtpDoorOptions {
  /** Keeps a mail under its key; false where one with that key is there already. Rejects where it could not be kept. */
  store: (key: string, bytes: Uint8Array) => Promise<boolean>;
  /** Port 0 takes any free one. */
  port: number;
  keyPrefix?: string;
  region?: string;
  now?: () => Date;
}

export interface SmtpDoor {
  port: number;
  stop(): Promise<void>;
}

/**
 * A mail server on 127.0.0.1 that puts what it gets where SES would, as SES would: its headers on top, one object a mail. The key comes
 * from the envelope and the bytes, so that a delivery that is tried again lands once. Any recipient is taken, where SES takes only those
 * of the receipt rule. Nothing is scanned and no sender is authenticated here, and the headers say so.
 */
export async function startSmtpDoor(options: SmtpDoorOptions): Promise<SmtpDoor> {
  const region = options.region ?? 'us-east-1';
  const server = new SMTPServer({
    name: `inbound-smtp.${region}.amazonaws.com`,
    banner: 'Undertone on this machine',
    size: LARGEST_RECEIVED_MAIL_BYTES,
    // There is no certificate that a client would trust, and no account to sign in to.
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    disableReverseLookup: true,
    onData: (stream, session, callback) => {
      receive(stream, session, options, region).then(
        (answer) => callback(null, answer),
        (error: Error & { responseCode?: number }) => callback(error),
      );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  // A client that breaks off is its own affair; without a listener it would end this process.
  server.on('error', () => undefined);
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A refusal with the code that SMTP gives it: 5xx is final, 4xx is tried again. */
class SmtpRefusal extends Error {
  override readonly name = 'SmtpRefusal';

  constructor(
    readonly responseCode: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  options: SmtpDoorOptions,
  region: string,
): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) {
    // Once it is too large nothing more is kept, and the rest is read so that the client hears why.
    if (!stream.sizeExceeded) parts.push(part as Buffer);
  }
  if (stream.sizeExceeded) throw new SmtpRefusal(552, '5.3.4 Message size exceeds fixed limit of 40 MB');
  const bytes = Buffer.concat(parts);
  const mailFrom = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
  const id = createHash('sha256')
    .update(JSON.stringify([mailFrom, [...recipients].sort()]))
    .update(bytes)
    .digest('hex')
    .slice(0, 40);
  const now = options.now ? options.now() : new Date();
  const head = sesHeaders({ id, mailFrom, recipient: recipients[0] ?? '', session, region, now });
  try {
    await options.store(`${options.keyPrefix ?? 'mail/'}${id}`, Buffer.concat([Buffer.from(head), bytes]));
  } catch (error) {
    throw new SmtpRefusal(451, '4.3.0 The mail could not be stored; try again', { cause: error });
  }
  return `Ok ${id}`;
}

/** What SES writes above a mail, in its order, with the verdicts of a rule that does not scan. */
function sesHeaders(input: {
  id: string;
  mailFrom: string;
  recipient: string;
  session: SMTPServerSession;
  region: string;
  now: Date;
}): string {
  const { id, mailFrom, recipient, region } = input;
  const helo = input.session.hostNameAppearsAs || 'localhost';
  const address = input.session.remoteAddress;
  const date = `${input.now.toUTCString().replace('GMT', '+0000')} (UTC)`;
  const spf = `none (spfCheck: not checked on this machine) client-ip=${address}; envelope-from=${mailFrom}; helo=${helo};`;
  return [
    `Return-Path: <${mailFrom}>`,
    `Received: from ${helo} (${helo} [${address}])\r\n by inbound-smtp.${region}.amazonaws.com with SMTP id ${id}\r\n for ${recipient};\r\n ${date}`,
    'X-SES-Spam-Verdict: DISABLED',
    'X-SES-Virus-Verdict: DISABLED',
    `Received-SPF: ${spf}`,
    `Authentication-Results: amazonses.com;\r\n spf=${spf}\r\n dkim=none;\r\n dmarc=none;`,
    `X-SES-RECEIPT: ${Buffer.from(id).toString('base64')}`,
    '',
  ].join('\r\n');
}
