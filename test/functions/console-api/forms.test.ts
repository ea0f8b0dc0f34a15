import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import type { FieldValue } from '../../../functions/contracts/form.ts';
import type { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { caseIdFor, contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { assessment, caseContact, contact, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { type Answer, type Asking, clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
let contactId: string;
const WORDS = '  i put a BOM in you\u2019re lobby\r\nit go off at noon  ';
beforeEach(async () => {
  const subjectId = subjectIdOf(`forms:${cases++}`);
  caseId = caseIdFor(subjectId);
  contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  const body = opening({ contactId, channel: 'phone', categories: ['bomb-arson'], threatType: 'direct' });
  await append({ ...body, subjectId } as CaseEventBody);
  const subject = { name: 'Carl Careful', address: '+1 603 555 0177' };
  await services.put(
    contact(1, { contactId, subjectId, channel: 'phone', subject }, WORDS),
    assessment(1, { contactId, subjectId }),
  );
});

async function append(body: CaseEventBody): Promise<void> {
  const draft = { at: OPENED, actor: STAGE, track: 'handling', body } as const;
  await services.store.append(await services.store.read(caseId), () => draft);
}

type Typed = Record<string, { value: FieldValue; was?: number | null }>;
const save = (fields: Typed, asking: Asking = {}, form = 'bomb', key: string = randomUUID()): Promise<Answer> =>
  ask('PATCH', `/api/cases/${caseId}/forms/${form}`, {
    body: { fields },
    ...asking,
    headers: { 'idempotency-key': key },
  });
const read = (form = 'bomb', asking: Asking = {}, query = '') =>
  ask('GET', `/api/cases/${caseId}/forms/${form}${query}`, asking);
const complete = (etag: string | undefined, form = 'bomb', asking: Asking = {}) =>
  ask('POST', `/api/cases/${caseId}/forms/${form}/completion`, {
    ...asking,
    headers: etag === undefined ? {} : { 'if-match': etag },
  });
const fieldOf = ({ body }: Answer, name: string) => body.fields.find((field: { name: string }) => field.name === name);
const valuesOf = (answer: Answer, name: string) =>
  fieldOf(answer, name).values.map(({ value }: { value: FieldValue }) => value);
const events = async () => (await services.store.read(caseId)).events;

const SAM: Asking = { person: 'sam', roles: ['security'] };
const BOMB: Typed = {
  howItCame: { value: 'By telephone' },
  whenWillItExplode: { value: 'noon' },
  ...Object.fromEntries(
    [
      'whereIsIt',
      'whatDoesItLookLike',
      'whatKind',
      'whatWillCauseIt',
      'placedByWhom',
      'why',
      'callerName',
      'callerAddress',
    ].map((name) => [name, { value: 'Call Did not say' }]),
  ),
  sexAsObserved: { value: 'Male' },
  voice: { value: ['Deep', 'Slow'] },
  accent: { value: 'No accent' },
  manner: { value: ['Calm'] },
  backgroundSounds: { value: ['Street', 'Motor'] },
  language: { value: ['Profane'] },
  timeCallerHungUp: { value: '2026-07-15T10:04-04:00' },
  numberShown: { value: 'No number shown' },
  policeToldAt: { value: '2026-07-15T10:06-04:00' },
};

describe('the forms that there are', () => {
  it('are listed with all that a page needs to show them', async () => {
    const { status, body } = await ask('GET', '/api/forms');
    expect(status).toBe(200);
    expect(body.forms.map(({ form }: { form: string }) => form)).toEqual(['bomb', 'self-harm', 'threat']);
    expect(body.forms[0].sections[0].fields[0]).toMatchObject({ name: 'exactWords', kind: 'exact', required: true });
  });

  it('are asked for by the cases that they are for', async () => {
    const { body } = await ask('GET', `/api/cases/${caseId}/forms`);
    const asked = body.forms.filter((one: { asked: boolean }) => one.asked);
    expect(asked.map(({ form }: { form: string }) => form)).toEqual(['bomb', 'threat']);
    expect(JSON.stringify(body)).not.toContain('values');
  });

  it('have no other names', async () => {
    const { status, body } = await read('fire');
    expect([status, body.detail]).toEqual([404, 'There is no such form. There are bomb, self-harm, threat.']);
  });
});

describe('reading a form', () => {
  it('shows what the case knows as such, with where from, and counts none of it as typed', async () => {
    const answer = await read();
    expect(fieldOf(answer, 'exactWords')).toEqual({
      name: 'exactWords',
      lastEvent: null,
      values: [],
      prefilled: { value: WORDS, source: { from: 'exact-words', contactId } },
    });
    const threat = await read('threat');
    const known = Object.fromEntries(
      threat.body.fields.flatMap((field: { name: string; prefilled: { value: unknown } | null }) =>
        field.prefilled === null ? [] : [[field.name, field.prefilled.value]],
      ),
    );
    expect(known).toEqual({
      dateAndTime: OPENED,
      classification: 'Telephone',
      threatType: 'direct',
      channel: 'phone',
      personMakingTheThreat: 'Customer',
      incidentNumber: expect.stringMatching(/^UT-/),
    });
    expect((await events()).filter(({ body }) => body.type === 'form-saved')).toEqual([]);
  });

  it('shows who the subject is only to who has asked for it with a reason', async () => {
    expect(fieldOf(await read('threat'), 'nameIfKnown').prefilled).toBeNull();
    expect(fieldOf(await read('bomb'), 'numberShown').prefilled).toBeNull();
    const asked = await ask('POST', `/api/cases/${caseId}/unmask`, {
      body: { reason: 'To tell the guard whom to look out for.' },
      headers: { 'if-match': '*' },
    });
    expect(asked.status).toBeLessThan(300);
    expect(fieldOf(await read('threat'), 'nameIfKnown').prefilled).toMatchObject({ value: 'Carl Careful' });
    expect(fieldOf(await read('bomb'), 'numberShown').prefilled).toMatchObject({ value: '+1 603 555 0177' });
  });

  it('is on the record, with who, which form and which contact', async () => {
    await read('bomb', SAM);
    const viewed = (await events()).at(-1);
    expect(viewed?.actor.id).toBe('sub-sam');
    expect(viewed?.body).toEqual({ type: 'viewed', what: 'form', contactId, form: 'bomb' });
  });

  it('knows nothing by a contact of a track that its reader does not see, and takes nothing of it over', async () => {
    const hidden = contactIdOf({ key: `${caseId}:review`, versionId: null, sha256: '0'.repeat(64) });
    const subjectId = subjectIdOf(`forms-plain:${cases}`);
    caseId = caseIdFor(subjectId);
    await append({ ...opening({ contactId, channel: 'phone' }), subjectId } as CaseEventBody);
    await services.put(contact(2, { contactId: hidden }, 'Of the review.'), null);
    const added = caseContact(2, { contactId: hidden, categories: ['bomb-arson'] });
    const body = { type: 'contact-added', contact: added, acknowledgeDueAt: '2026-07-15T18:00:00.000Z' } as const;
    const draft = { at: OPENED, actor: STAGE, track: 'employee-review', body } as const;
    await services.store.append(await services.store.read(caseId), () => draft);
    expect(fieldOf(await read(), 'exactWords').prefilled.value).toBe(WORDS);
    await save(BOMB);
    expect(valuesOf(await complete('*'), 'exactWords')).toEqual([WORDS]);
  });

  it('names what is missing, with what stands before it', async () => {
    const { body } = await read();
    expect(body.missing).toContainEqual({ name: 'whenWillItExplode', label: 'When will it explode?' });
    expect(body.missing.map(({ name }: { name: string }) => name)).not.toContain('exactWords');
  });

  it('works without the contact, if that is gone', async () => {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    await services.s3.send(new DeleteObjectCommand({ Bucket: 'contacts', Key: `contacts/${contactId}.json` }));
    const answer = await read();
    expect([answer.status, fieldOf(answer, 'exactWords').prefilled]).toEqual([200, null]);
  });
});

describe('saving a form', () => {
  it('keeps a half-filled form, and holds in the event only what changed', async () => {
    await save({ whereIsIt: { value: 'the lobby' }, why: { value: 'Call Did not say' } });
    const answer = await save({ whereIsIt: { value: 'the lobby', was: 2 }, callerName: { value: 'Joe' } });
    expect(answer.status).toBe(200);
    const [first, second] = (await events()).flatMap(({ body }) => (body.type === 'form-saved' ? [body.fields] : []));
    expect(first).toEqual({
      whereIsIt: { value: 'the lobby', was: null },
      why: { value: 'Call Did not say', was: null },
    });
    expect(second).toEqual({ callerName: { value: 'Joe', was: null } });
    expect(valuesOf(await read(), 'whereIsIt')).toEqual(['the lobby']);
  });

  it('is not refused because somebody was told of the case, or looked at it, meanwhile', async () => {
    await read();
    await append({ type: 'notification-sent', about: 1, role: 'supervisor', deliveryId: 'ses-1' });
    await append({ type: 'acknowledged', note: null });
    expect((await save({ why: { value: 'the fee' } })).status).toBe(200);
  });

  it('tells two people who typed in the same field of both values, loses neither, and saves the rest', async () => {
    await save({ why: { value: 'the fee' } });
    const answer = await save({ why: { value: 'his brother' }, callerName: { value: 'Joe' } }, SAM);
    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status: 409, conflicts: ['why'], detail: expect.stringContaining('why') });
    expect(fieldOf(answer, 'why').values).toMatchObject([
      { value: 'the fee', by: { id: 'sub-ruth' }, event: 2 },
      { value: 'his brother', by: { id: 'sub-sam' }, event: 3 },
    ]);
    expect(valuesOf(answer, 'callerName')).toEqual(['Joe']);
    expect((await read()).body.undecided).toEqual(['why']);
    const decided = await save({ why: { value: 'the fee, for his brother', was: fieldOf(answer, 'why').lastEvent } });
    expect([decided.status, valuesOf(decided, 'why')]).toEqual([200, ['the fee, for his brother']]);
  });

  it('loses nothing of what several people type at the same time into the same and into different fields', async () => {
    const people: ConsoleRole[] = ['supervisor', 'security', 'hr'];
    await append({ type: 'notification-sent', about: 1, role: 'human-resources', deliveryId: 'ses-1' });
    const typed = people.flatMap((role, n) => [
      { role, fields: { why: { value: `why by ${n}` } } },
      { role, fields: { [`${['callerName', 'callerAddress', 'accent'][n]}`]: { value: `own of ${n}` } } },
    ]);
    const answers = await Promise.all(typed.map(({ role, fields }) => save(fields, { roles: [role], person: role })));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const form = await read();
    expect(valuesOf(form, 'why').sort()).toEqual(['why by 0', 'why by 1', 'why by 2']);
    for (const [n, name] of ['callerName', 'callerAddress', 'accent'].entries()) {
      expect(valuesOf(form, name)).toEqual([`own of ${n}`]);
    }
    expect((await services.store.read(caseId)).custody.intact).toBe(true);
  });

  it('does nothing a second time when its answer was lost, whatever others wrote meanwhile', async () => {
    const key = randomUUID();
    await save({ why: { value: 'the fee' } }, {}, 'bomb', key);
    await save({ why: { value: 'his brother', was: 2 } }, SAM);
    const again = await save({ why: { value: 'the fee' } }, {}, 'bomb', key);
    expect([again.status, valuesOf(again, 'why')]).toEqual([200, ['his brother']]);
    const other = await save({ why: { value: 'the late fee' } }, {}, 'bomb', key);
    expect(valuesOf(other, 'why')).toEqual(['his brother', 'the late fee']);
  });

  it('empties a field, and keeps that it held something', async () => {
    await save({ callerName: { value: 'Joe' } });
    await save({ callerName: { value: null, was: 2 } });
    const { body } = await read('bomb', {}, '?history=true');
    expect(body.fields.find(({ name }: { name: string }) => name === 'callerName').values).toMatchObject([
      { value: null },
    ]);
    expect(body.history.before).toBeNull();
    expect(body.history.saves.map(({ fields }: { fields: unknown }) => fields)).toEqual([
      [{ name: 'callerName', value: null }],
      [{ name: 'callerName', value: 'Joe' }],
    ]);
  });

  it.each<[string, Typed, string]>([
    ['a field that the form has not', { customerValue: { value: '100' } }, 'customerValue: is no field of this form'],
    ['another option', { sexAsObserved: { value: 'male' } }, 'must be one of "Female", "Male", "Could not tell"'],
    [
      'what may stand in place of an answer, spelled otherwise, in a list',
      { voice: { value: ['Call did not say'] } },
      'must be one of',
    ],
    [
      'what stands in place of an answer, in other letters',
      { why: { value: 'Call did not say' } },
      'written exactly as "Call Did not say"',
    ],
    ['a time without a zone', { receivedAt: { value: '2026-07-15T10:00' } }, 'with a zone'],
    ['a line of two lines', { callerName: { value: 'Joe\nMarsh' } }, 'must be one line'],
    ['half of a character', { exactWords: { value: 'a\ud800b' } }, 'half of a character'],
    ['an event that the field has not had', { why: { value: 'the fee', was: 1 } }, 'names event 1'],
    ['nothing', {}, 'names no field'],
  ])('refuses %s, and saves nothing of it', async (_, fields, detail) => {
    const { status, body } = await save({
      ...fields,
      ...(Object.keys(fields).length === 0 ? {} : { accent: { value: 'none' } }),
    });
    expect([status, body.detail]).toEqual([422, expect.stringContaining(detail)]);
    expect(await events()).toHaveLength(1);
  });

  it('refuses more at once than one event can hold', async () => {
    const long = 'x'.repeat(20_000);
    const names = ['whereIsIt', 'whatKind', 'why', 'whatWillCauseIt', 'callerAddress', 'otherSounds'];
    const { status } = await save(Object.fromEntries(names.map((name) => [name, { value: long }])));
    expect(status).toBe(413);
    expect(
      (await save(Object.fromEntries(names.slice(1).map((name) => [name, { value: '\uffff'.repeat(20_000) }])))).status,
    ).toBe(200);
  });
});

describe('the exact words', () => {
  it('are kept to the last byte, whatever they are', async () => {
    const odd = [
      '\u0000\u0001',
      '\r\n\r',
      '\ufeff',
      '\u202e',
      'e\u0301\u00e9',
      '\u2028',
      '\ud83d\udd2a',
      '  ',
      '\t',
      '\ufffe',
    ];
    const words = fc
      .array(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 8 })
      .map((parts) => parts.join(''))
      .filter((text) => text.isWellFormed() && text !== '');
    let was: number | null = null;
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        const saved = await save({ exactWords: { value: text, was } });
        expect(saved.status).toBe(200);
        was = fieldOf(saved, 'exactWords').lastEvent;
        const [kept] = valuesOf(await read(), 'exactWords');
        expect(Buffer.from(kept).equals(Buffer.from(text))).toBe(true);
      }),
      { numRuns: 25 },
    );
    expect((await services.store.read(caseId)).custody.intact).toBe(true);
  });
});

