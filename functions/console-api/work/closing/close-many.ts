import { z } from '@hono/zod-openapi';
import type { CaseState } from '../../../contracts/case.ts';
import { ClosingFacts, LONGEST_NOTE } from '../../../contracts/case-work.ts';
import { Disposition } from '../../../contracts/vocabulary.ts';
import { readCaseFor } from '../../access/case-access.ts';
import type { Person } from '../../access/person.ts';
import { changeCase } from '../../cases/change-case.ts';
import { CaseParameters } from '../../cases/read-case.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../../http/api.ts';
import { IdempotencyKey } from '../../http/idempotency-key.ts';
import { ProblemError, problems } from '../../http/problem.ts';
import { etagOf } from '../../http/version.ts';
import { mergeCases } from '../relations/merge.ts';
import { Reason } from '../typed.ts';
import { assertInBulk } from './bulk.ts';
import { decideClosing, isClosedSo } from './close.ts';

/** More in one request than a policy ever allows is no list that a person looked through. */
const LONGEST_LIST = 100;

const CaseParametersWithVersion = CaseParameters.extend({ version: z.int().positive() });

const CloseManyBody = z
  .discriminatedUnion('as', [
    z.strictObject({
      as: z.literal('disposition'),
      disposition: Disposition,
      facts: ClosingFacts.default({}),
      note: z.string().max(LONGEST_NOTE).default(''),
      cases: z.array(CaseParametersWithVersion).min(1).max(LONGEST_LIST),
    }),
    /** Each goes on in the case of which it is a duplicate. */
    z.strictObject({
      as: z.literal('duplicate'),
      of: CaseParameters.shape.caseId,
      reason: Reason,
      cases: z.array(CaseParametersWithVersion).min(1).max(LONGEST_LIST),
    }),
  ])
  .openapi('CloseManyBody');
type CloseManyBody = z.infer<typeof CloseManyBody>;

const Outcome = z.object({
  caseId: z.string(),
  status: z.int(),
  detail: z.string().nullable(),
  version: z.int().nullable(),
});
type Outcome = z.infer<typeof Outcome>;

const ACTION = 'close-many';
const route = guardedRoute(ACTION, {
  method: 'post',
  path: '/api/cases/close-many',
  summary:
    'Close what was misdirected or sent in bulk, or merge duplicates, several at once; each is decided by itself',
  request: {
    headers: z.object({ 'idempotency-key': IdempotencyKey }),
    body: { required: true, content: { 'application/json': { schema: CloseManyBody } } },
  },
  responses: {
    207: {
      description: 'What became of each, in the order of the request',
      content: { 'application/json': { schema: z.object({ cases: z.array(Outcome) }) } },
    },
    ...problems(409, 415, 422),
  },
});

/**
 * Nothing that may be danger is closed by a list (requirement 34 and its issue): see {@link assertInBulk}. One that is refused keeps none
 * of the others; a request made again finds closed what it closed.
 */
export function addCloseMany(api: ConsoleApi, setting: ConsoleSetting): void {
  const { dispositions, work } = setting.policy;
  api.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const person = c.get('person');
    if (body.cases.length > work.most_in_bulk) {
      throw new ProblemError(422, `cases: ${work.most_in_bulk} at once are the most.`);
    }
    if (body.as === 'disposition' && !dispositions[body.disposition].in_bulk) {
      const may = Disposition.options.filter((each) => dispositions[each].in_bulk);
      throw new ProblemError(
        409,
        `Cases are closed together only with ${may.join(', ')}: each other one is read and decided alone.`,
      );
    }
    const cases: Outcome[] = [];
    for (const asked of body.cases) cases.push(await outcomeOf(asked, body, person, setting));
    return c.json({ cases }, 207);
  });
}

async function outcomeOf(
  { caseId, version }: z.infer<typeof CaseParametersWithVersion>,
  body: CloseManyBody,
  person: Person,
  setting: ConsoleSetting,
): Promise<Outcome> {
  try {
    const view =
      body.as === 'duplicate'
        ? await closeAsDuplicate({ caseId, version }, body, person, setting)
        : await closeAlone(caseId, version, body, person, setting);
    return { caseId, status: 200, detail: null, version: view.version };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { caseId, status: error.status, detail: error.detail, version: null };
  }
}

/** Takes it on first where nobody has, so that what is closed was taken on by somebody: two events, as if done one after the other. */
async function closeAlone(
  caseId: string,
  version: number,
  body: Extract<CloseManyBody, { as: 'disposition' }>,
  person: Person,
  setting: ConsoleSetting,
) {
  const { record: now } = await readCaseFor(caseId, ACTION, person, setting);
  const merged = await setting.store.mergedInto(now);
  const wasDone = now.state !== null && isClosedSo(now.state, body, person.id);
  const may = (state: CaseState) => assertInBulk([state, ...merged.flatMap((one) => one.state ?? [])]);
  const asking = { action: ACTION, caseId, person } as const;
  const isDone = (state: CaseState) => isClosedSo(state, body, person.id);
  const taken = await changeCase({ ...asking, ifMatch: wasDone ? '*' : etagOf(version) }, setting, (_, state) => {
    if (isDone(state)) return null;
    may(state);
    return state.status === 'open' ? { type: 'acknowledged', note: null } : null;
  });
  return changeCase({ ...asking, ifMatch: etagOf(taken.version) }, setting, (record, state, at, access) => {
    if (isDone(state)) return null;
    may(state);
    const asked = { body, record, state, merged, at, person: access.person, tracks: access.tracks };
    const { closing, needs } = decideClosing(asked, setting);
    if (needs !== null) throw new ProblemError(409, `A second person has to agree, for ${needs}: it is closed alone.`);
    return closing;
  });
}

async function closeAsDuplicate(
  { caseId, version }: { caseId: string; version: number },
  { of, reason }: Extract<CloseManyBody, { as: 'duplicate' }>,
  person: Person,
  setting: ConsoleSetting,
) {
  const { state } = (await readCaseFor(caseId, ACTION, person, setting)).record;
  if (state !== null && state.relations.mergedInto?.caseId !== of) assertInBulk([state]);
  return mergeCases({ caseId: of, ifMatch: '*', body: { caseId, version, reason }, person }, setting);
}
