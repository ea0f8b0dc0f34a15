import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import type { TellingChannels } from '../../../functions/contracts/telling-policy.ts';
import { readDeploymentSettings, type WebhookSetting } from '../../../infra/config.ts';
import { codeOf, STAGES } from '../../../infra/pipeline/stage-function.ts';
import { UndertoneStack } from '../../../infra/undertone-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'undertone-channels-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const stage of STAGES) {
  const { folder: name, module } = codeOf(stage);
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, `${module}.mjs`), 'export const handler = () => {};');
}

function templateWith(channels: TellingChannels, webhooks: Record<string, WebhookSetting> = {}): Template {
  const settings = { ...readDeploymentSettings(cdkJson.context, process.cwd()), channels, webhooks };
  return Template.fromStack(
    new UndertoneStack(new App(), 'undertone', settings, { functionsFolder: folder, pageFolder: null }),
  );
}

const BUS = { Name: 'undertone-webhooks' };

describe('a further channel', () => {
  it('is nowhere in a deployment that names none', () => {
    const template = templateWith({});
    for (const type of ['AWS::Events::EventBus', 'AWS::Events::ApiDestination', 'AWS::Events::Connection']) {
      template.resourceCountIs(type, 0);
    }
    expect(JSON.stringify(template.toJSON())).not.toContain('sns:Publish"],"Effect":"Allow","Resource":"*"');
  });
});

describe('text messages', () => {
  it('are sent to numbers and to no topic', () => {
    templateWith({ sms: { roles: ['corporate-security'] } }).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Action: 'sns:Publish', Effect: 'Allow', Resource: '*' },
          Match.objectLike({ Action: 'sns:Publish', Effect: 'Deny' }),
        ]),
      },
    });
  });
});

describe('a post to a chat', () => {
  const url = 'https://hooks.chat.example/services/one';
  const template = templateWith(
    { webhook: { roles: ['corporate-security', 'human-resources'] } },
    { 'corporate-security': { shape: 'slack', url }, 'human-resources': { shape: 'teams', url: `${url}/two` } },
  );

  it('goes by a bus and a rule a role, each to the address of that role', () => {
    template.hasResourceProperties('AWS::Events::EventBus', BUS);
    template.resourceCountIs('AWS::Events::ApiDestination', 2);
    template.hasResourceProperties('AWS::Events::ApiDestination', { InvocationEndpoint: url, HttpMethod: 'POST' });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: Match.objectLike({ source: ['undertone.notify'], detail: { role: ['corporate-security'] } }),
      Targets: [
        Match.objectLike({
          DeadLetterConfig: Match.anyValue(),
          InputTransformer: {
            InputPathsMap: { 'detail-text': '$.detail.text' },
            InputTemplate: '{"text":<detail-text>}',
          },
        }),
      ],
    });
  });

  it('has the shape that its receiver reads', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: Match.objectLike({ detail: { role: ['human-resources'] } }),
      Targets: [
        Match.objectLike({
          InputTransformer: { InputTemplate: Match.stringLikeRegexp('AdaptiveCard.*<detail-text>') },
        }),
      ],
    });
  });

  it('is put on the bus by notify alone, which knows no address', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'undertone-notify',
      Environment: { Variables: Match.objectLike({ WEBHOOK_BUS: Match.anyValue() }) },
    });
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    expect(JSON.stringify(functions)).not.toContain('hooks.chat.example');
  });

  it('that is given up rings', () => {
    for (const name of ['undertone-webhook-failed', 'undertone-channel-failed']) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: name });
    }
  });
});

describe('a deployment with every channel', () => {
  it('passes the rules of AwsSolutions, too', () => {
    const app = new App();
    const webhooks = { supervisor: { shape: 'slack' as const, url: 'https://hooks.chat.example/x' } };
    const channels = { sms: { roles: ['supervisor' as const] }, webhook: { roles: ['supervisor' as const] } };
    const settings = { ...readDeploymentSettings(cdkJson.context, process.cwd()), channels, webhooks };
    new UndertoneStack(app, 'undertone', settings, { functionsFolder: folder, pageFolder: null });
    const { violations } = new AwsSolutionsChecks().validateScope(app);
    expect(violations.map(({ ruleName, violatingResources }) => ({ ruleName, violatingResources }))).toEqual([]);
  });
});

describe('cdk.json', () => {
  it('is refused where it names an address for a role that the policy does not post to', () => {
    const context = {
      ...cdkJson.context,
      'undertone:webhooks': '{"market-president":{"shape":"slack","url":"https://hooks.chat.example/x"}}',
    };
    expect(() => readDeploymentSettings(context, process.cwd())).toThrow(
      /webhooks": has an address for market-president, which notify\.channels\.webhook .* does not name/,
    );
  });

  it.each(['http://hooks.chat.example/x', 'no address'])('is refused where an address is %s', (url) => {
    const context = { ...cdkJson.context, 'undertone:webhooks': { 'human-resources': { shape: 'slack', url } } };
    expect(() => readDeploymentSettings(context, process.cwd())).toThrow(/webhooks/);
  });
});