describe('completing a form', () => {
  it('names what is missing and what nobody has decided, and keeps it as it is', async () => {
    await save({ why: { value: 'the fee' } });
    const { headers } = await save({ why: { value: 'his brother' } }, SAM);
    expect(headers).not.toHaveProperty('etag');
    const { status, body } = await complete((await read()).headers.etag);
    expect(status).toBe(409);
    expect(body.detail).toContain('“When will it explode?”');
    expect(body.detail).toContain('Of two values, and nobody has decided: why.');
    expect(valuesOf(await read(), 'why')).toHaveLength(2);
  });

  it('takes over what the case knows, marked as such, with what people wrote', async () => {
    await save(BOMB);
    const answer = await complete((await read()).headers.etag);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      missing: [],
      completed: { by: { id: 'sub-ruth' }, version: 1 },
      changedSince: [],
    });
    expect(fieldOf(answer, 'exactWords').values).toMatchObject([
      { value: WORDS, by: { id: 'sub-ruth' }, source: { from: 'exact-words', contactId } },
    ]);
    expect(fieldOf(answer, 'whereIsIt').values[0]).not.toHaveProperty('source');
  });

  it('can be done late, and marks what is changed afterwards until it is completed again', async () => {
    await append({ type: 'acknowledged', note: null });
    await append({ type: 'closed', disposition: 'not-a-threat', note: 'Read in full.' });
    await save(BOMB);
    expect((await complete((await read()).headers.etag)).status).toBe(200);
    const changed = await save({ whatKind: { value: 'a pipe', was: fieldOf(await read(), 'whatKind').lastEvent } });
    expect(changed.status).toBe(200);
    const before = await read();
    expect(before.body).toMatchObject({ changedSince: ['whatKind'], completed: { version: 1 } });
    expect((await complete(before.headers.etag)).body.changedSince).toEqual([]);
    const { status, body } = await complete((await read()).headers.etag);
    expect([status, body.detail]).toEqual([409, 'The form is complete already, and nothing was changed since.']);
  });

  it('asks for what the answers call for: for a threat in writing no voice', async () => {
    const {
      voice: _,
      accent: __,
      manner: ___,
      backgroundSounds: ____,
      timeCallerHungUp: _5,
      numberShown: _6,
      sexAsObserved: _7,
      language: _8,
      ...rest
    } = BOMB;
    await save({ ...rest, howItCame: { value: 'By telephone' } });
    expect((await complete('*')).body.detail).toContain('“Voice”');
    await save({ howItCame: { value: 'In writing', was: fieldOf(await read(), 'howItCame').lastEvent } });
    expect((await complete('*')).status).toBe(200);
  });

  it('is refused to who has not seen what others wrote since, or does not say what they saw', async () => {
    await save(BOMB);
    const { etag } = (await read()).headers;
    await save({ otherInformation: { value: 'He called before.' } }, SAM);
    expect((await complete(etag)).body.detail).toContain('Somebody wrote into the form since you read it');
    expect((await complete(undefined)).status).toBe(428);
    expect((await complete('"999"')).status).toBe(422);
  });
});

