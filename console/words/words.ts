import type { Channel, Disposition, Lane, Priority, ThreatType } from '../../functions/contracts/vocabulary.ts';

/* The words of the contracts as a person reads them. */

export const LANES: Readonly<Record<Lane, string>> = {
  security: 'Security',
  hr: 'Human resources',
  crisis: 'Crisis',
  unscored: 'Could not be read',
};

export const PRIORITIES: Readonly<Record<Priority, string>> = {
  P0: 'P0 Imminent',
  P1: 'P1 Serious',
  P2: 'P2 Threat',
  P3: 'P3 Pattern or abuse',
};

export const CHANNELS: Readonly<Record<Channel, string>> = {
  email: 'Email',
  chat: 'Chat',
  phone: 'Phone',
  'in-person': 'In person',
  'social-media': 'Social media',
};

export const THREAT_TYPES: Readonly<Record<ThreatType, string>> = {
  direct: 'Direct threat',
  implied: 'Implied threat',
  perceived: 'Felt as a threat',
};

/** How a case ends. What each means is in the policy, and is shown beside it. */
export const DISPOSITIONS: Readonly<Record<Disposition, string>> = {
  'imminent-handed-to-law-enforcement': 'Imminent, handed to law enforcement',
  'credible-monitor': 'Credible, to be watched',
  'harassment-pattern': 'Harassment pattern',
  'abusive-no-threat': 'Abusive, no threat',
  'self-harm-referred': 'Self-harm, referred to help',
  'report-employee-review': 'Report of an employee, reviewed',
  'protected-complaint': 'Protected complaint',
  'not-a-threat': 'Not a threat',
  'misdirected-or-spam': 'Misdirected or spam',
  'insufficient-monitor': 'Too little to decide, to be watched',
};

/** `surveillance-stalking` → `Surveillance stalking`: for names that are words already. */
export function plain(name: string): string {
  const words = name
    .replaceAll('-', ' ')
    .replace(/\bhr\b/g, 'HR')
    .replace(/\bself harm\b/g, 'self-harm');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How soon, as far as the words say (requirement 13). */
export const IMMINENCES = [
  'nothing said of when',
  'without a date',
  'on a condition, or by a deadline',
  'within 72 hours, or says that they will come',
  'now',
] as const;

export const SEVERITIES = [
  'Complaint',
  'Abuse',
  'Implied threat or targeted harassment',
  'Injury or stalking',
  'Lethal or mass',
] as const;
