import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { SETTINGS, synthesize, withBuilt } from './support/synthesized.ts';

const OWN_DOMAIN = {
  'undertone:consoleDomain': 'cases.harborline.example',
  'undertone:consoleCertificateArn': 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d',
};

/** Each finding as `rule at construct path`. */
function findingsIn(app: IConstruct): string[] {
  return new AwsSolutionsChecks()
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    );
}

interface Acknowledged {
  readonly construct: IConstruct;
  readonly rule: string;
  readonly reason: string;
}

function acknowledgedIn(app: IConstruct): Acknowledged[] {
  return app.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>).map(([rule, reason]) => ({
          construct,
          rule: rule.replace(/^annotation::/i, ''),
          reason,
        })),
      ),
  );
}

describe('the AwsSolutions rules', () => {
  it.each([
    ['the name that CloudFront gives', {}],
    ['a domain of its own', OWN_DOMAIN],
    ['a mail domain that exists', { 'undertone:sesIdentity': 'existing' }],
  ])('find nothing in a deployment with %s', (_, context) => {
    expect(findingsIn(synthesize(context).app)).toEqual([]);
  });

  it('are set aside with a reason each, and only where they would find something', () => {
    const { app } = synthesize();
    const acknowledged = acknowledgedIn(app);
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const { rule, reason, construct } of acknowledged) {
      expect(reason, rule).toMatch(/^[A-Z].{40,}\.$/);
      expect(rule).toMatch(/^AwsSolutions-/);
      expect(construct.node.path, 'nothing is set aside for the whole app or stack').toContain('/');
    }
    // Without the acknowledgements each of the rules must speak, or its acknowledgement is out of date.
    for (const construct of app.node.findAll()) {
      for (const entry of construct.node.metadata) {
        if (entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY) Object.assign(entry, { data: {} });
      }
    }
    const bare = findingsIn(app);
    for (const { rule, construct } of acknowledged) {
      expect(
        bare.some((finding) => finding.startsWith(`${rule} at ${construct.node.path}/`)),
        `${rule} is set aside at ${construct.node.path} and finds nothing there`,
      ).toBe(true);
    }
    expect(bare.length).toBeGreaterThanOrEqual(acknowledged.length);
  });

  it('set aside no wildcard among actions', () => {
    expect(acknowledgedIn(synthesize().app).filter(({ rule }) => rule.includes('Action::'))).toEqual([]);
  });
});

describe('synthesizing with CDK’s own checks', () => {
  it('passes CloudFormation’s schemas and the rules, with no account and no network', () => {
    withBuilt((built, outdir) => {
      const app = buildApp({ context: SETTINGS, ...built, outdir });
      expect(() => app.synth()).not.toThrow();
    });
  });
});
