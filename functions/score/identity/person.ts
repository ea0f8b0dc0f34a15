import type { LinkEvidence, SubjectLink } from '../../contracts/identity.ts';
import { decisionOf } from './link.ts';

/** A person with more addresses than this is read no further: each is one more history to read at every contact. */
export const MOST_SUBJECTS = 16;

/**
 * The subjects that are one person with `subjectId`, in the order of their ids, itself among them, by all links that are known around
 * it. They are the same for each of them, whatever the order of the links:
 * - Only `joined` links join, and no person holds two subjects that were parted, whoever stands between them.
 * - A subject that two others are linked to by different numbers of the same kind, who know nothing of each other, is a mailbox that
 *   two people share: evidence joins it to neither.
 * - Decisions of people come first, then strong evidence in order of time; at most {@link MOST_SUBJECTS}.
 */
export function personOf(subjectId: string, links: readonly SubjectLink[]): string[] {
  const pairs = new Map<string, SubjectLink>();
  for (const link of links) {
    const key = keyOf(link);
    const known = pairs.get(key);
    pairs.set(key, known === undefined ? link : later(known, link));
  }
  const all = [...pairs.values()];
  const parted = new Set(all.filter(({ state }) => state === 'parted').map(keyOf));
  const joined = all.filter((link) => link.state === 'joined' && !isToShared(link, all)).sort(byStanding);
  const groups = new Map<string, string[]>();
  const groupOf = (id: string): string[] => groups.get(id) ?? [id];
  for (const { subjectId: one, otherId: other } of joined) {
    const [a, b] = [groupOf(one), groupOf(other)];
    if (a === b || a.includes(other) || a.length + b.length > MOST_SUBJECTS) continue;
    if (a.some((left) => b.some((right) => parted.has(keyOf({ subjectId: left, otherId: right }))))) continue;
    const both = [...a, ...b];
    for (const id of both) groups.set(id, both);
  }
  return [...groupOf(subjectId)].sort();
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = ({ subjectId, otherId }: { subjectId: string; otherId: string }): string =>
  [subjectId, otherId].sort().join(' ');

/** Of the two directions of a link, which a crash may have left unlike: the later decision, and of two at one time the one that parts. */
function later(one: SubjectLink, other: SubjectLink): SubjectLink {
  const [a, b] = [decisionOf(one), decisionOf(other)];
  if (a !== null && b !== null && a.at === b.at) return a.state === 'parted' ? one : other;
  if (a !== null || b !== null) return (a?.at ?? '') > (b?.at ?? '') ? one : other;
  return one.strength === other.strength || one.strength === 'strong' ? one : other;
}

const byStanding = (a: SubjectLink, b: SubjectLink): number =>
  Number(decisionOf(a) === null) - Number(decisionOf(b) === null) || order(a.at, b.at) || order(keyOf(a), keyOf(b));

/** Whether evidence alone links it to a mailbox that two people share, on either side. */
function isToShared(link: SubjectLink, all: readonly SubjectLink[]): boolean {
  if (decisionOf(link) !== null) return false;
  return [link.subjectId, link.otherId].some((hub) =>
    all.some(
      (other) =>
        other !== link &&
        other.state === 'joined' &&
        (other.subjectId === hub || other.otherId === hub) &&
        areOtherNumbers(strongOf(link), strongOf(other)) &&
        !knowEachOther(besides(link, hub), besides(other, hub), all),
    ),
  );
}

const strongOf = ({ evidence }: SubjectLink): LinkEvidence[] =>
  evidence.filter(({ strength }) => strength === 'strong');
const besides = ({ subjectId, otherId }: SubjectLink, hub: string): string => (subjectId === hub ? otherId : subjectId);

function areOtherNumbers(one: readonly LinkEvidence[], other: readonly LinkEvidence[]): boolean {
  const kinds = new Set([...one, ...other].map(({ kind }) => kind));
  const isOfNumbers = kinds.size === 1 && (kinds.has('account') || kinds.has('phone'));
  return isOfNumbers && !one.some(({ mark }) => other.some((same) => same.mark === mark));
}

const knowEachOther = (one: string, other: string, all: readonly SubjectLink[]): boolean =>
  all.some((link) => link.state !== 'parted' && keyOf(link) === keyOf({ subjectId: one, otherId: other }));
