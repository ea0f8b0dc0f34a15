import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import type { RetentionPolicy } from '../functions/contracts/retention.ts';
import type { Roster, RosterPerson } from '../functions/contracts/roster.ts';
import type { TellingChannels } from '../functions/contracts/telling-policy.ts';
import { RosterRole } from '../functions/contracts/vocabulary.ts';
import { readPolicy, readRoster, SettingsError } from './assets/policy.ts';

/** What a deployer must choose is missing or cannot work. Every fault is listed, so that one run shows them all. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Settings live in the `context` of cdk.json under this prefix, or on the command line as `-c undertone:mailDomain=…`. */
export const SETTING_PREFIX = 'undertone:';

/** The longest window that a conduct detection may look back over, in days (requirement 16). */
export const LONGEST_CONDUCT_WINDOW_DAYS = 90;

/** Beyond the window: time to find out that something is stuck, and to redrive it. */
const MARGIN_DAYS = 10;

/** How long an original must be there, however it got there: its pattern may show on the window's last day. */
export const ORIGINALS_NEEDED_DAYS = LONGEST_CONDUCT_WINDOW_DAYS + MARGIN_DAYS;

/** One day as the newest version, then {@link ORIGINALS_NEEDED_DAYS}; see the lifecycle rule in infra/pipeline/intake.ts. */
const LEAST_INTAKE_DAYS = ORIGINALS_NEEDED_DAYS + 1;

const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

const Domain = z.string().trim().toLowerCase().regex(DOMAIN, 'must be a domain name such as mail.example.com');
const Address = z.email('must be a mail address such as alarms@example.com').trim().toLowerCase();
const AddressOrDomain = z.union([Address, Domain], { error: 'must be a mail address or a domain name' });

/** The command line gives text only: `5` for a number, `a, b` for a list. */
const wholeNumber = z.preprocess((value) => (typeof value === 'string' ? Number(value) : value), z.int());
const list = <T extends z.ZodType>(item: T, least = 1) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value),
    z.array(item).min(least, 'must name at least one'),
  );
/** An optional setting may stand in cdk.json as an empty text, so that a reader sees that it exists. */
const optional = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), item.optional());

/** Where EventBridge posts for a role, and what the receiver reads. */
const WebhookSetting = z.strictObject({
  shape: z.enum(['slack', 'teams']),
  url: z.url({ protocol: /^https$/, error: 'must be an address that begins with https://' }),
});
export type WebhookSetting = z.infer<typeof WebhookSetting>;

