import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, STAGES } from '../../../infra/pipeline/stage-function.ts';
import { find, ofType, synthesize } from '../support/synthesized.ts';

const synthesized = synthesize();
const alarms = ofType(synthesized, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
const runbook = readFileSync('docs/runbook.md', 'utf8');

const named = (section: string) => {
  const alarm = alarms.find(({ AlarmName }) => AlarmName === `undertone-${section}`);
  if (alarm === undefined) throw new Error(`There is no alarm ${section}.`);
  return alarm;
};

/** The text under a heading, up to the next one. */
function sectionOf(heading: string): string {
  const [, after] = runbook.split(`\n### ${heading}\n`);
  return after?.split(/\n##+ /)[0] ?? '';
}

describe('an alarm', () => {
  it.each(alarms.map(({ AlarmName, AlarmDescription }) => ({ AlarmName, AlarmDescription })))(
    '$AlarmName says what is wrong, and links to its section of the runbook',
    ({ AlarmName, AlarmDescription }) => {
      const section = String(AlarmName).replace(/^undertone-/, '');
      expect(AlarmDescription).toMatch(/^[A-Z].{20,}\. What to do: /);
      expect(AlarmDescription).toContain(`docs/runbook.md#${section}`);
      expect(sectionOf(section).trim().length, `the section ${section}`).toBeGreaterThan(10);
    },
  );

  it('has a section for it, and no section is of an alarm that is gone', () => {
    const headings = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading]) => `undertone-${heading}`);
    expect(headings.sort()).toEqual(alarms.map(({ AlarmName }) => AlarmName as string).sort());
  });

  it('reaches the operator when it begins and when it is over', () => {
    const topic = find(synthesized, 'AWS::SNS::Topic', 'Alarms/Topic');
    for (const { AlarmActions, OKActions } of alarms) {
      expect(AlarmActions).toEqual([{ Ref: topic.id }]);
      expect(OKActions).toEqual([{ Ref: topic.id }]);
    }
    synthesized.template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'operator@harborline.example',
      TopicArn: { Ref: topic.id },
    });
  });

  it('may publish: the topic’s own policy names CloudWatch, since it replaces the one that would', () => {
    const { PolicyDocument } = find(synthesized, 'AWS::SNS::TopicPolicy', 'Alarms/Topic').Properties;
    expect(PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
        }),
      ]),
    });
  });

  it('is no surprise by its silence: no data is a fault of what runs by a schedule and of nothing else', () => {
    const breaching = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(breaching.map(({ AlarmName }) => AlarmName)).toEqual([
      'undertone-digest-stopped',
      'undertone-clock-stopped',
      'undertone-dead-letters-stopped',
      'undertone-sweep-stopped',
      'undertone-retention-stopped',
    ]);
    expect(new Set(alarms.map(({ TreatMissingData }) => TreatMissingData))).toEqual(
      new Set(['breaching', 'notBreaching']),
    );
  });
});

describe('the alarms of a queue', () => {
  const QUEUES = [
    { stage: 'Ingest', queue: 'intake', fifo: '' },
    { stage: 'Score', queue: 'score', fifo: '' },
    { stage: 'OpenCase', queue: 'cases', fifo: '.fifo' },
    { stage: 'Notify', queue: 'notify', fifo: '.fifo' },
    { stage: 'MailFeedback', queue: 'mail-feedback', fifo: '' },
    { stage: 'Rescore/Stage', queue: 'rescore', fifo: '' },
    { stage: 'Packets/Stage', queue: 'packets', fifo: '.fifo' },
  ];

  it.each(QUEUES)(
    '$queue rings at the first dead letter, and its section names the queue to redrive',
    ({ stage, queue, fifo }) => {
      const deadLetters = find(synthesized, 'AWS::SQS::Queue', `${stage}/Work/DeadLetters/`);
      expect(named(`${queue}-dead-letters`)).toMatchObject({
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        EvaluationPeriods: 1,
      });
      // Both, for a letter that is looked at is hidden for that moment.
      const { Metrics } = named(`${queue}-dead-letters`) as { Metrics: { Expression?: string; MetricStat?: object }[] };
      expect(Metrics.find(({ Expression }) => Expression)?.Expression).toBe('FILL(visible, 0) + FILL(lookedAt, 0)');
      expect(Metrics.flatMap(({ MetricStat }) => MetricStat ?? [])).toEqual(
        ['ApproximateNumberOfMessagesVisible', 'ApproximateNumberOfMessagesNotVisible'].map((MetricName) => ({
          Metric: {
            MetricName,
            Namespace: 'AWS/SQS',
            Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [deadLetters.id, 'QueueName'] } }],
          },
          Period: 60,
          Stat: 'Maximum',
        })),
      );
      expect(sectionOf(`${queue}-dead-letters`)).toContain(`QUEUE=${String(deadLetters.Properties.QueueName)}`);
      expect(deadLetters.Properties.QueueName).toBe(`undertone-${queue}-dead-letters${fifo}`);
    },
  );

  it.each(QUEUES)('$queue rings when a message is late for the people at the end', ({ stage, queue }) => {
    expect(named(`${queue}-late`)).toMatchObject({
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [
        {
          Name: 'QueueName',
          Value: { 'Fn::GetAtt': [find(synthesized, 'AWS::SQS::Queue', `${stage}/Work/Queue/`).id, 'QueueName'] },
        },
      ],
    });
  });

  it('are stricter the nearer a queue is to a person, and the last leaves time before a P0 is due in five minutes', () => {
    // A re-scoring looks back, and a packet is made when somebody asks: no case waits for either.
    const lateAfter = QUEUES.filter(({ queue }) => queue !== 'rescore' && queue !== 'packets').map(({ queue }) =>
      Number(named(`${queue}-late`).Threshold),
    );
    expect(lateAfter).toEqual([...lateAfter].sort((a, b) => b - a));
    expect(lateAfter.at(-1)).toBeLessThan(5 * 60);
  });

  it('tell how to redrive any of them', () => {
    expect(runbook).toContain('aws sqs start-message-move-task --source-arn');
  });
});

