import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, ListRulesCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ChannelsService,
  listTaken,
  startChannels,
} from '../../../../../infra/local/services/channels/channels-server.ts';

let folder: string;
let service: ChannelsService;
let sns: SNSClient;
let events: EventBridgeClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-channels-'));
  service = await startChannels({ folder });
  const settings = {
    endpoint: service.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  sns = new SNSClient(settings);
  events = new EventBridgeClient(settings);
});
afterAll(async () => {
  sns.destroy();
  events.destroy();
  await service.stop();
  await rm(folder, { recursive: true, force: true });
});

const nameOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'taken',
    (error: Error) => error.name,
  );

describe('SNS', () => {
  it('takes a text message to a number and says its id', async () => {
    const { MessageId } = await sns.send(new PublishCommand({ PhoneNumber: '+12075550123', Message: 'UT-1' }));
    expect((await listTaken(folder)).find(({ id }) => id === MessageId)).toMatchObject({
      to: '+12075550123',
      content: 'UT-1',
    });
  });

  it.each([
    ['a number that is not E.164', { PhoneNumber: '2075550123', Message: 'x' }],
    ['a message that is empty', { PhoneNumber: '+12075550123', Message: '' }],
    ['a message above 1,600 characters', { PhoneNumber: '+12075550123', Message: 'x'.repeat(1601) }],
  ])('refuses %s', async (_, input) => {
    expect(await nameOf(sns.send(new PublishCommand(input)))).toMatch(/^InvalidParameter/);
  });

  it('answers 501 to what notifications do not call', async () => {
    const call = sns.send(new CreateTopicCommand({ Name: 'x' }));
    await expect(call).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
    const toTopic = sns.send(new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:x', Message: 'x' }));
    await expect(toTopic).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });
});

describe('EventBridge', () => {
  const entry = { EventBusName: 'bus', Source: 'undertone.notify', DetailType: 'Case notification', Detail: '{"a":1}' };

  it('takes an event and says its id', async () => {
    const { Entries = [], FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: [entry] }));
    expect(FailedEntryCount).toBe(0);
    const kept = (await listTaken(folder)).find(({ id }) => id === Entries[0]?.EventId);
    expect(kept).toMatchObject({ to: 'bus', content: '{"a":1}' });
  });

  it('refuses an entry alone whose detail is no JSON object', async () => {
    const { Entries = [], FailedEntryCount } = await events.send(
      new PutEventsCommand({ Entries: [entry, { ...entry, Detail: 'text' }] }),
    );
    expect(FailedEntryCount).toBe(1);
    expect(Entries.map(({ EventId, ErrorCode }) => (EventId === undefined ? ErrorCode : 'taken'))).toEqual([
      'taken',
      'InvalidArgument',
    ]);
  });

  it('refuses more than ten entries at once, and answers 501 to what notifications do not call', async () => {
    const many = events.send(new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => entry) }));
    expect(await nameOf(many)).toBe('ValidationException');
    const other = events.send(new ListRulesCommand({}));
    await expect(other).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });
});
