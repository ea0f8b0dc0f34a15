import { z } from '@hono/zod-openapi';
import type { CaseEventBody, CaseState } from '../../../contracts/case.ts';
import { IllegalCaseEventError } from '../../../shared/case/fold/change.ts';
import type { CaseRecord } from '../../../shared/case/store.ts';
import { type Action, permissionOf } from '../../access/access.ts';
import { type CaseRead, noSuchCase, readCaseFor } from '../../access/case-access.ts';
import { actorOf, noteEvent, trackOf } from '../../access/log-view.ts';
import type { Person } from '../../access/person.ts';
import { CaseParameters } from '../../cases/read-case.ts';
import { visibleEvents } from '../../cases/views.ts';
import type { ConsoleSetting } from '../../http/api.ts';
import { ProblemError } from '../../http/problem.ts';
import { assertFresh, etagOf } from '../../http/version.ts';

/** The other of two cases, as a body names it: which one, and the version of it that the person saw. */
export const OtherCase = z.strictObject({
  caseId: CaseParameters.shape.caseId,
  /** As in the view of that case. */
  version: z.int().positive(),
});

/** A case of two that are changed. */
export interface Other extends CaseRead {
  readonly state: CaseState;
}

/** The case of the path, as the person saw it, before anything is written. @throws ProblemError 404, 409 with what changed, 422, 428 */
export async function readOwn(
  caseId: string,
  ifMatch: string | undefined,
  action: Action,
  person: Person,
  setting: ConsoleSetting,
): Promise<Other> {
  const read = await readCaseFor(caseId, action, person, setting);
  const { state } = read.record;
  if (state === null) throw noSuchCase();
  assertFresh(ifMatch, visibleEvents(read.record, read.tracks));
  return { ...read, state };
}

/** @throws ProblemError 404 for one that is not there for this person, 422 for the case itself, 409 where it changed since they saw it. */
export async function readOther(
  { caseId, version }: z.infer<typeof OtherCase>,
  ownId: string,
  action: Action,
  person: Person,
  setting: ConsoleSetting,
): Promise<Other> {
  if (caseId === ownId) throw new ProblemError(422, 'caseId: is the case itself. Name another.');
  const read = await readCaseFor(caseId, action, person, setting).catch((error: unknown) => {
    if (error instanceof ProblemError && error.status === 404)
      throw new ProblemError(404, 'There is no such other case.');
    throw error;
  });
  const { state } = read.record;
  if (state === null) throw new ProblemError(404, 'There is no such other case.');
  // Where it goes on in this case already, somebody, or the first try of this request, has merged it.
  if (state.relations.mergedInto?.caseId !== ownId) {
    assertFresh(etagOf(version), visibleEvents(read.record, read.tracks));
  }
  return { ...read, state };
}

/**
 * Writes to the other case what follows from the first, once, and says so in the log over all cases. The event may not come any more, where
 * somebody was quicker: then it is refused as it is in the case itself.
 * @throws ProblemError 409
 */
export async function writeOther(
  start: CaseRecord,
  action: Action,
  person: Person,
  setting: ConsoleSetting,
  decide: (state: CaseState) => CaseEventBody | null,
): Promise<CaseRecord> {
  const at = setting.now();
  const { record, event } = await setting.store
    .append(start, (now) => {
      const body = now.state && decide(now.state);
      return body && { at, actor: actorOf(person), track: permissionOf(action).track ?? trackOf(now), body };
    })
    .catch((error: unknown) => {
      if (error instanceof IllegalCaseEventError)
        throw new ProblemError(409, `The other case refuses it: ${error.why}.`);
      throw error;
    });
  await setting.store.saveSummary(record);
  if (event !== null) await noteEvent(event, person, setting);
  return record;
}