describe('the alarms of a function', () => {
  it.each(STAGES)('%s rings when it crashes once, and when Lambda keeps refusing to run it', (stage) => {
    expect(named(`${stage}-errors`)).toMatchObject({ MetricName: 'Errors', Statistic: 'Sum', Threshold: 1 });
    expect(named(`${stage}-throttles`)).toMatchObject({
      MetricName: 'Throttles',
      Threshold: 1,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    });
  });

  it('rings when the clock misses three minutes', () => {
    expect(named('clock-stopped')).toMatchObject({
      MetricName: 'Invocations',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
    });
  });

  it('rings when nobody could be told, at once or by a mail of the day', () => {
    const { Metrics, Threshold } = named('notify-refused') as {
      Threshold: number;
      Metrics: { MetricStat?: { Metric: { MetricName: string; Dimensions: { Value: string }[] } } }[];
    };
    const counted = Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
    expect(counted.map(({ MetricName, Dimensions }) => [MetricName, Dimensions[0]?.Value])).toEqual([
      ['NotificationFailed', 'undertone-notify'],
      ['NotificationFailed', 'undertone-digest'],
    ]);
    expect(Threshold).toBe(1);
  });

  it('rings when the top of the roster is asked again, and when something was lost on the way', () => {
    for (const [section, MetricName, stage] of [
      ['clock-at-top', 'ClockAtTop', 'clock'],
      ['original-unannounced', 'OriginalsAnnouncedAgain', 'sweep'],
      ['original-late', 'OriginalsLate', 'sweep'],
    ] as const) {
      expect(named(section)).toMatchObject({
        Namespace: 'Undertone',
        MetricName,
        Dimensions: [{ Name: 'service', Value: `undertone-${stage}` }],
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    }
  });

  it('rings when any reader of a case finds its chain of custody broken', () => {
    const { Metrics } = named('custody-broken') as {
      Metrics: { MetricStat?: { Metric: { Dimensions: { Value: string }[] } } }[];
    };
    const services = Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric.Dimensions.map(({ Value }) => Value) ?? []);
    expect(services.sort()).toEqual([
      'undertone-clock',
      'undertone-console-api',
      'undertone-dead-letters',
      'undertone-digest',
      'undertone-mail-feedback',
      'undertone-notify',
      'undertone-open-case',
      'undertone-packets',
      'undertone-sweep',
    ]);
  });

  it('rings while SES cannot store a mail, and again when it gives one up', () => {
    for (const [section, metric] of [
      ['mail-not-stored', 'PublishFailure'],
      ['mail-lost', 'PublishExpired'],
    ] as const) {
      expect(named(section)).toMatchObject({
        Namespace: 'AWS/SES',
        MetricName: metric,
        Dimensions: [{ Name: 'RuleName', Value: 'undertone-take-in' }],
        Threshold: 1,
      });
    }
  });
});

describe('a count that alarms or the dashboard show', () => {
  const source = (stage: string) =>
    [`functions/${codeOf(stage as (typeof STAGES)[number]).folder}`, 'functions/shared']
      .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');

  it('is one that the code of its stage gives', () => {
    const { DashboardBody } = find(synthesized, 'AWS::CloudWatch::Dashboard', 'Dashboard').Properties;
    const text = JSON.stringify([DashboardBody, alarms]).replaceAll('\\', '');
    const shown = [
      ...text.matchAll(/"Undertone","(?<metric>\w+)","service","undertone-(?<stage>[\w-]+)"/g),
      ...text.matchAll(
        /"Name":"service","Value":"undertone-(?<stage>[\w-]+)"}\],"MetricName":"(?<metric>\w+)","Namespace":"Undertone"/g,
      ),
    ].map(({ groups }) => ({ metric: groups?.metric ?? '', stage: groups?.stage ?? '' }));
    expect(shown.length).toBeGreaterThan(8);
    for (const { metric, stage } of shown) {
      const given = source(stage);
      const byName = given.includes(`addMetric('${metric}'`);
      const byPriority = /P\d$/.test(metric) && given.includes(`addMetric(\`${metric.replace(/P\d$/, '')}\${`);
      expect(byName || byPriority, `${metric} of ${stage}`).toBe(true);
    }
  });
});

describe('the dashboard', () => {
  it('shows each stage in the order of the data, and every alarm', () => {
    const { DashboardBody } = find(synthesized, 'AWS::CloudWatch::Dashboard', 'Dashboard').Properties;
    const body = JSON.stringify(DashboardBody);
    const places = STAGES.map((stage) => body.indexOf(`${stage}: runs, errors, throttles`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const { id } of ofType(synthesized, 'AWS::CloudWatch::Alarm')) expect(body).toContain(id);
  });
});
