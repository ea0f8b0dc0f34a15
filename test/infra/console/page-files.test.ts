import { describe, expect, it } from 'vitest';
import { ofType, type Synthesized, synthesize } from '../support/synthesized.ts';

const synthesized: Synthesized = synthesize();
const deployments = ofType(synthesized, 'Custom::CDKBucketDeployment');
const [hashed, page] = ['Hashed', 'Page'].map((name) =>
  deployments.find(({ Metadata }) => Metadata?.['aws:cdk:path']?.includes(`PageFiles/${name}/`)),
);

describe('the page that is deployed', () => {
  it('comes after the files that it names, so that nobody is given a page without its script', () => {
    expect(deployments).toHaveLength(2);
    expect(page?.DependsOn).toContain(hashed?.id);
  });

  it('is asked for anew each time, and what has its hash in its name once a year', () => {
    expect(hashed?.Properties).toMatchObject({
      Exclude: ['*'],
      Include: ['assets/*'],
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(page?.Properties).toMatchObject({
      Exclude: ['assets/*'],
      SystemMetadata: { 'cache-control': 'no-store' },
      DistributionPaths: ['/index.html', '/config.json'],
    });
  });

  it('takes nothing away from who has the page of yesterday open', () => {
    for (const { Properties } of deployments) expect(Properties).toMatchObject({ Prune: false, RetainOnDelete: true });
  });

  it('is told how people sign in: at this pool, as this client', () => {
    const [pool] = ofType(synthesized, 'AWS::Cognito::UserPool');
    const [client] = ofType(synthesized, 'AWS::Cognito::UserPoolClient');
    const markers = Object.values(Object.assign({}, ...((page?.Properties.SourceMarkers ?? []) as object[])));
    expect(markers).toEqual(expect.arrayContaining([{ Ref: 'AWS::Region' }, { Ref: pool?.id }, { Ref: client?.id }]));
  });
});
