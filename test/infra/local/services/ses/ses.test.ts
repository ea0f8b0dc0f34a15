import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SESServiceException, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOutbox, readSentMail } from '../../../../../infra/local/services/ses/outbox.ts';
import { type SesService, startSes } from '../../../../../infra/local/services/ses/ses-server.ts';

let folder: string;
let service: SesService;
let client: SESClient;

const start = async (): Promise<void> => {
  service = await startSes({ folder, verified: ['example.com'] });
  client = new SESClient({
    endpoint: service.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
};
const stop = async (): Promise<void> => {
  client.destroy();
  await service.stop();
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-ses-'));
  await start();
});
afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

const MAIL = [
  'From: Undertone <undertone@mail.example.com>',
  'To: supervisor@company.test',
  'Subject: UT-0000-0001',
  'Message-ID: <one@example.com>',
  'References: <zero@example.com>',
  '',
  'A case waits.',
  '',
].join('\r\n');

const send = (mail: string, more: { Source?: string; Destinations?: string[] } = {}) =>
  client.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(mail, 'latin1') }, ...more }));
const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof SESServiceException) return `${error.name}: ${error.message}`;
    throw error;
  }
  return 'taken';
};

describe('a mail that SES takes', () => {
  it('is kept with every byte of its header and body, and its envelope', async () => {
    const { MessageId } = await send(MAIL);
    const kept = (await listOutbox(folder)).find((mail) => mail.id === MessageId);
    expect(kept).toMatchObject({
      source: 'undertone@mail.example.com',
      recipients: ['supervisor@company.test'],
      sends: 1,
    });
    expect((await readSentMail(folder, MessageId ?? '')).toString('latin1')).toBe(MAIL);
  });

  it('goes to the destinations of the call rather than to those in its header', async () => {
    const { MessageId } = await send(MAIL, { Destinations: ['hr@company.test', 'security@company.test'] });
    const kept = (await listOutbox(folder)).find((mail) => mail.id === MessageId);
    expect(kept?.recipients).toEqual(['hr@company.test', 'security@company.test']);
  });

  it('is kept once, with a count, when the same bytes go to the same people again, also after a restart', async () => {
    const again = MAIL.replace('UT-0000-0001', 'UT-0000-0002');
    await send(again);
    const before = (await listOutbox(folder)).length;
    await stop();
    await start();
    const { MessageId } = await send(again);
    const mails = await listOutbox(folder);
    expect(mails).toHaveLength(before);
    expect(mails.find((mail) => mail.id === MessageId)?.sends).toBe(2);
  });
});

describe('SES refuses', () => {
  it('a sender whose domain is not verified, in the call or in the header', async () => {
    const foreign = MAIL.replace('mail.example.com', 'example.com.attacker.test');
    expect(await refusalOf(send(foreign))).toMatch(/^MessageRejected: Email address is not verified.*attacker\.test/);
    expect(await refusalOf(send(MAIL, { Source: 'x@attacker.test' }))).toMatch(/^MessageRejected: .*not verified/);
    expect(await refusalOf(send(MAIL.replace('From: ', 'Sender: x@attacker.test\r\nFrom: ')))).toMatch(
      /^MessageRejected/,
    );
  });

  it.each([
    ['a mail with no recipient', MAIL.replace(/To: .*\r\n/, ''), /Missing required header 'To'/],
    ['a mail with no sender', MAIL.replace(/From: .*\r\n/, ''), /Missing required header 'From'/],
    ['a second Subject', `Subject: other\r\n${MAIL}`, /Duplicate header 'Subject'/],
    ['a header line without a colon', MAIL.replace('\r\n\r\n', '\r\nnot a header\r\n\r\n'), /no name before a colon/],
    ['a header that is not ASCII', MAIL.replace('UT-', 'ÜT-'), /7-bit ASCII/],
    ['an address that is none', MAIL.replace('supervisor@company.test', 'supervisor'), /Illegal address/],
    [
      'more than 50 recipients',
      MAIL.replace('supervisor@company.test', Array.from({ length: 51 }, (_, n) => `p${n}@company.test`).join(', ')),
      /Recipient count exceeds 50/,
    ],
    ['a mail above 10 MB', MAIL + 'x'.repeat(10 * 1024 * 1024), /Message length is more than/],
  ])('%s', async (_, mail, reason) => {
    expect(await refusalOf(send(mail))).toMatch(reason);
  });

  it('an action that the stand-in does not keep, with 501', async () => {
    const call = client.send(
      new SendEmailCommand({
        Destination: { ToAddresses: ['a@b.test'] },
        Source: 'x@example.com',
        Message: undefined as never,
      }),
    );
    expect(await refusalOf(call)).toMatch(/^NotImplemented: .*SendEmail/);
  });
});
