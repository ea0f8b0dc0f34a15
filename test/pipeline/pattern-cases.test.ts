import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../functions/contracts/case.ts';
import type { Contact } from '../../functions/contracts/contact.ts';
import { CaseStore } from '../../functions/shared/case/store.ts';
import type { Built } from '../../infra/local/start/build.ts';
import { findUnfinished } from '../../infra/local/state/unfinished.ts';
import type { System } from '../../infra/local/system.ts';
import {
  assessmentOf,
  buildOnce,
  type CaseOf,
  caseOf,
  casesOf,
  contactOf,
  deliver,
  startTestSystem,
  vaultVersion,
} from './harness.ts';

const DANA = 'dana.whitfield@harborline.example';
const TOMAS = 'tomas.reyes@harborline.example';
const HARMLESS = [
  'Good morning. Which form do I need for a second signature?',
  'Thank you. When does the branch open on Friday?',
];
const TASTE = "I hope you get a taste of what it's like to lose everything.";
const NO_LIFE = 'I cannot go on. I am going to kill myself tonight, I have the pills here.';
const HIS_JOB =
  'I will not rest until Tomas Reyes loses his job. I am going to report him personally to the regulator and to his manager.';

let built: Built;
let system: System;
beforeAll(async () => {
  built = await buildOnce();
  system = await startTestSystem(built);
  system.run();
}, 120_000);
afterAll(async () => {
  await system?.stop();
});

/** Mails of one sender, one each day from the first, in this order or in another. */
async function send(
  from: string,
  texts: readonly string[],
  { to = DANA, firstDay = 2, order = texts.map((_, at) => at), atOnce = false } = {},
): Promise<Contact[]> {
  const keys: string[] = [];
  for (const at of order) {
    const day = String(firstDay + at).padStart(2, '0');
    keys[at] = await deliver(system, { from, to, text: texts[at] ?? '', at: `2026-03-${day}T10:00:00Z` });
    if (!atOnce) await system.settled();
  }
  await system.settled();
  return Promise.all(keys.map((key) => contactOf(system, key)));
}

async function byPerson({ state }: CaseOf, ...bodies: CaseEventBody[]): Promise<void> {
  const store = new CaseStore(system.clients.tables, system.names.CASE_TABLE ?? '');
  for (const body of bodies) {
    const written = await store.append(await store.read(state.caseId), () => ({
      at: new Date().toISOString(),
      actor: { kind: 'person', id: 'sub-ruth', name: 'Ruth Okafor', roles: ['supervisor'] },
      track: 'handling',
      body,
    }));
    await store.saveSummary(written.record);
  }
}

async function theCase({ subjectId }: Contact): Promise<CaseOf> {
  const found = await caseOf(system, subjectId);
  if (found === null) throw new Error('There is no case.');
  return found;
}

const partsOf = ({ state }: CaseOf) => new Map(state.contacts.map(({ contactId, part }) => [contactId, part]));

const nothingLeft = async () => {
  expect(await findUnfinished(system, built.policy, built.roster)).toEqual({
    ingest: [],
    score: [],
    cases: [],
    notify: [],
  });
  expect(await system.deadLetters()).toEqual([]);
};