/** The command line gives an object as JSON. What is none stays as it is, and is refused as such. */
function readJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value === '') return {};
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The settings by name. The descriptions are what cdk.json shows beside each value; a test holds the two together. */
export const SettingsShape = z.strictObject({
  deploymentName: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/, 'must be 2 to 20 lower-case letters, digits and hyphens, a letter first')
    .describe(
      'Prefix of the stack, queue, function and alarm names. Give a second deployment in the same account another one.',
    ),
  mailDomain: Domain.describe(
    'The domain whose mail SES receives for this deployment and from which it sends. Its MX and DKIM records are printed after the deploy.',
  ),
  sesIdentity: z
    .enum(['create', 'existing'])
    .describe(
      "'create' verifies mailDomain with SES; 'existing' when this account and region have verified it already.",
    ),
  intakeRecipients: list(AddressOrDomain).describe(
    "The addresses (or the whole domain) that are taken in: customers' mail that your mail system copies here, and what employees forward.",
  ),
  senderAddress: Address.describe(
    'Notifications to supervisors come from this address. Never one that is taken in: an automatic reply would open a case, which would notify, and so on.',
  ),
  alarmAddress: Address.describe(
    'The operator: every alarm goes here, with a link to its section of docs/runbook.md. SNS sends a confirmation first.',
  ),
  rosterFile: z
    .string()
    .min(1)
    .describe('Your people, roles and calendar (YAML; functions/contracts/roster.ts says what is in it).'),
  evidenceRetentionYears: wholeNumber
    .pipe(z.int().min(5, 'must be at least 5 (records are held for five years, requirement 36)').max(100))
    .describe(
      'How long the vault holds an original, at least 5. Object Lock in compliance mode: nobody can shorten it later.',
    ),
  intakeRetentionDays: wholeNumber
    .pipe(
      z
        .int()
        .min(
          LEAST_INTAKE_DAYS,
          `must be at least ${LEAST_INTAKE_DAYS}: a pattern reaches back ${LONGEST_CONDUCT_WINDOW_DAYS} days, and its originals must still be there to preserve`,
        )
        .max(3650),
    )
    .describe('After so many days the raw bytes of what nobody flagged are deleted. At least 101.'),
  dkimLookUps: z
    .enum(['listed', 'off'], "must be 'listed' or 'off'")
    .default('listed')
    .describe(
      "Whether DKIM keys are looked up for an original that an employee attached: 'listed' (large mailbox providers and dkimDomains) or 'off'.",
    ),
  dkimDomains: z
    .preprocess((value) => (value === '' || value === undefined ? [] : value), list(Domain, 0))
    .default([])
    .describe(
      "Domains beside those whose keys may be looked up. A domain's owner sees such a look-up on his name server: never name one that a customer could own.",
    ),
  consoleDomain: optional(Domain).describe(
    "The console's own domain name, or empty for the one that CloudFront gives. Notifications link to it.",
  ),
  consoleCertificateArn: optional(
    z
      .string()
      .regex(
        /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/,
        'must be the ARN of an ACM certificate in us-east-1, where CloudFront looks for it',
      ),
  ).describe('The ACM certificate for consoleDomain, in us-east-1. Empty when consoleDomain is.'),
  webhooks: z
    .preprocess(readJson, z.partialRecord(RosterRole, WebhookSetting))
    .default({})
    .describe(
      'Addresses of chat channels by role of the roster, such as {"corporate-security": {"shape": "slack", "url": "https://…"}}; shape is slack or teams. For the roles under notify.channels.webhook of rules/policy.yml. An address is a secret: pass it with -c.',
    ),
  runbookUrl: z
    .string()
    .min(1)
    .describe('Where the people who get alarms read the runbook: a path in this repository or an address of your own.'),
});

/** What the deployer chose, checked. Sizes and times have their unit in the name. */
export type Settings = z.infer<typeof SettingsShape> & {
  /** Of `rules/policy.yml`, as the next. */
  readonly retention: RetentionPolicy;
  /** Of `rules/policy.yml`: what is not named there is not deployed. */
  readonly channels: TellingChannels;
};

function within(domain: string, address: string): boolean {
  const host = address.slice(address.lastIndexOf('@') + 1);
  return host === domain || host.endsWith(`.${domain}`);
}

/** Faults that only show when two settings are read together. */
function contradictions(
  settings: z.infer<typeof SettingsShape>,
  projectFolder: string,
): [name: string, fault: string][] {
  const { mailDomain, intakeRecipients, senderAddress, alarmAddress } = settings;
  const faults: [string, string][] = [];
  for (const recipient of intakeRecipients) {
    if (!within(mailDomain, recipient)) {
      faults.push(['intakeRecipients', `${recipient} is not at ${mailDomain}, and SES receives for mailDomain only`]);
    }
  }
  if (settings.sesIdentity === 'create' && !senderAddress.endsWith(`@${mailDomain}`)) {
    faults.push(['senderAddress', `${senderAddress} is not at ${mailDomain}, the domain that is verified for sending`]);
  }
  const takenIn = (address: string) =>
    intakeRecipients.some(
      (recipient) => recipient === address || recipient === address.slice(address.indexOf('@') + 1),
    );
  for (const [name, address] of [
    ['senderAddress', senderAddress],
    ['alarmAddress', alarmAddress],
  ] as const) {
    if (takenIn(address)) {
      faults.push([
        name,
        `${address} is among intakeRecipients; a bounce or an automatic reply to it would be taken in as a report`,
      ]);
    }
  }
  if ((settings.consoleDomain === undefined) !== (settings.consoleCertificateArn === undefined)) {
    faults.push(['consoleDomain', 'needs consoleCertificateArn, and the other way round; fill in both or neither']);
  }
  const roster = rosterOf(settings, projectFolder);
  if (typeof roster === 'string') faults.push(['rosterFile', roster]);
  else {
    for (const address of roster.intakeAddresses.filter((intake) => !takenIn(intake))) {
      faults.push([
        'intakeRecipients',
        `lacks ${address}, where the roster says that employees forward to; SES would refuse their mail`,
      ]);
    }
    for (const { name, addresses } of roster.people.filter(isTold)) {
      for (const address of addresses.filter(takenIn)) {
        faults.push([
          'intakeRecipients',
          `takes in ${address}, where ${name} is told of cases; each notification would be taken in as a report`,
        ]);
      }
    }
  }
  const policy = readPolicy(resolve(projectFolder, 'rules/policy.yml'));
  const posted = policy.notify.channels.webhook?.roles ?? [];
  for (const role of posted.filter((one) => settings.webhooks[one] === undefined)) {
    faults.push(['webhooks', `has no address for ${role}, which notify.channels.webhook of rules/policy.yml names`]);
  }
  for (const role of Object.keys(settings.webhooks).filter((one) => !posted.some((other) => other === one))) {
    faults.push([
      'webhooks',
      `has an address for ${role}, which notify.channels.webhook of rules/policy.yml does not name`,
    ]);
  }
  const days = policy.retention.unflagged_contact_days;
  // A contact outlives its original: an original without a contact would be read into one again.
  const leastDays = Math.max(ORIGINALS_NEEDED_DAYS, settings.intakeRetentionDays) + 1;
  if (days < leastDays) {
    faults.push([
      'intakeRetentionDays',
      `is ${settings.intakeRetentionDays}, and contacts are kept for ${days} days (retention.unflagged_contact_days of rules/policy.yml); make that at least ${leastDays}`,
    ]);
  }
  const policyYears = policy.evidence.retention_years;
  if (policyYears !== settings.evidenceRetentionYears) {
    faults.push([
      'evidenceRetentionYears',
      `is ${settings.evidenceRetentionYears} and rules/policy.yml, by which each original is held, says ${policyYears} (evidence.retention_years); make them the same`,
    ]);
  }
  return faults;
}

