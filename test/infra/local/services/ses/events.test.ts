import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSesEvent } from '../../../../../functions/notify/feedback/ses-event.ts';
import { type SesService, startSes } from '../../../../../infra/local/services/ses/ses-server.ts';

let folder: string;
let service: SesService;
let client: SESClient;
let published: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-ses-events-'));
  service = await startSes({ folder, verified: ['example.com'] });
  service.configure('undertone', {
    eventTypes: ['bounce', 'complaint', 'reject', 'deliveryDelay'],
    publish: async (event) => void published.push(event),
  });
  service.configure('deaf', { eventTypes: ['reject'], publish: async (event) => void published.push(event) });
  client = new SESClient({
    endpoint: service.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterAll(async () => {
  client.destroy();
  await service.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  published = [];
});

let mails = 0;
async function send(to: string, ConfigurationSetName?: string, tags: Record<string, string> = {}): Promise<string> {
  const mail = `From: undertone@example.com\r\nTo: ${to}\r\nSubject: UT-${mails++}\r\n\r\nA case waits.\r\n`;
  const { MessageId = '' } = await client.send(
    new SendRawEmailCommand({
      RawMessage: { Data: Buffer.from(mail) },
      Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
      ...(ConfigurationSetName === undefined ? {} : { ConfigurationSetName }),
    }),
  );
  // An event is published after the answer, and before the next request is answered.
  await client.send(
    new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(mail) }, Destinations: ['nobody@example.com'] }),
  );
  return MessageId;
}

describe('mail to the mailbox simulator', () => {
  it.each([
    ['bounce@simulator.amazonses.com', { kind: 'bounce', reason: 'Permanent/General' }],
    ['bounce+label@simulator.amazonses.com', { kind: 'bounce', reason: 'Permanent/General' }],
    ['suppressionlist@simulator.amazonses.com', { kind: 'bounce', reason: 'Permanent/Suppressed' }],
    ['complaint@simulator.amazonses.com', { kind: 'complaint', reason: 'abuse' }],
  ])('to %s is published as what our own reader reads, with the tags of the call', async (to, said) => {
    const id = await send(to, 'undertone', { case: 'case-1', event: '1' });
    await expect.poll(() => published).toHaveLength(1);
    expect(readSesEvent(published[0] ?? '')).toEqual({
      ...said,
      deliveryId: id,
      addresses: [to],
      tags: { case: 'case-1', event: '1', 'ses:configuration-set': 'undertone' },
    });
  });

  it.each(['success@simulator.amazonses.com', 'ooto@simulator.amazonses.com', 'bounce@example.com'])(
    'to %s arrives, and nothing is said of it',
    async (to) => {
      await send(to, 'undertone');
      await send('bounce@simulator.amazonses.com', 'undertone');
      await expect.poll(() => published).toHaveLength(1);
      expect(published[0]).toContain('bounce@simulator.amazonses.com');
    },
  );

  it('is said nothing of without a configuration set, or by one that does not publish it', async () => {
    await send('bounce@simulator.amazonses.com');
    await send('bounce@simulator.amazonses.com', 'deaf');
    await send('bounce@simulator.amazonses.com', 'undertone');
    await expect.poll(() => published).toHaveLength(1);
  });
});

describe('SES refuses', () => {
  it('a configuration set that nobody made', async () => {
    await expect(send('a@example.com', 'unknown')).rejects.toThrow(/does not exist/);
  });

  it('a tag with other characters than letters, digits, - and _', async () => {
    await expect(send('a@example.com', 'undertone', { to: 'person:ruth' })).rejects.toThrow(/Invalid message tag/);
  });
});