describe('a subject with a case who writes on', () => {
  it('has each further mail in it, byte for byte, though it shows nothing, and nobody is told', async () => {
    const [, , flagged, after, last] = (await send('writes-on@customer.test', [
      HARMLESS[0] as string,
      HARMLESS[1] as string,
      TASTE,
      ...HARMLESS,
    ])) as [Contact, Contact, Contact, Contact, Contact];
    for (const { contactId } of [after, last]) {
      expect(await assessmentOf(system, contactId)).toMatchObject({ flagged: false });
    }
    const found = await theCase(flagged);
    expect(partsOf(found)).toEqual(
      new Map([
        [flagged.contactId, 'flagged'],
        [after.contactId, 'contributing'],
        [last.contactId, 'contributing'],
      ]),
    );
    for (const { original } of [after, last]) {
      const kept = found.state.evidence.find(({ sha256 }) => sha256 === original.sha256);
      expect((await vaultVersion(system, kept?.key ?? '')).ObjectLockMode).toBe('COMPLIANCE');
    }
    expect(new Set(found.state.told.map(({ about }) => about))).toEqual(new Set([1]));
    expect(found.state.targets).toMatchObject([{ acts: 3, flaggedActs: 1 }]);
    await nothingLeft();
  }, 90_000);

  it('has the same in it when all of it comes in at once, and the other way round', async () => {
    const texts = [HARMLESS[0] as string, TASTE, ...HARMLESS, 'May I pay the fee in two parts?'];
    const inOrder = await send('once-in-order@customer.test', texts);
    const turned = await send('once-turned@customer.test', texts, { order: [4, 3, 2, 1, 0] });
    const atOnce = await send('once-at-once@customer.test', texts, { atOnce: true });
    for (const contacts of [inOrder, turned, atOnce]) {
      const parts = partsOf(await theCase(contacts[1] as Contact));
      expect(contacts.map(({ contactId }) => parts.get(contactId))).toEqual([
        undefined,
        'flagged',
        'contributing',
        'contributing',
        'contributing',
      ]);
    }
    await nothingLeft();
  }, 120_000);

  it('reopens the case that people closed, and they are told', async () => {
    const from = 'comes-back@customer.test';
    const [first] = await send(from, [TASTE]);
    await byPerson(
      await theCase(first as Contact),
      { type: 'acknowledged', note: null },
      { type: 'closed', disposition: 'not-a-threat', note: '' },
    );
    const [harmless] = await send(from, [HARMLESS[0] as string], { firstDay: 20 });
    const { state, events } = await theCase(first as Contact);
    expect(state).toMatchObject({ status: 'open', disposition: null });
    const reopened = events.find(({ body }) => body.type === 'reopened');
    expect(reopened?.body).toMatchObject({ contactId: harmless?.contactId });
    expect(state.told.some(({ about }) => about === reopened?.number)).toBe(true);
    await nothingLeft();
  }, 90_000);
});

describe('a subject who speaks of their own death, and wants an agent’s job', () => {
  it('has two cases with lanes and people of their own, and is in both by what they write next', async () => {
    const [life, job, harmless] = (await send('two-purposes@customer.test', [NO_LIFE, HIS_JOB, HARMLESS[0] as string], {
      to: TOMAS,
    })) as [Contact, Contact, Contact];
    const cases = await casesOf(system, life.subjectId);
    expect(cases.map(({ state }) => [state.purpose, state.lane])).toEqual([
      ['self-harm', 'crisis'],
      ['personal-report', 'hr'],
    ]);
    const [crisis, hr] = cases as [CaseOf, CaseOf];
    expect(crisis.state.priority < hr.state.priority).toBe(true);
    expect(hr.state.told.map(({ role }) => role)).toContain('human-resources');
    expect([...partsOf(hr)]).toEqual([
      [job.contactId, 'flagged'],
      [harmless.contactId, 'contributing'],
    ]);
    expect(partsOf(crisis).get(harmless.contactId)).toBe('contributing');
    expect(cases.every(({ intact }) => intact)).toBe(true);
    await nothingLeft();
  }, 90_000);
});

describe('a pattern of mails of which none is flagged alone', () => {
  it('opens one case with all of its acts in the vault', async () => {
    const abuse = ['You are an idiot, Dana.', 'You are a useless idiot, Dana.', 'Dana, you are an idiot and a moron.'];
    const contacts = await send('abuses@customer.test', abuse);
    const assessments = await Promise.all(contacts.map(({ contactId }) => assessmentOf(system, contactId)));
    const opener = assessments.findIndex(({ flagged }) => flagged);
    expect(opener).toBeGreaterThan(0);
    expect(assessments[opener]?.reasons[0]?.row).toMatch(/^conduct-/);
    const { state } = await theCase(contacts[0] as Contact);
    expect(state.purpose).toBe('abuse');
    expect(new Set(state.evidence.map(({ contactId }) => contactId))).toEqual(
      new Set(contacts.map(({ contactId }) => contactId)),
    );
    await nothingLeft();
  }, 90_000);
});
