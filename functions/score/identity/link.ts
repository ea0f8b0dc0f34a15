import {
  LINKING_STAGE,
  type LinkEvidence,
  type LinkStrength,
  type MarkBearer,
  type MarkKind,
  type MarkPlace,
  type SubjectLink,
} from '../../contracts/identity.ts';
import type { Instant } from '../../contracts/vocabulary.ts';

/**
 * A mark that more subjects bear than this says nothing of any of them: a hotline in everyone's mail, a form letter, a common name. For a
 * number a person may have used more addresses than a handful; a style that four people have is a style.
 */
export const MOST_BEARERS: Record<MarkKind, number> = {
  account: 8,
  phone: 8,
  thread: 4,
  // The mailbox and whoever fails its check are two.
  address: 3,
  signature: 3,
  'display-name': 3,
  words: 3,
  phrase: 3,
};
/** Of the evidence of one kind so much is kept: more of the same does not make it truer. */
const MOST_OF_A_KIND: Record<MarkKind, number> = {
  account: 4,
  phone: 4,
  thread: 4,
  address: 1,
  signature: 2,
  'display-name': 2,
  words: 2,
  phrase: 2,
};

/** A mark, and who bears it. */
export interface BorneMark {
  readonly kind: MarkKind;
  readonly hash: string;
  readonly bearers: readonly MarkBearer[];
}

/** What a person decided of two subjects. */
export type LinkDecision = Pick<SubjectLink, 'state' | 'by' | 'at'>;

/** The decision that a link records; null where only evidence stands behind it. */
export function decisionOf(link: Pick<SubjectLink, 'state' | 'by' | 'at'> | null): LinkDecision | null {
  return link === null || link.by === LINKING_STAGE ? null : { state: link.state, by: link.by, at: link.at };
}

/**
 * What links two subjects, from the marks that both bear and a person's decision, if there is one. Strong evidence joins them; weak
 * evidence, however much of it, is a suggestion to a person; a decision stands against any evidence. It depends on the sets alone, in
 * no order. Null where nothing links them.
 */
export function linkBetween(
  subjectId: string,
  otherId: string,
  marks: readonly BorneMark[],
  decision: LinkDecision | null,
): SubjectLink | null {
  const found = new Map<string, Found>();
  for (const mark of marks) {
    const evidence = evidenceOf(mark, subjectId, otherId);
    if (evidence !== null) found.set(`${mark.kind}#${mark.hash}`, evidence);
  }
  const ordered = [...found.values()].sort(byWeight);
  const kept = ordered.filter(
    ({ evidence: { kind } }, at) =>
      ordered.slice(0, at).filter((other) => other.evidence.kind === kind).length < MOST_OF_A_KIND[kind],
  );
  const strength = kept[0]?.evidence.strength;
  if (strength === undefined && decision === null) return null;
  const since = kept.filter(({ evidence }) => evidence.strength === strength).map(({ at }) => at);
  const byEvidence: LinkDecision = {
    state: strength === 'strong' ? 'joined' : 'suggested',
    by: LINKING_STAGE,
    at: since.sort()[0] ?? '',
  };
  return {
    subjectId,
    otherId,
    ...(decision ?? byEvidence),
    strength: strength ?? 'weak',
    evidence: kept.map(({ evidence }) => evidence),
  };
}

