import * as z from 'zod';

/** Where a contact came from (requirement 1). The values are exact. */
export const Channel = z.enum(['email', 'chat', 'phone', 'in-person', 'social-media']);
export type Channel = z.infer<typeof Channel>;

/** The kinds of language of concern (requirement 10). One detection has one category; a contact may show several. */
export const Category = z.enum([
  'violence-recipient',
  'violence-others',
  'weapon-capability',
  'bomb-arson',
  'self-harm',
  'surveillance-stalking',
  'approach',
  'wish-harm',
  'ultimatum',
  'leakage',
  'doxxing',
  'sexual-harassment',
  'protected-trait',
  'abuse',
  'obsessive-attachment',
  'personal-report',
  'concerning-behaviour',
]);
export type Category = z.infer<typeof Category>;

/** What a subject is after, so that it makes one case: `purposes` in `rules/policy.yml`, where a deployer may name others. */
export const Purpose = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
export type Purpose = z.infer<typeof Purpose>;

/** Requirement 9, exact. A conditional or veiled threat is `implied`; an act, a look or a fear without words is `perceived`. */
export const ThreatType = z.enum(['direct', 'implied', 'perceived']);
export type ThreatType = z.infer<typeof ThreatType>;

/** P0 acknowledges in minutes, P3 in a business day (requirement 20); the clocks themselves are in `rules/policy.yml`. */
export const Priority = z.enum(['P0', 'P1', 'P2', 'P3']);
export type Priority = z.infer<typeof Priority>;

/** Where a case waits for a person. `unscored` holds what could not be read or scored (requirement 6). */
export const Lane = z.enum(['security', 'hr', 'crisis', 'unscored']);
export type Lane = z.infer<typeof Lane>;

/** Requirement 13: 0 complaint, 1 abuse, 2 implied threat or targeted harassment, 3 injury or stalking, 4 lethal or mass. */
export const Severity = z.int().min(0).max(4);
/** Requirement 13: 0 none, 1 undated, 2 conditional or deadline, 3 within 72 h or arrival stated, 4 now. */
export const Imminence = z.int().min(0).max(4);
/** Requirement 13: one each for a named target, a place or time, means, a preparatory act. */
export const Specificity = z.int().min(0).max(4);

/** How a case was closed (requirement 34). None of them means "no risk"; definitions are in `rules/policy.yml`. */
export const Disposition = z.enum([
  'imminent-handed-to-law-enforcement',
  'credible-monitor',
  'harassment-pattern',
  'abusive-no-threat',
  'self-harm-referred',
  'report-employee-review',
  'protected-complaint',
  'not-a-threat',
  'misdirected-or-spam',
  'insufficient-monitor',
]);
export type Disposition = z.infer<typeof Disposition>;

/** The levels that a missed clock climbs, and those who are told (requirement 21), in the deployer's terms. */
export const RosterRole = z.enum([
  'reporting-associate',
  'supervisor',
  'next-level-manager',
  'market-president',
  'internal-control-specialist',
  'account-officer',
  'human-resources',
  'corporate-security',
  'law-enforcement',
]);
export type RosterRole = z.infer<typeof RosterRole>;

/** Who signs in to the console (requirement 29); the groups of the user pool. */
export const ConsoleRole = z.enum(['supervisor', 'security', 'hr', 'legal', 'auditor', 'operator']);
export type ConsoleRole = z.infer<typeof ConsoleRole>;

/** A kind of record with its own readers (requirement 29): the API filters by it before it folds. */
export const Track = z.enum(['handling', 'employee-review']);
export type Track = z.infer<typeof Track>;

/** A moment in UTC, ISO 8601 with milliseconds: fixed width, so that its text order is its time order. */
export const Instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export type Instant = z.infer<typeof Instant>;

/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
