import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { readRoster } from '../../infra/assets/policy.ts';
import { ConfigurationError } from '../../infra/config.ts';
import { SETTINGS, synthesize, withBuilt } from './support/synthesized.ts';

describe('the app', () => {
  it('synthesizes to the same template each time', () => {
    expect(synthesize().template.toJSON()).toEqual(synthesize().template.toJSON());
  });

  it('is one stack, named after the deployment', () => {
    const { app } = synthesize({ 'undertone:deploymentName': 'undertone-staging' });
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['undertone-staging']);
  });

  it('keeps two deployments in one account apart: no name of one is a name of the other', () => {
    const names = (deploymentName: string) =>
      Object.values(synthesize({ 'undertone:deploymentName': deploymentName }).resources).flatMap(({ Properties }) =>
        [
          'QueueName',
          'FunctionName',
          'LogGroupName',
          'TopicName',
          'AlarmName',
          'AliasName',
          'BucketName',
          'RuleSetName',
        ]
          .map((property) => Properties?.[property])
          .filter((name) => typeof name === 'string' || (name as { 'Fn::Join'?: unknown })?.['Fn::Join'] !== undefined)
          .map((name) => JSON.stringify(name)),
      );
    const production = new Set(names('undertone'));
    expect(production.size).toBeGreaterThan(40);
    expect(names('staging').filter((name) => production.has(name))).toEqual([]);
  });

  it('says how to build the functions when they are not', () => {
    const empty = mkdtempSync(join(tmpdir(), 'undertone-empty-'));
    try {
      expect(() => buildApp({ context: SETTINGS, functionsFolder: empty })).toThrow(ConfigurationError);
      expect(() => buildApp({ context: SETTINGS, functionsFolder: empty })).toThrow(
        /The function of ingest is not built: .*index\.mjs\. Run: /,
      );
    } finally {
      rmSync(empty, { recursive: true });
    }
  });

  it('says how to build the page when it is not, or not whole', () => {
    withBuilt(({ functionsFolder, pageFolder }) => {
      const build = () => buildApp({ context: SETTINGS, functionsFolder, pageFolder, checks: false });
      rmSync(join(pageFolder, 'assets'), { recursive: true });
      expect(build).toThrow(/index\.html names \/assets\/.*\.js, and there is no .*\. Run: /);
      rmSync(pageFolder, { recursive: true });
      expect(build).toThrow(/page is not built: .*index\.html\. Run: /);
    });
  });

  it('refuses functions that were built with another roster: they would tell other people', () => {
    withBuilt(({ functionsFolder }) => {
      const build = () => buildApp({ context: SETTINGS, functionsFolder, pageFolder: null, checks: false });
      const roster = readRoster('fixtures/roster.yml');
      const file = join(functionsFolder, 'notify', 'roster.json');
      writeFileSync(file, JSON.stringify(roster));
      expect(build).not.toThrow();
      writeFileSync(file, JSON.stringify({ ...roster, people: roster.people.slice(1) }));
      expect(build).toThrow(/notify\/roster\.json is not what the configured file says now\. Run: /);
    });
  });

  it('uses plain resources only but for what puts the page into its bucket, so that whatever runs the template needs no code but the stages', () => {
    const types = new Set(Object.values(synthesize().resources).map(({ Type }) => Type));
    expect(
      [...types].filter((type) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource'),
    ).toEqual(['Custom::CDKBucketDeployment']);
  });
});