describe('who does what with a form', () => {
  it('is: a supervisor, security and HR fill it in, legal reads it', async () => {
    await append({ type: 'notification-sent', about: 1, role: 'human-resources', deliveryId: 'ses-1' });
    for (const role of ['supervisor', 'security', 'hr'] as const) {
      expect((await save({ why: { value: role } }, { roles: [role], person: role })).status).toBeLessThan(410);
    }
    const legal = { roles: ['legal'] } as const;
    expect((await read('bomb', legal)).status).toBe(200);
    expect((await save({ why: { value: 'x' } }, legal)).status).toBe(403);
    for (const role of ['auditor', 'operator'] as const) {
      expect((await read('bomb', { roles: [role] })).status).toBe(403);
      expect((await save({ why: { value: 'x' } }, { roles: [role] })).status).toBe(403);
    }
  });

  it('shows an auditor that it was filled in, by whom and when, and not what was written', async () => {
    await save({ why: { value: 'the late fee' } });
    const { body } = await ask('GET', `/api/cases/${caseId}`, { roles: ['auditor'] });
    expect(body.forms).toMatchObject([
      { form: 'bomb', fields: [{ name: 'why', values: [{ value: null, event: 2 }] }] },
    ]);
    expect(JSON.stringify(body)).not.toContain('the late fee');
  });

  it('shows whoever reads a case what its forms hold, and of an event that saved one only which fields', async () => {
    await save({ why: { value: 'the late fee' } });
    const { body } = await ask('GET', `/api/cases/${caseId}`);
    expect(body.forms).toMatchObject([{ fields: [{ name: 'why', values: [{ value: 'the late fee' }] }] }]);
    const saved = body.events.find((event: { body: { type: string } }) => event.body.type === 'form-saved');
    expect(saved.body.fields).toEqual({ why: { value: null, was: null } });
  });
});