/** Someone in a role that notifications go to; a reporting associate is none. */
function isTold({ roles }: RosterPerson): boolean {
  return roles.some((role) => role !== 'reporting-associate');
}

/** The roster, or what is wrong with it. */
function rosterOf({ rosterFile }: Pick<Settings, 'rosterFile'>, projectFolder: string): Roster | string {
  const file = resolve(projectFolder, rosterFile);
  if (!existsSync(file)) return `there is no file ${rosterFile} in the project folder`;
  try {
    return readRoster(file);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
}

function describeFaults(faults: readonly (readonly [name: string, fault: string])[]): string {
  const lines = faults.map(([name, fault]) => `  - "${SETTING_PREFIX}${name}": ${fault}`);
  return [
    'The deployment settings cannot be used:',
    ...lines,
    `Correct them in the "context" of cdk.json, or pass -c ${SETTING_PREFIX}NAME=VALUE.`,
  ].join('\n');
}

/** What one issue of the schema means to the deployer. */
function faultsOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): [name: string, fault: string][] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(SettingsShape.shape).join(', ');
    return issue.keys.map((key) => [key, `is not a setting; the settings are ${known}`]);
  }
  const [name = '', entry] = issue.path.map(String);
  if (given[name] === undefined) {
    const description = SettingsShape.shape[name as keyof typeof SettingsShape.shape]?.description;
    return [[name, `is missing. ${description ?? ''}`]];
  }
  const which = entry === undefined ? '' : `entry ${Number(entry) + 1} `;
  const must = issue.message.startsWith('must') ? issue.message : `must be otherwise (${issue.message})`;
  return [[name, `is ${JSON.stringify(given[name])}; ${which}${must}`]];
}

/**
 * Reads the deployer's settings from CDK context.
 * @param context every key of the app's context; those without the prefix are CDK's own and left alone.
 * @param projectFolder what `rosterFile` is relative to.
 * @throws ConfigurationError listing each fault: which setting, what is wrong, what to do.
 */
export function readDeploymentSettings(context: Readonly<Record<string, unknown>>, projectFolder: string): Settings {
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(context)) {
    if (key.startsWith(SETTING_PREFIX)) given[key.slice(SETTING_PREFIX.length)] = value;
  }
  const parsed = SettingsShape.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, given));
    throw new ConfigurationError(describeFaults(faults), { cause: parsed.error });
  }
  const faults = contradictions(parsed.data, projectFolder);
  if (faults.length > 0) throw new ConfigurationError(describeFaults(faults));
  const { notify, retention } = readPolicy(resolve(projectFolder, 'rules/policy.yml'));
  return { ...parsed.data, channels: notify.channels, retention };
}
