import { describe, expect, it } from 'vitest';
import { find, ofType, synthesize } from '../support/synthesized.ts';

const synthesized = synthesize();
const topic = () => find(synthesized, 'AWS::SNS::Topic', 'MailFeedback/Topic');
const queue = () => find(synthesized, 'AWS::SQS::Queue', 'MailFeedback/Work/Queue/');

describe('what SES says of a notification', () => {
  it('is heard where it did not arrive, and nowhere else: nobody counts who opened a mail', () => {
    const { Properties } = find(synthesized, 'AWS::SES::ConfigurationSetEventDestination', 'MailFeedback/Events');
    expect(Properties.EventDestination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['bounce', 'complaint', 'reject', 'deliveryDelay'],
      SnsDestination: { TopicARN: { Ref: topic().id } },
    });
  });

  it('is of the configuration set with which notifications are sent', () => {
    expect(find(synthesized, 'AWS::SES::ConfigurationSet', 'MailFeedback').Properties.Name).toBe('undertone');
    for (const stage of ['Notify', 'Pipeline/Digest']) {
      const { Environment } = find(synthesized, 'AWS::Lambda::Function', `${stage}/Function/`).Properties;
      expect(Environment).toMatchObject({ Variables: { CONFIGURATION_SET: 'undertone' } });
    }
  });

  it('goes as it is from the topic to the queue, both encrypted with the key of the records', () => {
    expect(find(synthesized, 'AWS::SNS::Subscription', 'MailFeedback').Properties).toEqual({
      TopicArn: { Ref: topic().id },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': [queue().id, 'Arn'] },
      RawMessageDelivery: true,
    });
    const key = find(synthesized, 'AWS::KMS::Key', 'Keys/Records').id;
    for (const { Properties } of [topic(), queue()]) {
      expect(JSON.stringify(Properties.KmsMasterKeyId)).toContain(key);
    }
  });

  it('can be said by SES of this account alone, and put on the queue by this topic alone', () => {
    const { PolicyDocument } = find(synthesized, 'AWS::SNS::TopicPolicy', 'MailFeedback/Topic').Properties;
    const allows = (document: unknown) =>
      (
        document as { Statement: { Effect: string; Principal: { Service?: string }; Condition?: object }[] }
      ).Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(allows(PolicyDocument)).toHaveLength(1);
    expect(allows(PolicyDocument)[0]).toMatchObject({
      Action: 'sns:Publish',
      Principal: { Service: 'ses.amazonaws.com' },
    });
    expect(JSON.stringify(allows(PolicyDocument)[0]?.Condition)).toMatch(/SourceAccount.*SourceArn.*configuration-set/);
    const policies = ofType(synthesized, 'AWS::SQS::QueuePolicy').filter(({ Properties }) =>
      JSON.stringify(Properties.Queues).includes(queue().id),
    );
    expect(policies.flatMap(({ Properties }) => allows(Properties.PolicyDocument))).toEqual([
      expect.objectContaining({
        Action: 'sqs:SendMessage',
        Principal: { Service: 'sns.amazonaws.com' },
        Condition: {
          ArnEquals: { 'aws:SourceArn': { Ref: topic().id } },
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        },
      }),
    ]);
  });
});

describe('the mails of the day', () => {
  it('are looked at every five minutes, within the time for which a run claims one', () => {
    const digest = find(synthesized, 'AWS::Lambda::Function', 'Pipeline/Digest/Function/');
    expect(find(synthesized, 'AWS::Events::Rule', 'Pipeline/Digest').Properties).toMatchObject({
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [{ Arn: { 'Fn::GetAtt': [digest.id, 'Arn'] } }],
    });
    expect(Number(digest.Properties.Timeout)).toBeLessThan(4 * 60);
  });
});
