import { CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';
import { threatForm } from './steps.ts';

const FROM = 'Gordon Pell <gordon.pell@tidewater.example>';
const ALSO_FROM = 'Gordon Pell <g.pell.portmouth@mailhaven.example>';
const DANA = 'Dana Whitfield <dana.whitfield@harborline.example>';

/** Of which a busy person would let each pass; the days between them shrink. */
const LETTERS = [
  [
    0,
    'Thank you',
    'You have a very kind way of writing. I have read your second letter several times. I do not suppose anyone there tells you these things.',
  ],
  [
    7,
    'A thought',
    'I hope you do not mind first names. It felt odd to go on being formal with someone I think about as often as I do. I can picture you there, by yourself after the others have gone. There is something between us that does not come along often. I am patient.',
  ],
  [
    6,
    'You looked tired',
    'I was in the Portmouth office on Monday to ask about the fee. You walked past with the blue folder and did not see me. You looked tired. Is he treating you well? I did not want to disturb you, so I sat for a while and then I went.',
  ],
  [
    5,
    'Your new photograph',
    'They have put a new photograph of you on the website. I preferred the old one, with your hair down, but I have kept both. I called on Thursday and they told me you were at lunch. You usually go at twelve. I do think you owe me a reply.',
  ],
  [
    4,
    'Why do you not answer me',
    'Five letters now. I cannot believe that you read them and feel nothing. I think you want to write and he does not let you. I have decided not to be angry with you.',
  ],
] as const;
const SECRETS = [/Gordon/, /Pell/, /blue folder/, /tidewater/, /hair down/];

/** Five mails in three weeks, each nearly nothing: the course of conduct, the notice to stop and what comes after it, two addresses of one man, and court. */
export async function carefulHarasser(exercise: Exercise): Promise<CaseFile[]> {
  const { protocol, clock } = exercise;
  protocol.begin('Careful harasser');
  let file!: CaseFile;
  const started = clock.at;
  await protocol.step('Gordon Pell', 'writes to Dana five times', async () => {
    for (const [days, subject, text] of LETTERS) {
      clock.forward({ days });
      await exercise.mail(FROM, DANA, subject, `Dear Dana,\n\n${text}\n\nGordon`);
    }
    file = await CaseFile.newOne(exercise);
    const { contacts, targets, priority } = await file.as('samuel');
    expect(contacts.length === LETTERS.length, `${contacts.length} of ${LETTERS.length} mails are in the case`);
    expect(targets.length === 1, `it is aimed at ${targets.length} people`);
    return `${file.caseNumber}, ${priority}, all five mails in it, aimed at one employee`;
  });
  await protocol.step('The system', 'tells the roster', () =>
    file.tells(['ruth.okafor', 'samuel.greer'], started, SECRETS),
  );
  await needToKnow(exercise, file);
  await works(exercise, file);
  await account(exercise, file);
  const noticeId = await notice(exercise, file);
  const other = await secondAddress(exercise, file);
  await closes(exercise, file, noticeId);
  await writesAgain(exercise, file, noticeId);
  return [file, other];
}

async function needToKnow(exercise: Exercise, file: CaseFile): Promise<void> {
  const { protocol, players } = exercise;
  await file.cannotRead('bruno', 'reads it, as the supervisor of others', 404, /no such case/);
  await file.cannotRead('dana', 'reads the case that is about her harasser, in no role', 403, /None of your roles/);
  await file.cannotRead(
    'ines',
    'reads a contact, as the auditor',
    403,
    /None of your roles/,
    `/contacts/${(await file.as('samuel')).contacts[0].contactId}`,
  );
  await file.cannot('samuel', 'unmasks the subject without a reason', 422, /reason: is asked for/, '/unmask', {});
  await file.cannot('samuel', 'unmasks the subject with an empty reason', 422, /reason: is empty/, '/unmask', {
    reason: '  ',
  });
  await protocol.step('Samuel Greer', 'unmasks the subject, and says why', async () => {
    const path = `/cases/${file.caseId}/contacts/${(await file.as('samuel')).contacts[0].contactId}`;
    const { body: before } = await players.samuel.get(path);
    expect(before.subject.name === null && before.masked.includes('name'), 'the subject was shown unasked');
    await players.samuel.change(file.caseId, '/unmask', { reason: 'To ask the reception whether he was there.' });
    const { body: after } = await players.samuel.get(path);
    const { body: others } = await players.ruth.get(path);
    expect(
      after.subject.name === 'Gordon Pell' && others.subject.name === null,
      'the name is shown to another, or not to who asked',
    );
    return 'shown to him alone, for a time, on record';
  });
  await protocol.step('Samuel Greer', 'tries to put himself on its roster', async () => {
    const { body } = await players.samuel.get('/people');
    const self = body.people.find(({ name }: { name: string }) => name === 'Samuel Greer').targetIds[0];
    const { status, detail } = await players.samuel.tryChange(file.caseId, '/access', {
      employeeId: self,
      reason: 'Mine.',
    });
    expect(status === 422 && /is you/.test(detail), `it was answered ${status} ${detail}`);
    return `refused: ${detail}`;
  });
}

async function works(exercise: Exercise, file: CaseFile): Promise<void> {
  const { clock } = exercise;
  await file.does('ruth', 'acknowledges', '/acknowledge', {});
  await file.does(
    'ruth',
    'hands it to security',
    '/hand-over',
    { rosterId: 'samuel-greer', reason: 'He was in the building.' },
    ({ body }) => `${body.work.holder.name} has it`,
  );
  await file.cannot('samuel', 'hands it to who works no cases', 409, /works no cases/, '/hand-over', {
    rosterId: 'priya-nair',
  });
  await file.cannot('samuel', 'hands it to nobody', 422, /nobody on the roster/, '/hand-over', { rosterId: 'nobody' });
  await file.does('samuel', 'records the investigation', '/actions', {
    action: { kind: 'investigation', what: 'He was in the lobby on Monday; the guard knows him.' },
    doneAt: clock.at,
  });
  await file.does('ruth', 'moves the contact away from Dana', '/actions', {
    action: {
      kind: 'contact-reassigned',
      to: 'The complaints desk',
      targetId: (await file.as('ruth')).targets[0].targetId,
    },
    doneAt: clock.at,
  });
  await file.cannot(
    'samuel',
    'records a notice to stop that nobody gave',
    422,
    /no notice to stop of this case/,
    '/actions',
    { action: { kind: 'notice-to-stop', noticeId: `notice-${'0'.repeat(32)}` }, doneAt: clock.at },
  );
  for (const [stage, facts] of [
    ['service-effort', 'The fee was refunded, and he was told so.'],
    ['assess-and-act', 'He watches one employee, and comes closer.'],
    ['report', 'HR and the manager know.'],
  ] as const)
    await file.does('ruth', `reaches ${stage}`, '/care-stage', { stage, facts });
  await threatForm(exercise, file, 'ruth', {
    district: 'Portmouth',
    personMakingTheThreat: 'Customer',
    accountNumber: '2210-8841',
    summary: 'Five letters to one employee, who is watched.',
  });
}

async function account(exercise: Exercise, file: CaseFile): Promise<void> {
  const { clock } = exercise;
  const decision = {
    option: 'restrict-channel',
    channels: ['email'],
    reason: 'He writes to one employee and to nobody else.',
  };
  await file.cannot(
    'ruth',
    'decides on the account',
    403,
    /has one decider: the market president \(Gerald Ashworth\)/,
    '/account-decision',
    decision,
  );
  await file.cannot('samuel', 'decides on the account', 403, /has one decider/, '/account-decision', decision);
  await file.cannot(
    'gerald',
    'decides by what the customer is worth',
    422,
    /customerValue, for which there is no place/,
    '/account-decision',
    { ...decision, customerValue: 'low' },
  );
  await file.cannot(
    'ruth',
    'records a notice of no decision',
    409,
    /Nothing has been decided/,
    '/account-decision/notices',
    { role: 'account-officer', toldAt: clock.at, how: 'telephone' },
  );
  const before = clock.at;
  await file.does(
    'gerald',
    'decides that mail is closed to him',
    '/account-decision',
    decision,
    ({ body }) =>
      `${body.account.at(-1).option}; to be told: ${body.account
        .at(-1)
        .notices.map(({ role }: { role: string }) => role)
        .join(', ')}`,
  );
  await exercise.protocol.step('The system', 'tells the account officer and the market president', () =>
    file.tells(['owen.barrett', 'gerald.ashworth'], before, SECRETS),
  );
  await file.does('ruth', 'evaluates the relationship', '/care-stage', {
    stage: 'evaluate-the-relationship',
    facts: 'Mail is closed to him; the account stays.',
  });
}

/** The notice to stop is given by a person, and recorded; from then on a contact means more. */
async function notice(exercise: Exercise, file: CaseFile): Promise<string> {
  const { protocol, players, clock } = exercise;
  let noticeId = '';
  await protocol.step('Samuel Greer', 'sends the text of a notice to stop, in his own name', async () => {
    const { body } = await players.samuel.get(`/cases/${file.caseId}/templates`);
    const text = body.templates.find(({ template }: { template: string }) => template === 'notice-to-stop');
    expect(text?.body !== null && text?.body !== undefined, `the text is not offered: ${text?.forbids}`);
    expect(!/blue folder|photograph/.test(text.body), 'the text repeats what the subject wrote');
    await players.samuel.change(file.caseId, '/templates/notice-to-stop/sent', { to: 'customer', sentAt: clock.at });
    return 'recorded as sent; the system sent nothing';
  });
  await file.cannot('samuel', 'sends it to the employee', 422, /for the customer/, '/templates/notice-to-stop/sent', {
    to: 'employee',
    sentAt: clock.at,
  });
  await protocol.step('Samuel Greer', 'records the notice to stop', async () => {
    const { subjectId, targets } = await file.as('samuel');
    const asked = {
      body: { kind: 'notice-to-stop', at: clock.at, targetId: targets[0].targetId },
      key: 'a-notice-of-the-exercise',
    };
    const first = await players.samuel.ask('POST', `/subjects/${subjectId}/notices`, asked);
    const again = await players.samuel.ask('POST', `/subjects/${subjectId}/notices`, asked);
    expect(
      first.status === 201 && again.body.notice.noticeId === first.body.notice.noticeId,
      `it was answered ${first.status} and ${again.status} ${again.detail}`,
    );
    noticeId = first.body.notice.noticeId;
    const { warnings } = await file.as('samuel');
    expect(warnings.length === 1, `the case has ${warnings.length} notices`);
    return 'in the case, once, though it was asked twice';
  });
  await file.does('samuel', 'records that he was told to stop', '/actions', {
    action: { kind: 'notice-to-stop', noticeId },
    doneAt: clock.at,
  });
  clock.forward({ days: 3 });
  const before = clock.at;
  await protocol.step('Gordon Pell', 'writes in spite of it', async () => {
    await exercise.mail(
      FROM,
      DANA,
      'I understand now',
      'Dana,\n\nYou do not have to write back. We will talk properly when you are ready, just the two of us.\n\nAlways,\nG.',
    );
    const { warnings, priority } = await file.as('samuel');
    expect(warnings[0].contactsSince === 1, `${warnings[0].contactsSince} contacts count as after the notice`);
    const mails = (await file.told()).filter(({ at }) => at >= before);
    expect(
      mails.some(({ text }) => text.includes('after the subject was told to stop')),
      `no mail says that he wrote after a notice: ${mails.map(({ text }) => text.slice(0, 1500)).join(' / ')}`,
    );
    return `after a notice, ${priority}; ${await file.tells(['ruth.okafor', 'samuel.greer'], before, SECRETS)}`;
  });
  return noticeId;
}

/** He writes from another address: a case of its own, until a person says that the two are one. */
async function secondAddress(exercise: Exercise, file: CaseFile): Promise<CaseFile> {
  const { protocol, players, clock } = exercise;
  let other!: CaseFile;
  clock.forward({ hours: 20 });
  await protocol.step('Gordon Pell', 'writes from another address', async () => {
    await exercise.mail(
      ALSO_FROM,
      DANA,
      'It was raining',
      'Dana,\n\nIt was raining this morning and you had no umbrella. I waited by your car until you had gone. I know which way you drive home.\n\nG.',
    );
    other = await CaseFile.newOne(exercise);
    return `${other.caseNumber}, a case of its own`;
  });
  const reason = 'The same hand, the same phrases.';
  const version = async () => (await other.as('samuel')).version;
  await file.cannot('ruth', 'merges the two', 403, /None of your roles/, '/merge', {
    caseId: other.caseId,
    version: await version(),
    reason,
  });
  const { subjectId } = await file.as('samuel');
  const { subjectId: otherId } = await other.as('samuel');
  const { body: seen } = await players.samuel.get(`/subjects/${subjectId}`);
  const link = seen.links.find((one: { otherId: string }) => one.otherId === otherId);
  if (link?.state !== 'joined') {
    await file.cannot(
      'samuel',
      'merges what nobody has said to be one person',
      409,
      /Join the subjects first/,
      '/merge',
      { caseId: other.caseId, version: await version(), reason },
    );
  }
  await protocol.step('Samuel Greer', 'says that the two are one person', async () => {
    const answer = await players.samuel.ask('POST', `/subjects/${subjectId}/links/${otherId}`, {
      body: { decision: 'joined' },
      ifMatch: link === undefined ? '*' : `"${link.version}"`,
    });
    expect(
      answer.status === 200 && answer.body.state === 'joined',
      `it was answered ${answer.status} ${answer.detail}`,
    );
    return link === undefined ? 'joined' : `joined; the system had found them ${link.state}`;
  });
  await file.does(
    'samuel',
    'merges the two cases',
    '/merge',
    { caseId: other.caseId, version: await version(), reason },
    ({ body }) => `the other goes on in ${body.caseNumber}`,
  );
  await other.cannot('samuel', 'works in the merged case', 409, /./, '/notes', { text: 'Here.' });
  await other.cannot('samuel', 'closes the merged case', 409, /goes on in/, '/close', {
    disposition: 'harassment-pattern',
    facts: {},
  });
  return other;
}

async function closes(exercise: Exercise, file: CaseFile, noticeId: string): Promise<void> {
  const { protocol, clock } = exercise;
  await protocol.step('Ruth Okafor', 'acknowledges again where it is asked for', async () => {
    const { status } = await file.as('ruth');
    if (status !== 'open') return 'nothing asks for it';
    await exercise.players.ruth.change(file.caseId, '/acknowledge', {});
    return 'acknowledged';
  });
  await file.cannot('ruth', 'holds it', 403, /None of your roles/, '/hold', { reason: 'Court.' });
  await file.does(
    'nora',
    'puts it under legal hold',
    '/hold',
    { reason: 'A petition is being prepared.' },
    ({ body }) => `${body.custody.hold.objects} originals held`,
  );
  await file.cannot('nora', 'holds it once more', 409, /on hold already/, '/hold', { reason: 'Again.' });
  const pattern = { disposition: 'harassment-pattern', facts: { notice: noticeId } };
  await file.cannot('samuel', 'closes it with a forged notice', 422, /no notice to stop that this case has/, '/close', {
    ...pattern,
    facts: { notice: `notice-${'0'.repeat(32)}` },
  });
  await file.cannot('samuel', 'closes it without notice or order', 422, /one of them is asked for/, '/close', {
    disposition: 'harassment-pattern',
  });
  await file.cannot('samuel', 'closes it as no threat, unread', 409, /have not opened/, '/close', {
    disposition: 'not-a-threat',
    facts: { reason: 'Polite.' },
  });
  await file.does(
    'samuel',
    'closes it as a course of conduct',
    '/close',
    pattern,
    ({ body }) => `${body.status}: ${body.disposition}`,
  );
  clock.forward({ days: 6 });
}

/** He writes to security itself: the case opens again, and who is a target now does not close it. */
async function writesAgain(exercise: Exercise, file: CaseFile, noticeId: string): Promise<void> {
  const { protocol, clock } = exercise;
  const before = clock.at;
  await protocol.step('Gordon Pell', 'writes to Dana and to the head of security', async () => {
    await exercise.mail(
      FROM,
      `${DANA}, Samuel Greer <samuel.greer@harborline.example>`,
      'Your letter',
      'So you sent Mr. Greer after me. I know now where he lives as well, and what time he leaves the house. You will both regret this.',
    );
    const { status, custody } = await file.as('kofi');
    expect(status === 'open', `the case is ${status}`);
    expect(custody.hold !== null, 'the hold is gone');
    return `open again; ${await file.tells(['ruth.okafor'], before, SECRETS)}`;
  });
  await file.does('ruth', 'acknowledges', '/acknowledge', {});
  await file.does('kofi', 'records the escort', '/actions', {
    action: { kind: 'protective-step', step: 'escort' },
    doneAt: clock.at,
  });
  const pattern = { disposition: 'harassment-pattern', facts: { notice: noticeId } };
  await file.cannot(
    'samuel',
    'closes it, being aimed at',
    409,
    /not closed by the person at whom it is aimed/,
    '/close',
    pattern,
  );
  await file.cannot(
    'samuel',
    'makes it less urgent, being aimed at',
    409,
    /by the person at whom it is aimed/,
    '/priority/lower',
    { to: 'P3', reason: 'I am not afraid.' },
  );
  await file.does(
    'kofi',
    'closes it as a course of conduct',
    '/close',
    pattern,
    ({ body }) => `${body.status}: ${body.disposition}`,
  );
}
