import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { Policy } from '../../functions/contracts/policy.ts';
import { Roster } from '../../functions/contracts/roster.ts';

/** A file of settings is not what it should be; the message names the file, the place in it and what is wrong. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads `rules/policy.yml`. @throws SettingsError */
export function readPolicy(file: string): Policy {
  return readSettings(file, Policy);
}

/** The deployer's roster that the project's `cdk.json` names, as a path from the project's folder. */
export function configuredRosterFile(root: string): string {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, string> };
  return context['undertone:rosterFile'] ?? 'roster.yml';
}

/** Reads the deployer's roster. @throws SettingsError */
export function readRoster(file: string): Roster {
  return readSettings(file, Roster);
}

export function readSettings<T extends z.ZodType>(file: string, schema: T): z.infer<T> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new SettingsError(`${file} cannot be read as YAML: ${(cause as Error).message}`, { cause });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`)
    .join('\n');
  throw new SettingsError(`${file} is not as it should be:\n${faults}`, { cause: parsed.error });
}
