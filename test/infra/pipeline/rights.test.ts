import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeOf, STAGES } from '../../../infra/pipeline/stage-function.ts';
import { rightsOf } from '../support/rights.ts';
import { find, ofType, synthesize } from '../support/synthesized.ts';

const synthesized = synthesize();

/** Its own log and traces: what every stage may do besides. */
const always = (log: string) => [
  `logs:CreateLogStream ${log}`,
  `logs:PutLogEvents ${log}`,
  'xray:PutTelemetryRecords *',
  'xray:PutTraceSegments *',
];
const takes = (queue: string) => [
  `sqs:ChangeMessageVisibility ${queue}`,
  `sqs:DeleteMessage ${queue}`,
  `sqs:GetQueueAttributes ${queue}`,
  `sqs:ReceiveMessage ${queue}`,
  'kms:Decrypt Keys/Records',
];
/** Shown again when it has looked, and never deleted. */
const looksInto = (queue: string) => [
  `sqs:ReceiveMessage ${queue}`,
  `sqs:ChangeMessageVisibility ${queue}`,
  'kms:Decrypt Keys/Records',
];
/** Put back by SQS in its name. */
const redrives = (queue: string) => [
  `sqs:GetQueueAttributes ${queue}`,
  `sqs:ReceiveMessage ${queue}`,
  `sqs:DeleteMessage ${queue}`,
  `sqs:StartMessageMoveTask ${queue}`,
];
const sends = (queue: string) => [
  `sqs:SendMessage ${queue}`,
  'kms:GenerateDataKey Keys/Records',
  'kms:Decrypt Keys/Records',
];
const reads = (objects: string, key: string) => [
  `s3:GetObject ${objects}`,
  `s3:GetObjectVersion ${objects}`,
  `kms:Decrypt ${key}`,
];
const writes = (objects: string, key: string) => [`s3:PutObject ${objects}`, `kms:GenerateDataKey ${key}`];
const tags = (...prefixes: string[]) =>
  prefixes.flatMap((prefix) => [
    `s3:PutObjectTagging Storage/Contacts/${prefix}/*`,
    `s3:GetObjectTagging Storage/Contacts/${prefix}/*`,
  ]);
const worksOn = (table: string) => [
  ...['GetItem', 'Query', 'PutItem'].map((action) => `dynamodb:${action} ${table}`),
  'kms:Decrypt Keys/Records',
  'kms:DescribeKey Keys/Records',
];
const worksOnCases = worksOn('Storage/Cases');

const sendsMail = ['identity/harborline.example', 'configuration-set/undertone'].map(
  (resource) =>
    `ses:SendRawEmail arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:${resource} if {"StringEquals":{"ses:FromAddress":"undertone@harborline.example"}}`,
);

/** What one stage may delete, and no other: what nobody flagged. Nothing of the vault, and nothing of a case. */
const DELETES = [
  's3:DeleteObjectVersion Storage/Contacts/contacts/*',
  's3:DeleteObjectVersion Storage/Contacts/assessments/*',
  's3:DeleteObjectVersion Intake/Bucket/*',
  'dynamodb:DeleteItem Storage/History',
];

