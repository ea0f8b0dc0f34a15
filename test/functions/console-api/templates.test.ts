import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseContact, CaseEventBody, Track } from '../../../functions/contracts/case.ts';
import { Template } from '../../../functions/contracts/template.ts';
import { caseNumberOf, contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { readTemplates } from '../../../infra/assets/telling.ts';
import { listOutbox } from '../../../infra/local/services/ses/outbox.ts';
import { caseContact, contact, DANA, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

const WORDS = 'I hope you get a taste of it, Dana.';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
let subjectId: string;
beforeEach(async () => {
  subjectId = subjectIdOf(`templates:${cases++}`);
  caseId = await services.store.claimCaseOf(subjectId);
});

async function openCase(over: Partial<CaseContact> = {}): Promise<void> {
  const contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  await services.put({ ...contact(1, {}, WORDS), contactId, subjectId }, null);
  const first = caseContact(1, { contactId, ...over });
  await add({
    ...opening(),
    subjectId,
    contact: first,
    priority: 'P2',
    lane: first.lane ?? 'security',
  } as CaseEventBody);
}

async function add(body: CaseEventBody, track: Track = 'handling'): Promise<void> {
  await services.store.append(await services.store.read(caseId), () => ({ at: OPENED, actor: STAGE, track, body }));
}

const list = async (role: string) => {
  const answer = await ask('GET', `/api/cases/${caseId}/templates`, { person: role, roles: [role] });
  return { status: answer.status, templates: (answer.body?.templates ?? []) as Listed[] };
};
interface Listed {
  template: string;
  forbids: string | null;
  subject: string | null;
  body: string | null;
  left: string[];
  sent: { sentAt: string }[];
}
const named = async (role: string, template: string) =>
  (await list(role)).templates.find((one) => one.template === template);
const say = (role: string, path: string, body: unknown) =>
  ask('POST', `/api/cases/${caseId}/${path}/sent`, { roles: [role], headers: { 'if-match': '*' }, body });

const REVIEW: CaseEventBody = {
  type: 'review-opened',
  reviewId: 'review-1',
  employeeId: DANA,
  contactId: null,
  because: 'The customer threatens to report her.',
  noteDueAt: '2026-07-16T15:00:00.000Z',
  supportDueAt: '2026-07-16T15:00:00.000Z',
  completeDueAt: '2026-07-30T15:00:00.000Z',
};

describe('the texts that a person may send', () => {
  it('are filled with the case number, the dates and the employee, and never with a word of the customer', async () => {
    await openCase();
    const note = await named('supervisor', 'note-to-employee');
    expect(note?.subject).toBe(`About a message that reached us, ${caseNumberOf(caseId)}`);
    expect(note?.body).toMatch(/^Dana Whitfield,/);
    expect(note?.left).toEqual([]);
    const { templates } = await list('supervisor');
    expect(JSON.stringify(templates)).not.toContain('taste');
  });

  it('leave the customer’s name to be filled in, until the person has said why they need it', async () => {
    await openCase();
    expect(await named('security', 'notice-to-stop')).toMatchObject({
      body: expect.stringContaining('Dear [name of the customer]'),
      left: ['customer_name'],
    });
    const headers = { 'if-match': '*' };
    const body = { reason: 'I write the notice to stop.' };
    await ask('POST', `/api/cases/${caseId}/unmask`, { person: 'security', roles: ['security'], headers, body });
    expect((await named('security', 'notice-to-stop'))?.body).toContain('Dear Carl Careful');
    expect((await named('supervisor', 'notice-to-stop'))?.body).toContain('Dear [name of the customer]');
  });

  it('are for those who work the case: an auditor gets none', async () => {
    await openCase();
    expect((await list('auditor')).status).toBe(403);
    expect((await list('operator')).status).toBe(403);
  });

  it('have the employee’s review for HR alone, while one is open', async () => {
    await openCase({ lane: 'hr', categories: ['personal-report'], threatType: null });
    const id = 'note-to-employee-under-review';
    expect(await named('hr', id)).toMatchObject({
      forbids: 'No review of an employee is open in this case.',
      body: null,
    });
    await add(REVIEW, 'employee-review');
    expect((await named('hr', id))?.body).toMatch(/^Dana Whitfield,/);
    expect(await named('supervisor', id)).toBeUndefined();
    expect(await named('security', id)).toBeUndefined();
  });

  it('log that they were looked at', async () => {
    await openCase();
    await list('supervisor');
    const { events } = await services.store.read(caseId);
    expect(events.at(-1)).toMatchObject({ actor: { kind: 'person' }, body: { type: 'viewed', what: 'case' } });
  });
});

describe('a bomb threat', () => {
  it.each(['email', 'phone', 'chat'] as const)(
    'by %s is offered no answer, and recording one is refused',
    async (channel) => {
      await openCase({ channel, categories: ['bomb-arson'] });
      for (const { template, forbids, body } of (await list('security')).templates) {
        if (!['acknowledge', 'notice-to-stop'].includes(template)) continue;
        expect({ template, body }).toEqual({ template, body: null });
        expect(forbids).toContain('neither answered nor forwarded');
      }
      const refused = await say('security', 'templates/acknowledge', { to: 'customer', sentAt: OPENED });
      expect(refused).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('neither answered nor forwarded') },
      });
    },
  );
});

