import type { HeldReason } from '../../contracts/retention.ts';

/** Why something is held in words, and the rules that let a company hold it. Not legal advice: legal answers the person. */
export interface HeldBecause {
  readonly why: string;
  readonly basis: string;
}

/** What is reasonably needed for people's safety, and for claims. */
const SAFETY = 'Cal. Civ. Code 1798.105(d)(2) (security and integrity) and 1798.145(a) (claims); GDPR Art. 17(3)(e)';
const RECORDS =
  'Cal. Civ. Code 1798.105(d)(8) (legal obligation), Cal. Labor Code 6401.9(f) (records of workplace violence); GDPR Art. 17(3)(b)';

export const HELD_BECAUSE: Readonly<Record<HeldReason, HeldBecause>> = {
  'in-case': {
    why: 'A case of threats or harassment stands on it. Its original is evidence, which nobody can delete before its time.',
    basis: `${SAFETY}; ${RECORDS}`,
  },
  flagged: { why: 'It was flagged, and a case opens on it.', basis: SAFETY },
  settling: {
    why: 'It came in a moment ago and may be on its way into a case. It is looked at again every few hours, without being asked.',
    basis: SAFETY,
  },
  'of-a-case': {
    why: 'A case of this person is open or within its retention, and is understood by it: who is one person, and what they did when.',
    basis: SAFETY,
  },
  told: { why: 'It says what the company told this person, such as to stop.', basis: SAFETY },
  audit: {
    why: 'It says who looked at this person’s data, and nothing of the person.',
    basis: 'Cal. Civ. Code 1798.105(d)(8); GDPR Art. 5(2) and 17(3)(b)',
  },
};
