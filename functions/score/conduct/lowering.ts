import type { ConductFinding } from '../../contracts/conduct.ts';
import type { Notice } from '../../contracts/notice.ts';
import type { Lowering } from './conduct-detection.ts';
import type { Counted } from './counted.ts';
import { howMany } from './measures.ts';

/** Why counted acts count for less than their number (legitimate persistence): every part of a lowering that is there must hold. */
export function loweredBy(
  group: readonly Counted[],
  lowerings: readonly Lowering[],
  notices: readonly Notice[],
): NonNullable<ConductFinding['lowered']> {
  return lowerings
    .filter(({ fewer_than, where, mostly, unanswered_promise }) => {
      if (howMany(group, where) >= fewer_than) return false;
      if (mostly !== undefined && howMany(group, mostly.where) < mostly.min_share * group.length) return false;
      if (unanswered_promise === undefined) return true;
      const waiting = group.filter(({ at }) => isPromiseOpen(at, notices));
      return waiting.length >= unanswered_promise.min_share * group.length;
    })
    .map(({ id, why }) => ({ by: id, why: why.trim() }));
}

/** Whether the last thing said to the person before a moment, of an answer, was that one would come. */
export function isPromiseOpen(at: string, notices: readonly Notice[]): boolean {
  const latest = (kind: Notice['kind']): string =>
    notices.reduce((last, one) => (one.kind === kind && one.at < at && one.at > last ? one.at : last), '');
  return latest('promise-to-answer') > latest('answered');
}