describe('a text that a person says they sent', () => {
  it('is on the case with which, when, by whom and to whom, and nothing is sent by it', async () => {
    await openCase();
    const body = { to: 'customer', sentAt: OPENED, note: 'By registered letter.' };
    const answer = await say('security', 'templates/notice-to-stop', body);
    expect(answer.status).toBe(200);
    expect(answer.body.telling.templates).toEqual([
      { template: 'notice-to-stop', to: 'customer', sentAt: OPENED, number: expect.any(Number) },
    ]);
    const { events } = await services.store.read(caseId);
    expect(events.find(({ body: { type } }) => type === 'template-sent')).toMatchObject({
      actor: { kind: 'person', roles: ['security'] },
      body: { type: 'template-sent', template: 'notice-to-stop', ...body },
    });
    expect((await named('supervisor', 'notice-to-stop'))?.sent).toMatchObject([{ sentAt: OPENED }]);
    expect(await services.takeNotifications()).toEqual([]);
    expect(await listOutbox(services.outboxFolder)).toEqual([]);
  });

  it('of the review is on the employee’s track, where a supervisor does not see it', async () => {
    await openCase({ lane: 'hr', categories: ['personal-report'], threatType: null });
    await add(REVIEW, 'employee-review');
    const body = { to: 'employee', sentAt: OPENED };
    const path = 'review-templates/note-to-employee-under-review';
    expect((await say('supervisor', path, body)).status).toBe(403);
    expect((await say('hr', path, body)).status).toBe(200);
    const shown = await ask('GET', `/api/cases/${caseId}`, { roles: ['supervisor'] });
    expect(shown.body.telling.templates).toEqual([]);
    expect(JSON.stringify(shown.body)).not.toContain('under-review');
  });

  it.each<[string, number, string, string, object]>([
    ['there is none of that name', 404, 'security', 'templates/apology', { to: 'customer', sentAt: OPENED }],
    ['it is not for that role', 404, 'hr', 'templates/notice-to-stop', { to: 'customer', sentAt: OPENED }],
    ['it is for somebody else', 422, 'security', 'templates/notice-to-stop', { to: 'employee', sentAt: OPENED }],
    [
      'it has not been sent',
      422,
      'security',
      'templates/notice-to-stop',
      { to: 'customer', sentAt: '2099-01-01T00:00:00.000Z' },
    ],
  ])('is refused where %s', async (_, status, role, path, body) => {
    await openCase();
    expect((await say(role, path, body)).status).toBe(status);
  });
});

describe('guidance in the case', () => {
  it('is what fits it, the most urgent first, with its sources', async () => {
    await openCase({ channel: 'phone', categories: ['bomb-arson'] });
    const { body } = await ask('GET', `/api/cases/${caseId}`, { roles: ['supervisor'] });
    expect(body.guidance.always).toContain('call the emergency services yourself');
    expect(body.guidance.kinds[0]).toMatchObject({
      kind: 'bomb-call',
      steps: expect.arrayContaining([expect.stringContaining('Keep the caller on the line')]),
      sources: [{ title: expect.stringContaining('CISA'), url: expect.stringMatching(/^https:/) }],
    });
  });
});

describe('a template', () => {
  const shipped = readTemplates('rules/templates');
  const [one] = shipped;
  const withBody = (body: string, over: object = {}) => Template.safeParse({ ...one, to: 'customer', body, ...over });

  it('is there for each of what a person may have to say', () => {
    expect(shipped.map(({ template }) => template)).toEqual([
      'acknowledge',
      'courtesy-notice',
      'note-to-employee-under-review',
      'note-to-employee',
      'notice-to-stop',
    ]);
  });

  it.each([
    ['concedes fault', 'We apologize for the delay.'],
    ['concedes fault', 'It was our mistake.'],
    ['threatens, or gives legal advice', 'Stop, or we will take legal action.'],
    ['threatens, or gives legal advice', 'The police will hear of it.'],
    ['promises an outcome', 'We will refund your fee.'],
    ['tells the reader that they were reported', 'Your message was flagged.'],
    ['no placeholder', 'Dear {{customer_words}},'],
    ['names the employee to a customer', 'Do not write to {{employee_name}}.'],
  ])('is refused where it %s: %s', (fault, body) => {
    const { success, error } = withBody(body);
    expect(success).toBe(false);
    expect(JSON.stringify(error?.issues)).toContain(fault);
  });

  it('is taken where it does none of it', () => {
    expect(withBody('Dear {{customer_name}}, we have received your message. {{sender_name}}').success).toBe(true);
  });

  it('of a notice to stop is dated, and says what happens next to be recorded', () => {
    const notice = shipped.find(({ template }) => template === 'notice-to-stop');
    expect(notice?.body).toContain('{{today}}');
    expect(notice?.after.join(' ')).toContain('Record the notice to stop with the subject');
  });
});