/** The column "may touch" of the design, spelled out. */
const MAY: Record<string, string[]> = {
  Ingest: [
    ...tags('contacts'),
    ...always('Ingest/Log'),
    ...takes('Ingest/Work/Queue'),
    ...reads('Intake/Bucket/*', 'Keys/Content'),
    ...writes('Storage/Contacts/contacts/*', 'Keys/Content'),
    ...sends('Score/Work/Queue'),
  ],
  Score: [
    ...tags('contacts', 'assessments'),
    ...always('Score/Log'),
    ...takes('Score/Work/Queue'),
    ...reads('Storage/Contacts/*', 'Keys/Content'),
    ...writes('Storage/Contacts/assessments/*', 'Keys/Content'),
    'dynamodb:PutItem Storage/History',
    'dynamodb:UpdateItem Storage/History',
    'dynamodb:Query Storage/History',
    'kms:DescribeKey Keys/Records',
    ...sends('OpenCase/Work/Queue'),
  ],
  OpenCase: [
    ...tags('contacts', 'assessments'),
    ...always('OpenCase/Log'),
    ...takes('OpenCase/Work/Queue'),
    ...reads('Storage/Contacts/*', 'Keys/Content'),
    's3:ListBucket Storage/Contacts',
    ...reads('Intake/Bucket/*', 'Keys/Content'),
    's3:ListBucket Intake/Bucket',
    ...reads('Vault/Bucket/originals/*', 'Keys/Evidence'),
    's3:GetObjectRetention Vault/Bucket/originals/*',
    's3:PutObjectRetention Vault/Bucket/originals/*',
    's3:PutObjectLegalHold Vault/Bucket/originals/*',
    ...writes('Vault/Bucket/originals/*', 'Keys/Evidence'),
    ...worksOnCases,
    ...sends('Notify/Work/Queue'),
  ],
  Notify: [...always('Notify/Log'), ...takes('Notify/Work/Queue'), ...worksOnCases, ...sendsMail],
  MailFeedback: [
    ...always('MailFeedback/Log'),
    ...takes('MailFeedback/Work/Queue'),
    ...worksOnCases,
    ...sends('Notify/Work/Queue'),
  ],
  'Pipeline/Digest': [
    ...always('Digest/Log'),
    ...worksOnCases,
    'dynamodb:Query Storage/Cases/index/by-status',
    ...sendsMail,
    ...sends('Notify/Work/Queue'),
  ],
  Clock: [
    ...always('Clock/Log'),
    ...worksOnCases,
    'dynamodb:Query Storage/Cases/index/by-status',
    ...sends('Notify/Work/Queue'),
  ],
  'Pipeline/DeadLetters': [
    ...tags('contacts', 'assessments'),
    ...always('DeadLetters/Log'),
    ...['Ingest', 'Score', 'OpenCase'].flatMap((stage) => looksInto(`${stage}/Work/DeadLetters`)),
    ...reads('Storage/Contacts/*', 'Keys/Content'),
    's3:ListBucket Storage/Contacts',
    ...reads('Intake/Bucket/*', 'Keys/Content'),
    's3:ListBucket Intake/Bucket',
    ...reads('Vault/Bucket/originals/*', 'Keys/Evidence'),
    's3:GetObjectRetention Vault/Bucket/originals/*',
    's3:PutObjectRetention Vault/Bucket/originals/*',
    's3:PutObjectLegalHold Vault/Bucket/originals/*',
    ...writes('Vault/Bucket/originals/*', 'Keys/Evidence'),
    ...worksOnCases,
    ...sends('Notify/Work/Queue'),
  ],
  'Pipeline/Sweep': [
    ...always('Sweep/Log'),
    's3:ListBucketVersions Intake/Bucket',
    ...reads('Intake/Bucket/*', 'Keys/Content'),
    ...reads('Storage/Contacts/contacts/*', 'Keys/Content'),
    's3:ListBucket Storage/Contacts',
    ...worksOnCases,
    'dynamodb:Scan Storage/Cases',
    ...sends('Ingest/Work/Queue'),
  ],
  'Rescore/Stage': [
    ...tags('contacts', 'assessments'),
    ...always('Rescore/Stage/Log'),
    ...takes('Rescore/Stage/Work/Queue'),
    ...reads('Storage/Contacts/*', 'Keys/Content'),
    's3:ListBucket Storage/Contacts',
    ...writes('Storage/Contacts/assessments/*', 'Keys/Content'),
    'dynamodb:PutItem Storage/History',
    'dynamodb:UpdateItem Storage/History',
    'dynamodb:Query Storage/History',
    ...worksOn('Rescore/Runs'),
    ...sends('Rescore/Stage/Work/Queue'),
    ...sends('OpenCase/Work/Queue'),
  ],
  // Nothing that it could keep a text in.
  'Pipeline/Try': [...always('Try/Log')],
  'Packets/Stage': [
    ...always('Packets/Stage/Log'),
    ...takes('Packets/Stage/Work/Queue'),
    ...reads('Storage/Contacts/*', 'Keys/Content'),
    's3:ListBucket Storage/Contacts',
    ...reads('Vault/Bucket/originals/*', 'Keys/Evidence'),
    ...writes('Packets/Bucket/packets/*', 'Keys/Evidence'),
    ...worksOnCases,
  ],
  'Retention/Stage': [
    ...always('Retention/Stage/Log'),
    ...takes('Retention/Stage/Work/Queue'),
    ...sends('Retention/Stage/Work/Queue'),
    ...reads('Storage/Contacts/*', 'Keys/Content'),
    's3:ListBucket Storage/Contacts',
    's3:ListBucketVersions Storage/Contacts',
    's3:GetObjectTagging Storage/Contacts/contacts/*',
    ...DELETES,
    'dynamodb:Query Storage/History',
    'dynamodb:UpdateItem Storage/History',
    // Of cases it reads, and of the vault not even that.
    'dynamodb:GetItem Storage/Cases',
    'dynamodb:Query Storage/Cases',
    'dynamodb:Query Storage/Cases/index/by-status',
    's3:GetObjectRetention Vault/Bucket/originals/*',
    's3:GetObjectLegalHold Vault/Bucket/originals/*',
    ...worksOn('Retention/Requests'),
  ],
  'Console/Api': [
    ...[
      'Ingest',
      'Score',
      'OpenCase',
      'Notify',
      'MailFeedback',
      'Rescore/Stage',
      'Packets/Stage',
      'Retention/Stage',
    ].flatMap((stage) => [...redrives(`${stage}/Work/DeadLetters`), ...sends(`${stage}/Work/Queue`)]),
    ...worksOn('Retention/Requests'),
    ...sends('Retention/Stage/Work/Queue'),
    ...sends('Packets/Stage/Work/Queue'),
    ...reads('Packets/Bucket/*', 'Keys/Evidence'),
    's3:ListBucket Packets/Bucket',
    ...writes('Packets/Bucket/custody/*', 'Keys/Evidence'),
    's3:PutObjectLegalHold Vault/Bucket/originals/*',
    'lambda:InvokeFunction Try/Function',
    ...always('Console/Api/Log'),
    ...worksOn('Rescore/Runs'),
    ...sends('Notify/Work/Queue'),
    ...sends('Rescore/Stage/Work/Queue'),
    ...worksOnCases,
    'dynamodb:Query Storage/Cases/index/by-status',
    'dynamodb:Query Storage/History',
    'dynamodb:PutItem Storage/History',
    's3:ListBucket Storage/Contacts',
    ...reads('Storage/Contacts/*', 'Keys/Content'),
    ...reads('Vault/Bucket/originals/*', 'Keys/Evidence'),
    ...writes('Intake/Bucket/form/*', 'Keys/Content'),
  ],
};

