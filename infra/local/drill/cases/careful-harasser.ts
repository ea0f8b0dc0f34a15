import { CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';
import { DANA, FROM, SECRETS } from './gordon-pell.ts';
import { closes, notice, secondAddress, writesAgain } from './harasser-after-notice.ts';
import { threatForm } from './steps.ts';

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
  await closes(exercise, file, other, noticeId);
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
