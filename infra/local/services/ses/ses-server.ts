import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { listenOnLoopback, stopServer } from '../loopback.ts';
import { readBody } from '../read-body.ts';
import { element, xmlDocument } from '../s3/xml.ts';
import { type EventDestination, EventPublisher, tagsIn } from './events.ts';
import { Outbox } from './outbox.ts';
import { LARGEST_SENT_MAIL_BYTES, readEnvelope } from './raw-mail.ts';
import { SesError } from './ses-error.ts';

export interface SesOptions {
  /** Where sent mail is kept. */
  folder: string;
  /** Domains or addresses that may send; a domain covers the ones below it. */
  verified: readonly string[];
  now?: () => Date;
}

export interface SesService {
  endpoint: string;
  /** Lets a further domain or address send, as the template's identities do. */
  verify(identity: string): void;
  /** Makes a configuration set that publishes what becomes of mails sent with it. */
  configure(name: string, destination: EventDestination): void;
  stop(): Promise<void>;
}

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';
/** Base64 and then percent-encoding make a body up to four times its message. */
const LARGEST_BODY_BYTES = 4 * LARGEST_SENT_MAIL_BYTES;

/** SES on 127.0.0.1: SendRawEmail of the Query API. It keeps what it takes, delivers to nobody, and refuses what SES refuses. Of mail to the addresses of SES's mailbox simulator it publishes what SES publishes. */
export async function startSes(options: SesOptions): Promise<SesService> {
  const outbox = await Outbox.open(options.folder);
  const publisher = new EventPublisher();
  const verified = new Set(options.verified.map((identity) => identity.toLowerCase()));
  const now = options.now ?? (() => new Date());
  const server = createServer(async (request, response) => {
    const requestId = randomUUID();
    let status = 200;
    let body: string;
    try {
      body = await send(request, { outbox, verified, publisher, now }, requestId);
    } catch (error) {
      if (!(error instanceof SesError)) console.error('The local SES failed:', error);
      status = error instanceof SesError ? error.status : 500;
      body = errorXml(error, requestId);
    }
    response.setHeader('content-type', 'text/xml');
    response.setHeader('x-amzn-requestid', requestId);
    response.writeHead(status);
    response.end(body);
  });
  const endpoint = await listenOnLoopback(server);
  return {
    endpoint,
    verify: (identity) => void verified.add(identity.toLowerCase()),
    configure: (name, destination) => publisher.configure(name, destination),
    stop: async () => {
      await stopServer(server);
      await publisher.settled();
    },
  };
}

interface Standing {
  readonly outbox: Outbox;
  readonly verified: ReadonlySet<string>;
  readonly publisher: EventPublisher;
  readonly now: () => Date;
}

async function send(
  request: IncomingMessage,
  { outbox, verified, publisher, now }: Standing,
  requestId: string,
): Promise<string> {
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
    throw new SesError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  const body = await readBody(request, LARGEST_BODY_BYTES);
  if (body === null) throw new SesError('InvalidParameterValue', 'The request is too large for any message.');
  const form = new URLSearchParams(body.toString('latin1'));
  const action = form.get('Action') ?? '';
  if (action === '') throw new SesError('InvalidAction', 'The request names no Action.');
  if (action !== 'SendRawEmail') {
    throw new SesError('NotImplemented', `The local SES stand-in does not implement ${action}.`, 501);
  }
  const destinations = [...form]
    .filter(([name]) => name.startsWith('Destinations.member.'))
    .map(([, destination]) => destination);
  const bytes = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64');
  const { source, recipients, senders } = readEnvelope(bytes, form.get('Source'), destinations);
  const refused = senders.filter((sender) => !isVerified(sender, verified));
  if (refused.length > 0) {
    throw new SesError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region US-EAST-1: ${[...new Set(refused)].join(', ')}`,
    );
  }
  const configurationSet = form.get('ConfigurationSetName');
  publisher.assertExists(configurationSet);
  const mail = await outbox.keep(source, recipients, bytes, now());
  publisher.publish(configurationSet, { ...mail, tags: tagsIn(form), at: now() });
  const result = element('SendRawEmailResult', element('MessageId', mail.id), { raw: true });
  const metadata = element('ResponseMetadata', element('RequestId', requestId), { raw: true });
  return xmlDocument(element('SendRawEmailResponse', result + metadata, { raw: true, namespace: NAMESPACE }));
}

function isVerified(address: string, verified: ReadonlySet<string>): boolean {
  const lower = address.toLowerCase();
  if (verified.has(lower)) return true;
  const labels = lower.slice(lower.lastIndexOf('@') + 1).split('.');
  return labels.some((_, index) => verified.has(labels.slice(index).join('.')));
}

function errorXml(error: unknown, requestId: string): string {
  const known = error instanceof SesError;
  const inner =
    element('Type', known ? 'Sender' : 'Receiver') +
    element('Code', known ? error.code : 'InternalFailure') +
    element('Message', known ? error.message : 'The local SES stand-in failed.');
  return xmlDocument(
    element('ErrorResponse', element('Error', inner, { raw: true }) + element('RequestId', requestId), {
      raw: true,
      namespace: NAMESPACE,
    }),
  );
}