const PATHS: Record<(typeof STAGES)[number], string> = {
  ingest: 'Ingest',
  score: 'Score',
  'open-case': 'OpenCase',
  notify: 'Notify',
  'mail-feedback': 'MailFeedback',
  digest: 'Pipeline/Digest',
  clock: 'Clock',
  'dead-letters': 'Pipeline/DeadLetters',
  sweep: 'Pipeline/Sweep',
  rescore: 'Rescore/Stage',
  try: 'Pipeline/Try',
  packets: 'Packets/Stage',
  retention: 'Retention/Stage',
  'console-api': 'Console/Api',
};

/** What a stage has of its own: `rescore` and `try` are further functions of the parts of `score`. */
function filesOf(stage: (typeof STAGES)[number]): string[] {
  const { folder } = codeOf(stage);
  const stageOf = (file: string) => /^(rescore|try)/.exec(file)?.[1] ?? 'score';
  return readdirSync(`functions/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && (folder !== 'score' || stageOf(file) === stage))
    .map((file) => `functions/${folder}/${file}`);
}

/** What puts the page into its bucket at a deploy: CDK's own function, in a role of ours. */
const PAGE_FILES = 'Console/PageFiles/Role';
const CDK_OBJECT =
  's3:GetObject arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/HASH.zip';

describe('what puts the page into its bucket', () => {
  const role = find(synthesized, 'AWS::IAM::Role', PAGE_FILES);

  it('may read what it puts, put it, and have the page looked for anew; it may delete nothing and read nothing else', () => {
    const rights = rightsOf(synthesized, role.id).map((right) => right.replace(/[0-9a-f]{64}/, 'HASH'));
    expect(rights).toEqual(
      [
        'logs:CreateLogStream Console/PageFiles/Log',
        'logs:PutLogEvents Console/PageFiles/Log',
        // The page and what it is told of the deployment; beside them lie the functions, with the roster in them.
        ...[CDK_OBJECT, CDK_OBJECT],
        's3:ListBucket Console/Site/Bucket',
        's3:PutObject Console/Site/Bucket/*',
        'cloudfront:CreateInvalidation arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/Console/Site/Distribution',
      ].sort(),
    );
  });

  it('is given nothing by the bucket either', () => {
    expect(JSON.stringify(find(synthesized, 'AWS::S3::BucketPolicy', 'Site/Bucket/').Properties)).not.toContain(
      role.id,
    );
  });

  it('is the one function that is not of a stage', () => {
    const others = ofType(synthesized, 'AWS::Lambda::Function').filter(
      ({ Properties }) => !String(Properties.Runtime).startsWith('nodejs'),
    );
    expect(others.map(({ Properties }) => Properties.Role)).toEqual([{ 'Fn::GetAtt': [role.id, 'Arn'] }]);
  });
});

describe('what a stage may do', () => {
  it.each(Object.entries(MAY))('%s may do what its work needs and nothing else', (stage, rights) => {
    const role = find(synthesized, 'AWS::IAM::Role', `${stage}/Role`).id;
    expect(rightsOf(synthesized, role)).toEqual([...new Set(rights)].sort());
  });

  it('is written in one policy a role, with no managed and no inline ones beside it', () => {
    const roles = ofType(synthesized, 'AWS::IAM::Role');
    expect(roles).toHaveLength(Object.keys(MAY).length + 1);
    for (const { id, Properties } of roles) {
      expect(Properties.ManagedPolicyArns, id).toBeUndefined();
      expect(Properties.Policies, id).toBeUndefined();
    }
    expect(ofType(synthesized, 'AWS::IAM::ManagedPolicy')).toHaveLength(0);
  });

  it('never includes deleting an object, an item, a key or a queue, but for the one stage that a person’s request needs', () => {
    for (const { id } of ofType(synthesized, 'AWS::IAM::Role')) {
      const isRetention = id === find(synthesized, 'AWS::IAM::Role', 'Retention/Stage/Role').id;
      for (const right of rightsOf(synthesized, id)) {
        if (isRetention && DELETES.includes(right)) continue;
        expect(right).not.toMatch(/:(Delete(?!Message )|Purge|Bypass|Schedule|Disable|Put(Bucket|Key))/);
        expect(right.split(' ')[0], 'an action with a wildcard').not.toContain('*');
      }
    }
  });

  it('tells "not there" from "not allowed" where the code asks whether an object is there', () => {
    const asking = STAGES.filter((stage) =>
      filesOf(stage).some((file) => /(?:readJsonIfThere|isObjectThere)\(/.test(readFileSync(file, 'utf8'))),
    );
    const allowed = Object.entries(MAY).filter(([, rights]) => rights.includes('s3:ListBucket Storage/Contacts'));
    expect(allowed.map(([path]) => path)).toEqual(asking.map((stage) => PATHS[stage]));
  });

  it('is taken by Lambda alone', () => {
    for (const { Properties } of ofType(synthesized, 'AWS::IAM::Role')) {
      expect(Properties.AssumeRolePolicyDocument).toMatchObject({
        Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
      });
    }
  });
});
