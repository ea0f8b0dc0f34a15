import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ACTIONS,
  type Action,
  mayDo,
  permissionOf,
  roleMay,
  tracksFor,
} from '../../../functions/console-api/access/access.ts';
import { personOf } from '../../../functions/console-api/access/person.ts';
import { viewCase } from '../../../functions/console-api/cases/views.ts';
import type { CaseEvent, CaseEventBody, Track } from '../../../functions/contracts/case.ts';
import { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { sealEvent, verifyChain } from '../../../functions/shared/case/chain.ts';
import { foldCase } from '../../../functions/shared/case/fold.ts';
import { recordNotice } from '../../../functions/shared/history/notices.ts';
import { contactIdOf, noticeIdOf, reportIdOf, rescoreIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { assessment, CASE, caseContact, contact, guidance, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { DEPLOYED, type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';
import { bodyOf, type Route, routesOf, urlOf } from './routes.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
let routes: Route[];
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
  routes = await routesOf(ask);
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
let contactId: string;
let subjectId: string;
let otherId: string;
let otherCaseId: string;
beforeEach(async () => {
  subjectId = subjectIdOf(`access:${cases++}`);
  otherId = subjectIdOf(`access-other:${cases}`);
  caseId = await services.store.claimCaseOf(subjectId);
  for (const id of [subjectId, otherId]) await tell(id);
  // Nothing was there to be scored, so that all of it is.
  await services.rescores.begin({
    rescoreId,
    by: 'sub-ruth',
    at: OPENED,
    versions: DEPLOYED,
    listed: 0,
    after: null,
    listedAll: true,
    applied: null,
    revision: 1,
  });
  contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  otherCaseId = await services.store.claimCaseOf(otherId);
  for (const [id, of] of [
    [caseId, subjectId],
    [otherCaseId, otherId],
  ] as const) {
    await services.store.append(await services.store.read(id), () => ({
      at: OPENED,
      actor: STAGE,
      track: 'handling',
      body: { ...opening({ contactId }), subjectId: of } as CaseEventBody,
    }));
  }
  await services.put(contact(1, { contactId, subjectId }), assessment(1, { contactId, subjectId }));
});

/** So that the subject is known. */
async function tell(of: string): Promise<void> {
  const told = { subjectId: of, kind: 'answered', at: OPENED } as const;
  const notice = { ...told, noticeId: noticeIdOf(told, 'access'), targetId: null, recordedAt: OPENED, by: 'sub-sam' };
  await recordNotice(services.documents, 'history', notice);
}

const BODIES: Partial<Record<Action, unknown>> = {
  'make-report': { felt: 'Uneasy.' },
  'record-notice': { kind: 'notice-to-stop', at: OPENED },
  'decide-link': { decision: 'joined' },
  'start-rescore': { dryRun: true },
  'save-form': { fields: { summary: { value: 'He came back.' } } },
  'fill-own-form': { fields: { summary: { value: 'He came back.' } } },
};
const ANSWERS: Partial<Record<Action, number>> = {
  'list-cases': 200,
  'read-case': 200,
  'read-contact': 200,
  acknowledge: 200,
  'read-subject': 200,
  'decide-link': 200,
  'read-rescore': 200,
  'read-openapi': 200,
  'make-report': 202,
  'record-notice': 201,
  'start-rescore': 202,
  'apply-rescore': 202,
  'list-forms': 200,
  'read-form': 200,
  'try-text': 200,
  'save-form': 200,
};

const askRoute = (route: Route, asking: Parameters<typeof ask>[2]) => {
  const body = BODIES[route.action] ?? bodyOf(route.body ?? null, { caseId: otherCaseId, contactId, subjectId });
  return ask(
    route.method,
    urlOf(route, { caseId, contactId, reportId, rescoreId, subjectId, otherId, form: 'threat' }),
    {
      ...asking,
      headers: { 'if-match': '*', 'idempotency-key': 'access-test-report-1' },
      ...(body === null ? {} : { body }),
    },
  );
};
/** Of the person by whom `ask` asks unless it is told another. */
const reportId = reportIdOf('sub-ruth', 'access-test-report-1');
const rescoreId = rescoreIdOf('sub-ruth', 'access-test-report-1');
const mayAnyone = (action: Action): boolean => permissionOf(action).roles === 'everyone';
const NO_CASE = 'There is no such case.';
/** Past the guard, if only to be told that the body is wrong or that the case forbids it now. */
const LET_THROUGH = [200, 201, 202, 204, 409, 422];

/** What a case has not, such as a form, is not there, and a kind of packet may be for others: the case itself is shown. */
function isLetThrough(status: number, body: { detail?: string } | null): boolean {
  if (status === 404) return body?.detail !== NO_CASE;
  if (status === 403) return !body?.detail?.startsWith('None of your roles may do this');
  return LET_THROUGH.includes(status);
}

describe('every route of the API', () => {
  it('names the action that guards it', () => {
    expect(routes.length).toBeGreaterThanOrEqual(5);
    for (const { action } of routes) expect(ACTIONS).toContain(action);
  });

  it.each(ConsoleRole.options)(
    'answers %s as the table says, and otherwise refuses and reveals nothing',
    async (role) => {
      for (const route of routes) {
        const { status, body } = await askRoute(route, { roles: [role] });
        if (roleMay(role, route.action)) {
          const wanted = ANSWERS[route.action];
          expect([role, route.method, route.path, status, body?.detail]).toEqual([
            ...[role, route.method, route.path],
            wanted ?? (isLetThrough(status, body) ? status : LET_THROUGH),
            body?.detail,
          ]);
        } else {
          expect([role, route.path, status]).toEqual([role, route.path, 403]);
          expect(JSON.stringify(body)).not.toContain(caseId);
          expect(JSON.stringify(body)).not.toContain(subjectId);
        }
      }
    },
  );

  it('refuses a person with no role, or with a group that is somebody else’s, all but to report', async () => {
    const anyone = ['make-report', 'read-own-report', 'list-forms', 'read-own-form', 'fill-own-form'];
    expect(ACTIONS.filter(mayAnyone)).toEqual(anyone);
    for (const route of routes.filter(({ action }) => !mayAnyone(action))) {
      expect((await askRoute(route, { roles: [] })).status).toBe(403);
      expect((await askRoute(route, { roles: ['Supervisor', 'admin', 'hr-readonly'] })).status).toBe(403);
    }
  });

  it('asks of who changes something for what the table says, and of who reads for nothing', async () => {
    for (const { method, path, action } of routes) {
      expect([path, permissionOf(action).carries]).toEqual([
        path,
        method === 'GET' ? 'nothing' : permissionOf(action).carries,
      ]);
      // A text that is tried is sent in a body to keep it out of addresses, and changes nothing.
      const reads = method === 'GET' || action === 'try-text';
      if (!reads) expect(['if-match', 'idempotency-key']).toContain(permissionOf(action).carries);
    }
    const { body } = await ask('GET', '/api/openapi.json');
    for (const { method, path, action } of routes) {
      const operation = body.paths[path][method.toLowerCase()];
      const headers = (operation.parameters ?? []).filter((each: { in: string }) => each.in === 'header');
      expect([path, headers.map(({ name }: { name: string }) => name)]).toEqual([
        path,
        permissionOf(action).carries === 'nothing' ? [] : [permissionOf(action).carries],
      ]);
      expect(operation['x-carries']).toBe(permissionOf(action).carries);
    }
  });

  it('refuses a request without a checked token', async () => {
    for (const route of routes) {
      expect((await askRoute(route, { claims: null })).status).toBe(401);
      expect((await askRoute(route, { claims: { 'cognito:groups': '[supervisor]' } })).status).toBe(401);
    }
  });
});

describe('the person of a token', () => {
  it.each<[string, unknown]>([
    ['as API Gateway writes a list', '[supervisor hr]'],
    ['as a list', ['supervisor', 'hr']],
    ['with commas', 'supervisor,hr'],
  ])('has the roles of their groups, %s', (_, groups) => {
    expect(personOf({ sub: 'x', 'cognito:groups': groups })?.roles).toEqual(['supervisor', 'hr']);
  });

  it('has no role by a name that only contains one', () => {
    expect(personOf({ sub: 'x', 'cognito:groups': '[not-supervisor supervisors]' })?.roles).toEqual([]);
    expect(personOf({ sub: 'x', 'cognito:groups': { supervisor: true } })?.roles).toEqual([]);
    expect(personOf({ sub: 'x' })?.roles).toEqual([]);
  });
});

describe('the review of an employee', () => {
  const all = mixedTracks();
  const record = { caseId: CASE, events: all, state: foldCase(all), custody: verifyChain(all), summary: null };
  const viewAs = (role: ConsoleRole) =>
    viewCase(
      record,
      tracksFor([role], 'read-case'),
      { id: 'x', name: 'x', address: null, roles: [role] },
      OPENED,
      guidance,
    );

  it('is not in what a supervisor or security gets: no event of it, nothing in the state', () => {
    for (const role of ['supervisor', 'security'] as const) {
      const view = viewAs(role);
      expect(view?.events.map(({ track }) => track)).not.toContain('employee-review');
      expect(view?.contacts).toHaveLength(1);
      expect(JSON.stringify(view)).not.toContain('employee-review');
    }
  });

  it('is there for HR, legal and the auditor', () => {
    for (const role of ['hr', 'legal', 'auditor'] as const) {
      expect(viewAs(role)?.events.map(({ track }) => track)).toContain('employee-review');
    }
  });

  it('is not there for who has a role that sees it and another that may do what is asked', () => {
    expect(tracksFor(['auditor', 'supervisor'], 'read-contact')).toEqual(new Set<Track>(['handling']));
    expect(mayDo(['auditor', 'supervisor'], 'read-contact')).toBe(true);
  });
});

function mixedTracks(): CaseEvent[] {
  const first = sealEvent({ caseId: CASE, at: OPENED, actor: STAGE, track: 'handling', body: opening() }, null);
  const review: CaseEventBody = {
    type: 'contact-added',
    contact: caseContact(2, { part: 'contributing' }),
    acknowledgeDueAt: null,
  };
  return [first, sealEvent({ caseId: CASE, at: OPENED, actor: STAGE, track: 'employee-review', body: review }, first)];
}
