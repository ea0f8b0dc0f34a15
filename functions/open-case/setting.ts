import type { CaseActor, CaseEventBody } from '../contracts/case.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import type { CaseEventDraft, CaseRecord, CaseStore } from '../shared/case/store.ts';

export interface OpenCaseSetting {
  readonly store: CaseStore;
  readonly contactsBucket: string;
  readonly vaultBucket: string;
  readonly policy: Policy;
  readonly roster: Roster;
  readonly at: Instant;
  /** Asks `notify` to tell people of an event. */
  readonly requestNotification: (caseId: string, eventNumber: number) => Promise<void>;
}

/** A case as a run has left it, and what the run did to it. */
export interface CaseDone {
  readonly record: CaseRecord;
  readonly did: readonly CaseEventBody['type'][];
}

export const ACTOR: CaseActor = { kind: 'stage', id: 'open-case' };

export function draft(at: Instant, body: CaseEventBody | null): CaseEventDraft | null {
  return body && { at, actor: ACTOR, track: 'handling', body };
}
