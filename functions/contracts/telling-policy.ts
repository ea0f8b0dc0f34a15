import * as z from 'zod';
import { RosterRole } from './vocabulary.ts';

const Roles = z
  .array(RosterRole)
  .min(1)
  .refine((roles) => !roles.includes('law-enforcement'), {
    error: 'must not name law-enforcement: nothing calls the police by itself',
  });

/** Who gets one mail a day, and when: hours and minutes in the roster's time zone. */
export const Digest = z.strictObject({
  roles: Roles,
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "08:00"'),
});
export type Digest = z.infer<typeof Digest>;

/** The roles that are told by a channel as well. `webhook` needs an address for each in cdk.json. */
export const TellingChannels = z.strictObject({
  sms: z.strictObject({ roles: Roles }).optional(),
  webhook: z.strictObject({ roles: Roles }).optional(),
});
export type TellingChannels = z.infer<typeof TellingChannels>;
