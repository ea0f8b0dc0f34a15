import type { z } from '@hono/zod-openapi';
import type { CaseEvent } from '../../contracts/case.ts';
import { type Change, ProblemError } from './problem.ts';

export const etagOf = (version: number): string => `"${version}"`;

/**
 * What a person decides on. That people were told, evidence was copied or the clock climbed is no reason to make someone who takes
 * a case on start again; in a P0 that would cost minutes.
 */
const DECISIVE: ReadonlySet<CaseEvent['body']['type']> = new Set([
  'case-opened',
  'contact-added',
  'priority-raised',
  'lane-changed',
  'acknowledged',
  'closed',
  'reopened',
  'reopened-by-person',
  'priority-set',
  'closing-proposed',
  'closing-withdrawn',
  'merged-from',
  'merged-into',
  'merge-undone',
  'contacts-split-off',
  'account-decided',
  'looked-again',
  'review-opened',
  'review-fact-recorded',
  'review-interview-held',
  'review-findings-saved',
  'review-completed',
  'discipline-recorded',
  'review-appealed',
]);

/**
 * The version that a person saw, of what has had versions up to `last`.
 * @param ifMatch the header: an ETag of this API, or `*` for "whatever it is now", which gives null.
 * @throws ProblemError 428 without one, 422 for one that is no version.
 */
export function seenVersion(ifMatch: string | undefined, last: number): number | null {
  if (ifMatch === undefined) {
    throw new ProblemError(428, 'Send If-Match with the ETag that it came with, so that nobody acts on an old view.');
  }
  if (ifMatch.trim() === '*') return null;
  const seen = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(ifMatch)?.[1];
  if (seen === undefined || Number(seen) > last) {
    throw new ProblemError(
      422,
      'If-Match is not an ETag that this came with. Read it again and send the one it has now.',
    );
  }
  return Number(seen);
}

/**
 * Checks that nothing a person decides on has changed since the version of the case that they saw.
 * @throws ProblemError 428 or 422 as {@link seenVersion}, 409 with what changed.
 */
export function assertFresh(ifMatch: string | undefined, visible: readonly CaseEvent[]): void {
  const seen = seenVersion(ifMatch, visible.at(-1)?.number ?? 0);
  if (seen === null) return;
  const changes = visible.filter(({ number, body }) => number > seen && DECISIVE.has(body.type)).map(changeOf);
  if (changes.length > 0) {
    const kinds = changes.map(({ type }) => type).join(', ');
    throw new ProblemError(409, `Since you read the case: ${kinds}. Read it again, then decide.`, changes);
  }
}

export function changeOf({ number, at, actor, body }: CaseEvent): z.infer<typeof Change> {
  return { number, at, by: actor.kind === 'person' ? actor.name : actor.id, type: body.type };
}
