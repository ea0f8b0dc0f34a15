import { CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';
import { later, threatForm } from './steps.ts';

const DONE =
  'Stood over my desk without a word, then threw the chair against the wall and stared at me until Ruth came.';
const SECRETS = [/Travis/, /Boone/, /chair/, /afraid/];

/** An act without words, reported in a form of the web by an employee who has no role. */
export async function perceivedThreat(exercise: Exercise): Promise<CaseFile> {
  const { protocol, clock, players } = exercise;
  protocol.begin('Perceived threat in person');
  let file!: CaseFile;
  let reportId = '';
  const started = clock.at;
  await protocol.refused('Owen Barrett', 'sends an empty report', { status: 422, why: /The report is empty/ }, () =>
    players.owen.ask('POST', '/reports', { body: { channel: 'in-person' } }),
  );
  await protocol.step('Owen Barrett', 'reports what a customer did', async () => {
    const body = {
      when: clock.at,
      where: 'Mill Street branch',
      place: 'Office',
      who: 'Travis Boone',
      person: 'Customer',
      accountNumber: '4471-0093',
      channel: 'in-person',
      done: DONE,
      felt: 'I was afraid that he would hit me.',
      response: 'Ruth asked him to leave and he did.',
    };
    const key = 'the-chair-at-mill-street';
    const first = await players.owen.ask('POST', '/reports', { body, key });
    const again = await players.owen.ask('POST', '/reports', { body, key });
    expect(
      first.status === 202 && again.body.reportId === first.body.reportId,
      `it was answered ${first.status} and ${again.status}`,
    );
    reportId = first.body.reportId;
    await protocol.refused(
      'Owen Barrett',
      'sends another report under the same key',
      { status: 422, why: /came with another report before/ },
      () => players.owen.ask('POST', '/reports', { body: { ...body, felt: 'Nothing.' }, key }),
    );
    await exercise.settled();
    file = await CaseFile.newOne(exercise);
    const { priority, contacts } = await file.as('samuel');
    expect(contacts[0].threatType === 'perceived', `it is ${contacts[0].threatType}`);
    return `${file.caseNumber}, ${priority}, perceived; one case, though it was sent twice`;
  });
  await protocol.step('The system', 'tells the roster', () =>
    file.tells(['ruth.okafor', 'samuel.greer'], started, SECRETS),
  );
  await ownReport(exercise, file, reportId);
  await mailOfTheDay(exercise, file);
  await works(exercise, file);
  await rests(exercise, file);
  await closes(exercise, file);
  return file;
}

/** Who reports sees what became of it, and their own words; nobody else does by that way, and they see no more. */
async function ownReport(exercise: Exercise, file: CaseFile, reportId: string): Promise<void> {
  const { protocol, players } = exercise;
  await protocol.step('Owen Barrett', 'asks after his report, and adds to the form', async () => {
    const { body } = await players.owen.get(`/reports/${reportId}`);
    expect(body.state === 'case-open' && body.caseNumber === null, `it says ${JSON.stringify(body)}`);
    const path = `/reports/${reportId}/forms/threat`;
    const saved = await players.owen.ask('PATCH', path, {
      body: { fields: { additionalInformation: { value: 'He was in on Friday as well.' } } },
    });
    expect(saved.status === 200, `saving was answered ${saved.status} ${saved.detail}`);
    return 'a case is open; his words are in its form';
  });
  await protocol.refused(
    'Tomas Reyes',
    'asks after the report of another',
    { status: 404, why: /no such report of yours/ },
    () => players.tomas.ask('GET', `/reports/${reportId}`),
  );
  await file.cannotRead('owen', 'reads the case of his report', 403, /None of your roles/);
}

/** HR chose one mail a day. What is neither urgent nor theirs to work comes by it. */
async function mailOfTheDay(exercise: Exercise, file: CaseFile): Promise<void> {
  const { protocol, clock } = exercise;
  await file.does('ruth', 'acknowledges', '/acknowledge', {});
  await protocol.step('The system', 'sends HR the mail of the day', async () => {
    const { telling, told } = await file.as('samuel');
    const waits = telling.deferred.find(({ role }: { role: string }) => role === 'human-resources');
    expect(waits !== undefined, `HR waits for no mail; told were ${JSON.stringify(told)}`);
    const before = clock.at;
    clock.past(waits.until);
    await exercise.tick();
    const mails = (await file.told()).filter(({ at, to }) => at >= before && to.some((one) => one.startsWith('lena')));
    expect(
      mails.some(({ subject }) => /open case/.test(subject)),
      `HR got ${mails.map(({ subject }) => subject).join('; ') || 'nothing'}`,
    );
    for (const secret of SECRETS) expect(!mails.some(({ text }) => secret.test(text)), `it says ${secret.source}`);
    expect((await file.as('samuel')).telling.deferred.length === 0, 'HR waits still');
    return mails.map(({ subject }) => subject).join('; ');
  });
}

async function works(exercise: Exercise, file: CaseFile): Promise<void> {
  const { clock } = exercise;
  await file.does(
    'ruth',
    'makes it more urgent',
    '/priority/raise',
    { to: 'P1', reason: 'He said that he would be back.' },
    ({ body }) => `${body.priority}, to be acknowledged by ${body.acknowledgeDueAt.slice(11, 16)}Z`,
  );
  await file.cannot('ruth', 'makes it less urgent', 403, /None of your roles/, '/priority/lower', {
    to: 'P2',
    reason: 'He apologised.',
  });
  await file.does('ruth', 'acknowledges it anew', '/acknowledge', {});
  await file.does('ruth', 'records the protective step', '/actions', {
    action: { kind: 'protective-step', step: 'access-refused', what: 'He is not let in again.' },
    doneAt: clock.at,
  });
  await file.cannot(
    'samuel',
    'makes it less urgent, unread',
    409,
    /Only who has read a case lowers it/,
    '/priority/lower',
    { to: 'P2', reason: 'He apologised.' },
  );
  await file.readsAll('samuel');
  await file.does(
    'samuel',
    'makes it less urgent, having read it',
    '/priority/lower',
    { to: 'P2', reason: 'He wrote to apologise.' },
    ({ body }) => body.priority,
  );
  for (const [stage, facts] of [
    ['service-effort', 'He was asked what had happened.'],
    ['assess-and-act', 'He may not come in again.'],
    ['report', 'The branch and security know.'],
    ['evaluate-the-relationship', 'He is served by telephone.'],
  ] as const)
    await file.does('ruth', `reaches ${stage}`, '/care-stage', { stage, facts });
  await file.cannot('ruth', 'goes back in CARE without a reason', 422, /say why it goes back/, '/care-stage', {
    stage: 'report',
    facts: 'Again.',
  });
  await threatForm(exercise, file, 'ruth', {
    district: 'Mill Street',
    accountNumber: '4471-0093',
    classification: 'Personal',
    place: 'Office',
    personMakingTheThreat: 'Customer',
    summary: 'He threw a chair and stared at an employee.',
  });
}

async function rests(exercise: Exercise, file: CaseFile): Promise<void> {
  const { protocol, clock } = exercise;
  const until = later(clock.at, { days: 3 });
  await file.cannot('ruth', 'puts it to rest', 403, /None of your roles/, '/snooze', {
    until,
    reason: 'Until Friday.',
  });
  await file.cannot('samuel', 'puts it to rest for a month', 422, /rests 7 days at the most/, '/snooze', {
    until: later(clock.at, { days: 30 }),
    reason: 'Later.',
  });
  await file.cannot('samuel', 'puts it to rest without saying why', 422, /reason: is asked for/, '/snooze', { until });
  await file.does(
    'samuel',
    'puts it to rest for three days',
    '/snooze',
    { until, reason: 'The landlord answers by then.' },
    ({ body }) => `rests until ${body.work.snooze.until.slice(0, 10)}`,
  );
  await protocol.step('The clock', 'wakes it', async () => {
    const before = clock.at;
    clock.past(until);
    await exercise.tick();
    expect((await file.as('samuel')).work.snooze === null, 'it rests still');
    return file.tells(['ruth.okafor', 'samuel.greer'], before, SECRETS);
  });
  await file.does('samuel', 'looks again', '/look-again', { note: 'He has not been back.', nextLookAt: null });
}

async function closes(exercise: Exercise, file: CaseFile): Promise<void> {
  const { clock } = exercise;
  const facts = {
    'protective-steps': 'He is not let in.',
    'watched-by': 'The branch',
    'review-date': later(clock.at, { days: 30 }).slice(0, 10),
  };
  await file.cannot('kofi', 'closes it as no threat, unread', 409, /have not opened/, '/close', {
    disposition: 'not-a-threat',
    facts: { reason: 'Nothing was said.' },
  });
  await file.cannot(
    'samuel',
    'closes it with a fact that nobody asks for',
    422,
    /is nothing that this disposition asks for/,
    '/close',
    { disposition: 'credible-monitor', facts: { ...facts, worth: 'Low' } },
  );
  await file.cannot('samuel', 'closes it as what there is not', 422, /disposition/, '/close', {
    disposition: 'no-risk',
    facts: {},
  });
  await file.does(
    'samuel',
    'closes it, to be watched',
    '/close',
    { disposition: 'credible-monitor', facts },
    ({ body }) => `${body.status}: ${body.disposition}`,
  );
  await file.does(
    'ruth',
    'opens it again, with a reason',
    '/reopen',
    { reason: 'He waits in the car park.' },
    ({ body }) => body.status,
  );
  await file.does('ruth', 'acknowledges again', '/acknowledge', {});
  await file.does('ruth', 'records the call to the police', '/actions', {
    action: {
      kind: 'law-enforcement-informed',
      agency: 'Portmouth Police',
      officer: 'J. Lindqvist',
      reportNumber: '26-1201',
    },
    doneAt: clock.at,
  });
  await file.does(
    'samuel',
    'closes it once more, to be watched',
    '/close',
    { disposition: 'credible-monitor', facts: { ...facts, 'review-date': later(clock.at, { days: 60 }).slice(0, 10) } },
    ({ body }) => `${body.status}: ${body.disposition}`,
  );
}
