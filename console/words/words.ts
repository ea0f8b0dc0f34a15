import type {
  Category,
  Channel,
  Disposition,
  Lane,
  Priority,
  ThreatType,
} from '../../functions/contracts/vocabulary.ts';

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

/** `surveillance-stalking` → `Surveillance stalking`: for names that are words already. */
export function plain(name: Category | Disposition | string): string {
  const words = name.replaceAll('-', ' ').replace(/\bhr\b/g, 'HR');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const SEVERITIES = [
  'Complaint',
  'Abuse',
  'Implied threat or targeted harassment',
  'Injury or stalking',
  'Lethal or mass',
] as const;
