import { CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';
import { ALSO_FROM, DANA, FROM, SECRETS } from './gordon-pell.ts';

/** The notice to stop is given by a person, and recorded; from then on a contact means more. */
export async function notice(exercise: Exercise, file: CaseFile): Promise<string> {
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
export async function secondAddress(exercise: Exercise, file: CaseFile): Promise<CaseFile> {
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
  await other.cannot('samuel', 'works in the merged case', 409, /goes on in UT-/, '/notes', { text: 'Here.' });
  await other.cannot('samuel', 'closes the merged case', 409, /goes on in UT-/, '/close', {
    disposition: 'harassment-pattern',
    facts: {},
  });
  return other;
}

export async function closes(exercise: Exercise, file: CaseFile, other: CaseFile, noticeId: string): Promise<void> {
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
  await protocol.step('The system', 'holds the case that was merged with it', async () => {
    const { custody } = await other.as('nora');
    expect(custody.hold?.objects === 1, `of the other ${custody.hold?.objects ?? 'nothing'} is held`);
    return custody.hold.reason;
  });
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
export async function writesAgain(exercise: Exercise, file: CaseFile, noticeId: string): Promise<void> {
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
