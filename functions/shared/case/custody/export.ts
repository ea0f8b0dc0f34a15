import type { CaseActor, CaseEvent, Track } from '../../../contracts/case.ts';
import type { Instant } from '../../../contracts/vocabulary.ts';
import { canonicalJson } from '../../hash.ts';
import { caseNumberOf } from '../../ids.ts';
import { hashEvent } from '../chain.ts';

/** What the first line of an export says it is. A later form gets another number. */
export const CUSTODY_FORMAT = 'undertone-custody/1';

export interface CustodyExport {
  /** Of one case, all of them up to the head, in order. */
  readonly events: readonly CaseEvent[];
  /** What the reader of the export may see: events of other tracks are there as their hashes alone. */
  readonly tracks: ReadonlySet<Track>;
  readonly at: Instant;
  readonly by: CaseActor;
}

/**
 * The chain of custody of a case as a file that anyone can verify without us (requirement 37; docs/custody.md): JSON Lines, each line
 * canonical JSON and ended by a line feed. The first says what it is and which event is the last; the others are the events. The same
 * input gives the same bytes.
 */
export function exportCustody({ events, tracks, at, by }: CustodyExport): string {
  const head = events.at(-1);
  if (head === undefined) throw new TypeError('A case has at least the event that opened it.');
  const { caseId } = head;
  const header = {
    format: CUSTODY_FORMAT,
    caseId,
    caseNumber: caseNumberOf(caseId),
    exportedAt: at,
    exportedBy: by,
    head: { number: head.number, hash: head.hash },
  };
  const lines: unknown[] = [{ ...header, hash: hashEvent(header) }];
  for (const event of events) lines.push(tracks.has(event.track) ? event : withheld(event));
  return lines.map((line) => `${canonicalJson(line)}\n`).join('');
}

/** What is left of an event that the reader may not see: its place in the chain, and not when, by whom or what. */
function withheld({ caseId, number, previousHash, hash }: CaseEvent) {
  return { caseId, number, previousHash, hash, withheld: true };
}
