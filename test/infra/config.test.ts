import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, readDeploymentSettings, SettingsShape } from '../../infra/config.ts';
import { SETTINGS } from './support/synthesized.ts';

const PROJECT_FOLDER = process.cwd();

function settingsWith(changes: Record<string, unknown>) {
  const changed = Object.entries(changes).map(([name, value]) => [`undertone:${name}`, value]);
  return readDeploymentSettings({ ...SETTINGS, ...Object.fromEntries(changed) }, PROJECT_FOLDER);
}

function faultOf(changes: Record<string, unknown>): string {
  try {
    settingsWith(changes);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('The settings were accepted.');
}

describe('the deployment settings', () => {
  it('are read from the context, and what belongs to CDK is left alone', () => {
    const settings = settingsWith({});
    expect(settings.mailDomain).toBe('harborline.example');
    expect(settings.consoleDomain).toBeUndefined();
    expect(
      readDeploymentSettings({ ...SETTINGS, '@aws-cdk/core:checkSecretUsage': true, '// a': 'b' }, PROJECT_FOLDER),
    ).toEqual(settings);
  });

  it('may come from the command line, where a list is commas and a number is text', () => {
    const settings = settingsWith({
      intakeRecipients: 'Help@Harborline.example, threats@harborline.example',
      intakeRetentionDays: '150',
    });
    expect(settings.intakeRecipients).toEqual(['help@harborline.example', 'threats@harborline.example']);
    expect(settings.intakeRetentionDays).toBe(150);
  });

  it('look up keys of the large providers unless they say otherwise, and of domains that they add', () => {
    expect(settingsWith({})).toMatchObject({ dkimLookUps: 'listed', dkimDomains: [] });
    expect(settingsWith({ dkimDomains: '' }).dkimDomains).toEqual([]);
    expect(settingsWith({ dkimDomains: 'ISP.example, b.example' }).dkimDomains).toEqual(['isp.example', 'b.example']);
  });

  it('keep a contact longer than its original, which would else be read into a contact again', () => {
    expect(faultOf({ intakeRetentionDays: 180 })).toMatch(
      /"undertone:intakeRetentionDays": is 180, and contacts are kept for 180 days .* at least 181/,
    );
  });

  it.each([
    [
      'a missing setting',
      { mailDomain: undefined },
      /"undertone:mailDomain": is missing\. The domain whose mail SES receives/,
    ],
    [
      'a domain that is none',
      { mailDomain: 'https://harborline' },
      /mailDomain": is "https:\/\/harborline"; must be a domain/,
    ],
    [
      'an address that is none',
      { alarmAddress: 'the operator' },
      /alarmAddress": is "the operator"; must be a mail address/,
    ],
    [
      'one bad recipient of two',
      { intakeRecipients: ['a@harborline.example', 'b@'] },
      /intakeRecipients".*entry 2 must be a mail address or a domain/,
    ],
    ['no recipient', { intakeRecipients: [] }, /intakeRecipients": is \[\]; must name at least one/],
    ['evidence held too short', { evidenceRetentionYears: 4 }, /evidenceRetentionYears": is 4; must be at least 5/],
    ['look-ups of every domain', { dkimLookUps: 'all' }, /dkimLookUps": is "all"; must be 'listed' or 'off'/],
    [
      'a domain for look-ups that is none',
      { dkimDomains: ['isp.example', '@x'] },
      /dkimDomains".*entry 2 must be a domain name/,
    ],
    ['half a year', { evidenceRetentionYears: 5.5 }, /evidenceRetentionYears": is 5.5; must be/],
    ['no number at all', { intakeRetentionDays: 'some' }, /intakeRetentionDays": is "some"; must be/],
    [
      'raw mail deleted inside the window',
      { intakeRetentionDays: 90 },
      /must be at least 101: a pattern reaches back 90 days/,
    ],
    [
      'a name that cannot begin a bucket',
      { deploymentName: 'Under_Tone' },
      /deploymentName": is "Under_Tone"; must be 2 to 20 lower-case/,
    ],
    [
      'a certificate that CloudFront cannot see',
      { consoleCertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/a' },
      /in us-east-1/,
    ],
    [
      'a mistyped setting',
      { mailDomian: 'x.example' },
      /"undertone:mailDomian": is not a setting; the settings are deploymentName, mailDomain/,
    ],
  ])('are refused with %s, saying which, what is wrong and what it must be', (_, changes, message) => {
    expect(faultOf(changes)).toMatch(message);
  });

  it('are refused with all their faults at once, and where to correct them', () => {
    const fault = faultOf({ mailDomain: '', alarmAddress: '', evidenceRetentionYears: 1 });
    expect(fault.match(/^ {2}- /gm)).toHaveLength(3);
    expect(fault).toMatch(/Correct them in the "context" of cdk.json, or pass -c undertone:NAME=VALUE\.$/);
  });
});

describe('settings that contradict each other', () => {
  it.each([
    [
      'a recipient elsewhere',
      { intakeRecipients: ['threats@harborline.example', 'help@other.example'] },
      /help@other.example is not at harborline.example/,
    ],
    [
      'a sender that is not verified',
      { senderAddress: 'undertone@other.example' },
      /senderAddress": undertone@other.example is not at harborline.example/,
    ],
    [
      'a sender that is taken in',
      { senderAddress: 'threats@harborline.example' },
      /senderAddress": threats@harborline.example is among intakeRecipients/,
    ],
    [
      'a sender in a domain that is taken in whole',
      { intakeRecipients: ['harborline.example'] },
      /senderAddress": undertone@harborline.example is among/,
    ],
    [
      'an operator who is taken in',
      { alarmAddress: 'customers@harborline.example' },
      /alarmAddress": customers@harborline.example is among/,
    ],
    [
      'a supervisor who is taken in',
      { intakeRecipients: ['threats@harborline.example', 'ruth.okafor@harborline.example'] },
      /takes in ruth.okafor@harborline.example, where .* is told of cases/,
    ],
    [
      'a console domain without a certificate',
      { consoleDomain: 'cases.harborline.example' },
      /consoleDomain": needs consoleCertificateArn/,
    ],
    ['a roster that is not there', { rosterFile: 'people.yml' }, /rosterFile": there is no file people.yml/],
    ['a roster that is none', { rosterFile: 'rules/policy.yml' }, /rosterFile": .*policy.yml is not as it should be/],
    [
      'the address that employees forward to left out',
      { intakeRecipients: ['customers@harborline.example'] },
      /lacks threats@harborline.example, where the roster says that employees forward to/,
    ],
    [
      'another retention than the policy has',
      { evidenceRetentionYears: 9 },
      /is 9 and rules\/policy.yml.* says \d+ .*make them the same/,
    ],
  ])('are refused: %s', (_, changes, message) => {
    expect(faultOf(changes)).toMatch(message);
  });

  it('do not include a sender of another domain when its identity exists already', () => {
    expect(settingsWith({ sesIdentity: 'existing', senderAddress: 'cases@other.example' }).senderAddress).toBe(
      'cases@other.example',
    );
  });
});

describe('cdk.json', () => {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };

  it('explains every setting in the words of its definition, just before its value', () => {
    const keys = Object.keys(context);
    for (const [name, schema] of Object.entries(SettingsShape.shape)) {
      expect(context[`// ${name}`], name).toBe(schema.description);
      expect(keys.indexOf(`undertone:${name}`), name).toBe(keys.indexOf(`// ${name}`) + 1);
    }
  });

  it('holds values that work', () => {
    expect(() => readDeploymentSettings(context, PROJECT_FOLDER)).not.toThrow();
  });
});
