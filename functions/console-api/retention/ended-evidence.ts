import { z } from '@hono/zod-openapi';
import { EndedEvidence } from '../../contracts/retention.ts';
import { forEachAtOnce } from '../../shared/at-once.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { accessOf } from '../access/case-access.ts';
import { entryOf } from '../access/log-view.ts';
import { addCaseChange } from '../cases/change-case.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';

export const EndedView = EndedEvidence.extend({
  caseNumber: z.string(),
  /** Null until a person has said that the case needs it no more. */
  released: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
}).openapi('EndedEvidence');

const route = guardedRoute('read-ended', {
  method: 'get',
  path: '/api/ended-evidence',
  summary:
    'Preserved originals whose retention is over, of closed cases without a hold; nothing deletes them by itself',
  responses: {
    200: {
      description: 'What the last round found and still holds',
      content: { 'application/json': { schema: z.object({ evidence: z.array(EndedView) }) } },
    },
  },
});

/** Cases read side by side: the answer is due in seconds. */
const SIDE_BY_SIDE = 16;

/**
 * What may be let go, and letting it go. Nothing of the product may delete from the vault: a person with the account's own rights does, of what
 * is released (docs/runbook.md). The event that preserved it, with its hash, stays for good.
 */
export function addEndedEvidence(api: ConsoleApi, setting: ConsoleSetting): void {
  const { store, deletions, accessLog, now } = setting;
  api.openapi(route, async (c) => {
    const person = c.get('person');
    const ended = await deletions.store.ended(now());
    const named = [...new Set(ended.map(({ caseId }) => caseId))];
    const records = new Map(
      await forEachAtOnce(named, SIDE_BY_SIDE, async (caseId) => [caseId, await store.read(caseId)] as const),
    );
    const evidence: z.infer<typeof EndedView>[] = [];
    for (const one of ended) {
      const record = records.get(one.caseId) as CaseRecord;
      const { state } = record;
      // Held or reopened since the round: it is over no more.
      if (state === null || state.status !== 'closed' || state.custody.hold !== null) continue;
      if (accessOf(record, 'read-ended', person, setting) === null) continue;
      const known = state.retention.released.find(({ contactId }) => contactId === one.contactId);
      const released = known === undefined ? null : { at: known.at, by: known.by, reason: known.reason };
      evidence.push({ ...one, caseNumber: state.caseNumber, released });
    }
    const caseIds = [...new Set(evidence.map(({ caseId }) => caseId))];
    await accessLog.note({ ...entryOf(person, now(), 'ended-evidence'), caseIds });
    return c.json({ evidence }, 200);
  });

  addCaseChange(api, setting, {
    action: 'release-evidence',
    path: '/contacts/{contactId}/release',
    summary: 'Say that a case needs a preserved original no more, whose retention is over; nothing is deleted by it',
    parameters: CaseParameters.extend({ contactId: z.string().regex(/^contact-[0-9a-f]{32}$/) }),
    body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }),
    decide: ({ body: { reason }, parameters: { contactId }, state, at }) => {
      const kept = state.evidence.find((one) => one.contactId === contactId);
      if (kept === undefined) throw new ProblemError(404, 'There is no original of that contact in the vault.');
      if (kept.retainUntil > at) {
        throw new ProblemError(409, `The original is retained until ${kept.retainUntil}, and nobody can shorten that.`);
      }
      if (state.custody.hold !== null) {
        throw new ProblemError(409, 'The case is on hold: nothing of it is released before the hold is lifted.');
      }
      if (state.status !== 'closed') {
        throw new ProblemError(409, 'The case is not closed: its evidence is needed by whoever works it.');
      }
      if (state.retention.released.some((one) => one.contactId === contactId)) return null;
      return { type: 'evidence-released', contactId, versionId: kept.versionId, reason };
    },
  });
}
