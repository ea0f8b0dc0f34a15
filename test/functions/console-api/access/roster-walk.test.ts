import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, roleMay } from '../../../../functions/console-api/access/access.ts';
import type { CaseContact, CaseEventBody, Track } from '../../../../functions/contracts/case.ts';
import { contactIdOf, subjectIdOf } from '../../../../functions/shared/ids.ts';
import { assessment, contact, OPENED, opening, STAGE } from '../../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../../case-support/services.ts';
import { ADDRESSES, clientOf } from '../client.ts';
import { bodyOf, type Route, routesOf, urlOf } from '../routes.ts';

const ROLES = ['supervisor', 'security', 'hr', 'legal', 'auditor'] as const;
type CaseRole = (typeof ROLES)[number];

/** A case, and which roles are on its roster: written down here, and not asked of the code. */
interface Kind {
  readonly track: Track;
  readonly contact: Partial<CaseContact>;
  /** Who asks: left out, who has the role on the roster of the company. */
  readonly address?: string;
  /** Whether the case is about whoever asks. */
  readonly aboutThem?: true;
  readonly shown: readonly CaseRole[];
}

const ABUSE: Partial<CaseContact> = { threatType: null, severity: 1, categories: ['abuse'], priority: 'P3' };
const KINDS: Readonly<Record<string, Kind>> = {
  'a threat to an employee of theirs': { track: 'handling', contact: {}, shown: ROLES },
  'abuse without a threat': {
    track: 'handling',
    contact: ABUSE,
    shown: ['supervisor', 'security', 'legal', 'auditor'],
  },
  'a threat to an employee of another supervisor': {
    track: 'handling',
    contact: {},
    address: 'another.lead@harborline.example',
    shown: ['security', 'hr', 'legal', 'auditor'],
  },
  'a case of the review alone': { track: 'employee-review', contact: {}, shown: ['hr', 'legal', 'auditor'] },
  'a case about themselves': { track: 'handling', contact: {}, aboutThem: true, shown: [] },
};

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
let routes: Route[];
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../../functions/console-api/handler.ts')).handler);
  routes = (await routesOf(ask)).filter(({ path }) => path.includes('{caseId}'));
});
afterAll(() => services.stop());

let made = 0;
async function openCase(kind: Kind, role: CaseRole) {
  const subjectId = subjectIdOf(kind.aboutThem ? `mail:${ADDRESSES[role]}` : `roster-walk:${made++}`);
  const contactId = contactIdOf({ key: `${role}:${made++}`, versionId: null, sha256: '0'.repeat(64) });
  const caseId = await services.store.claimCaseOf(subjectId);
  const body = { ...opening({ contactId, ...kind.contact }), subjectId } as CaseEventBody;
  const { record } = await services.store.append(await services.store.read(caseId), () => ({
    ...{ at: OPENED, actor: STAGE, body },
    track: kind.track,
  }));
  await services.store.saveSummary(record);
  await services.put(contact(1, { contactId, subjectId }), assessment(1, { contactId, subjectId }));
  return { caseId, contactId, subjectId };
}

type Named = Readonly<Record<string, string>>;
const NO_CASE = 'There is no such case.';
const UNKNOWN = `case-${'f'.repeat(32)}`;

/** Where the smallest body of the schema is refused before the case is read. */
const BODIES: Partial<Record<Action, unknown>> = { 'save-form': { fields: { summary: { value: 'As it was told.' } } } };
/** Refused by what the body asks for, whatever the case: nobody learns anything of it. All others have to come as far as the case. */
const REFUSED_BEFORE = ['POST /api/cases/{caseId}/packets'];

describe.each(Object.entries(KINDS))('%s', (_, kind) => {
  const cases = new Map<CaseRole, Promise<Named>>();
  const caseOf = (role: CaseRole) => cases.get(role) ?? cases.set(role, openCase(kind, role)).get(role);

  it.each(ROLES)('is in the list of a %s only where the roster says so', async (role) => {
    const { caseId = '' } = (await caseOf(role)) ?? {};
    const asking = { roles: [role], ...(kind.address === undefined ? {} : { address: kind.address }) };
    const found: string[] = [];
    let seen = '';
    let cursor = '';
    do {
      const { body } = await ask('GET', `/api/cases?limit=3${cursor}`, asking);
      found.push(...body.cases.map((row: { caseId: string }) => row.caseId));
      if (body.cursor !== null) seen += Buffer.from(body.cursor, 'base64url').toString('utf8');
      cursor = body.cursor === null ? '' : `&cursor=${encodeURIComponent(body.cursor)}`;
    } while (cursor !== '');
    expect(found.includes(caseId)).toBe(kind.shown.includes(role));
    expect(new Set(found).size).toBe(found.length);
    if (!kind.shown.includes(role)) expect(seen).not.toContain(caseId);
  });

  // What is shown of a case of the handling is walked by `access.test.ts`.
  const walked = ROLES.filter((role) => kind.track === 'employee-review' || !kind.shown.includes(role));
  it.each(walked)('is for a %s there as the roster says, and else in no way different from none', async (role) => {
    const { caseId = '', ...named } = (await caseOf(role)) ?? {};
    const other = await openCase({ track: 'handling', contact: {}, shown: ROLES }, role);
    const isShown = kind.shown.includes(role);
    const refusedBefore: string[] = [];
    for (const route of routes.filter(({ action }) => roleMay(role, action))) {
      const body = bodyOf(BODIES[route.action] ?? route.body ?? null, { ...named, caseId: other.caseId });
      const askAbout = (id: string) =>
        ask(route.method, urlOf(route, { ...named, form: 'threat', caseId: id }), {
          roles: [role],
          ...(kind.address === undefined ? {} : { address: kind.address }),
          headers: { 'if-match': '*', 'idempotency-key': 'roster-walk-key-1' },
          ...(body === null ? {} : { body }),
        });
      const answer = await askAbout(caseId);
      const unknown = await askAbout(UNKNOWN);
      const name = `${route.method} ${route.path}`;
      if (unknown.body.detail !== NO_CASE) refusedBefore.push(`${name}: ${unknown.body.detail}`);
      if (isShown) expect([name, answer.body?.detail]).not.toEqual([name, NO_CASE]);
      else expect([name, answer]).toEqual([name, unknown]);
    }
    expect(refusedBefore.filter((name) => !REFUSED_BEFORE.some((known) => name.startsWith(known)))).toEqual([]);
    if (!isShown) expect((await services.store.read(caseId)).events).toHaveLength(1);
  });
});
