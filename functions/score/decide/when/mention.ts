/**
 * What a time in a text says of when: so many hours from the message; days, in milliseconds on the wall of the place, half-open; times of
 * day, in minutes after midnight, one for each way to read it; or a part of some day, such as the end of a shift, which may be one `ofAnyDay` ("in the morning").
 */
export type When =
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'days'; readonly from: number; readonly to: number; readonly atLeastHours?: number }
  | { readonly kind: 'clock'; readonly minutes: readonly number[]; readonly atLeastHours?: number }
  | { readonly kind: 'part'; readonly ofAnyDay?: boolean };

/** A time, and the words that say it: half-open. */
export interface Mention {
  readonly first: number;
  readonly last: number;
  readonly when: When;
  /** It can be nothing but future ("tomorrow", "next week"), whatever tense stands beside it. */
  readonly future?: boolean;
}