interface Found {
  readonly evidence: LinkEvidence;
  readonly at: Instant;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byWeight = ({ evidence: a }: Found, { evidence: b }: Found): number =>
  order(a.strength, b.strength) || order(a.kind, b.kind) || order(a.mark, b.mark);

const idsOf = ({ evidence }: Found): string => [...evidence.contactIds].sort().join(' ');

/** Whether so many bear a mark that it says nothing. Senders who are not proven count only among themselves: they could be made up. */
function isCommon({ kind, bearers }: BorneMark, isProven: boolean): boolean {
  const counted = bearers.filter(({ proven }) => proven || !isProven);
  return new Set(counted.map(({ subjectId }) => subjectId)).size > MOST_BEARERS[kind];
}

function evidenceOf(mark: BorneMark, subjectId: string, otherId: string): Found | null {
  const of = (id: string) => mark.bearers.filter((bearer) => bearer.subjectId === id);
  const pairs = of(subjectId).flatMap((one) => of(otherId).flatMap((other) => weighed(mark, one, other) ?? []));
  return (
    pairs.sort(
      (a, b) =>
        byWeight(a, b) || order(a.at, b.at) || order(idsOf(a), idsOf(b)) || order(a.evidence.why, b.evidence.why),
    )[0] ?? null
  );
}

function weighed(mark: BorneMark, one: MarkBearer, other: MarkBearer): Found | null {
  const areProven = one.proven && other.proven;
  if (isCommon(mark, areProven)) return null;
  const reason = reasonOf(mark.kind, one.place, other.place);
  if (reason === null) return null;
  const doubt = reason.strength === 'strong' ? doubtOf(mark.kind, one, other) : null;
  const why = doubt === null ? reason.why : `${reason.why}, but ${doubt}`;
  return {
    at: [one.at, other.at].sort()[1] as Instant,
    evidence: {
      kind: mark.kind,
      mark: mark.hash,
      strength: doubt === null ? reason.strength : 'weak',
      why,
      contactIds: [one.contactId, other.contactId],
    },
  };
}

interface Reason {
  readonly strength: LinkStrength;
  readonly why: string;
}

const SAME: Record<Exclude<MarkKind, 'account' | 'phone' | 'thread'>, Reason> = {
  address: { strength: 'weak', why: 'One fails the check of who sent it and claims the address of the other' },
  signature: { strength: 'weak', why: 'Both sign with the same block' },
  'display-name': { strength: 'weak', why: 'Both show the same full name' },
  words: { strength: 'weak', why: 'Both sent the very same words' },
  phrase: { strength: 'weak', why: 'Both use the same rare phrase' },
};

function reasonOf(kind: MarkKind, one: MarkPlace, other: MarkPlace): Reason | null {
  if (kind === 'account') return reasonOfAccount(new Set([one, other]));
  if (kind === 'phone') return reasonOfPhone(new Set([one, other]));
  if (kind !== 'thread') return SAME[kind];
  // Two who answer one message got the same mail; two who claim one Message-ID have one program, or one of them copies.
  const places = [one, other];
  if (!places.includes('sent') || one === other) return null;
  return places.includes('answered')
    ? { strength: 'strong', why: 'One answers what the company wrote in a thread that the other began' }
    : { strength: 'weak', why: 'One answers a mail of the other' };
}

function reasonOfAccount(places: ReadonlySet<MarkPlace>): Reason | null {
  if (!places.has('mentioned'))
    return { strength: 'strong', why: 'Both give the same account, customer, policy or order number as their own' };
  return places.size === 1
    ? null
    : { strength: 'weak', why: 'One writes “our” of the account, customer, policy or order number of the other' };
}

function reasonOfPhone(places: ReadonlySet<MarkPlace>): Reason | null {
  if (places.has('mentioned')) {
    return places.size === 1 ? null : { strength: 'weak', why: 'One writes a telephone number that is the other’s' };
  }
  if (places.has('caller'))
    return { strength: 'strong', why: 'One calls from the telephone number that the other gives' };
  const areSigned = places.size === 1 && places.has('signature');
  return areSigned
    ? { strength: 'strong', why: 'Both have the same telephone number in their signature' }
    : { strength: 'weak', why: 'Both give the same telephone number as their own' };
}

/** Numbers are given for a relative, a client or an employer, and by whoever found them; a thread was sent to one mailbox. */
const MAY_BE_ANOTHERS: readonly MarkKind[] = ['account', 'phone'];

/** Why what is strong of one kind is only a suggestion here; null where nothing speaks against it. */
function doubtOf(kind: MarkKind, one: MarkBearer, other: MarkBearer): string | null {
  if (!one.proven || !other.proven) return 'it is not proven who sent one of them';
  if (one.name === null || other.name === null || one.name.whole === other.name.whole) return null;
  if (one.name.family === other.name.family) return 'two first names of one family name may be two people';
  const isSwitchboard = kind === 'phone' && one.place === 'signature' && other.place === 'signature';
  if (isSwitchboard) return 'with two names it may be the number of an office';
  return MAY_BE_ANOTHERS.includes(kind) ? 'with two names it may be given for somebody else' : null;
}
