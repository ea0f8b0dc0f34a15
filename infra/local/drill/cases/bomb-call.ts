import { randomUUID } from 'node:crypto';
import { CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';
import { fixture } from '../player.ts';
import { actsAndForms, handedOver } from './bomb-forms.ts';
import { later } from './steps.ts';
import { strangers } from './strangers.ts';

/** A note of a call, put where the telephone system puts them: with the moment of the exercise in the place of the fixture's. */
async function note(exercise: Exercise): Promise<string> {
  const text = (await fixture(exercise.root, 'note/bomb-threat.txt')).toString('utf8');
  return text.replace(/^When: .*$/m, `When: ${exercise.clock.at}`);
}

/** A bomb threat by telephone: minutes count, nobody acts at first, and the caller calls again after it was closed. */
export async function bombCall(exercise: Exercise): Promise<CaseFile> {
  const { protocol, clock, players } = exercise;
  protocol.begin('Bomb call');
  let file!: CaseFile;
  const started = clock.at;
  await protocol.step('Priya Nair', 'writes a note of the call', async () => {
    await exercise.drop(`calls/${clock.at.slice(0, 10)}.txt`, await note(exercise));
    file = await CaseFile.newOne(exercise);
    const { priority, lane, acknowledgeDueAt, guidance } = await file.as('samuel');
    expect(priority === 'P0' && lane === 'security', `it is ${priority} in ${lane}`);
    const minutes = (Date.parse(acknowledgeDueAt) - Date.parse(clock.at)) / 60_000;
    expect(minutes > 0 && minutes <= 5, `its clock runs ${minutes} minutes`);
    expect(JSON.stringify(guidance).includes('hang up'), 'the guidance for a bomb call is not at hand');
    return `${file.caseNumber}, P0, to be acknowledged within 5 minutes`;
  });
  await protocol.step('The system', 'tells the roster', () =>
    file.tells(['ruth.okafor', 'samuel.greer', 'lena.fischer'], started, [/Mill Street/, /at noon/, /603 555/]),
  );

  await strangers(exercise, file);
  await unacknowledged(file);

  await protocol.step('The clock', 'climbs, since nobody acknowledges', async () => {
    const steps: string[] = [];
    for (const name of ['martin.hale', 'gerald.ashworth']) {
      const before = clock.at;
      clock.past((await file.as('samuel')).acknowledgeDueAt);
      await exercise.tick();
      await file.tells([name], before, [/Mill Street/]);
      steps.push(name);
    }
    return `${steps.join(', then ')}`;
  });

  const { etag } = await players.ruth.get(`/cases/${file.caseId}`);
  await file.does(
    'samuel',
    'acknowledges',
    '/acknowledge',
    {},
    ({ body }) => `first action due ${body.clocks.firstAction.dueAt.slice(11, 16)}Z`,
  );
  await protocol.refused(
    'Ruth Okafor',
    'acknowledges by what she saw before',
    { status: 409, why: /Since you read the case: acknowledged/ },
    () => players.ruth.ask('POST', `/cases/${file.caseId}/acknowledge`, { body: {}, ifMatch: etag }),
  );
  await protocol.refused(
    'Ruth Okafor',
    'acknowledges without saying what she saw',
    { status: 428, why: /If-Match/ },
    () => players.ruth.ask('POST', `/cases/${file.caseId}/acknowledge`, { body: {} }),
  );
  await file.does('ruth', 'claims it', '/claim', {}, ({ body }) => `${body.work.holder.name} has it`);
  await file.cannot('samuel', 'claims what Ruth has', 409, /Ruth Okafor has it since/, '/claim');
  await file.does(
    'samuel',
    'takes it over, with a reason',
    '/take-over',
    { reason: 'The police speak with me.' },
    ({ body }) => `${body.work.holder.name} has it`,
  );
  await actsAndForms(exercise, file);
  await closes(exercise, file);
  await callsAgain(exercise, file);
  return file;
}

async function unacknowledged(file: CaseFile): Promise<void> {
  const spam = { disposition: 'misdirected-or-spam', facts: { 'recognised-by': 'a prank' } };
  await file.cannot('ruth', 'closes it', 403, /None of your roles may do this \(close\)/, '/close', spam);
  await file.cannot('samuel', 'closes it unacknowledged', 409, /nobody has acknowledged/, '/close', spam);
  await file.cannot('samuel', 'puts it to rest unacknowledged', 409, /acknowledged does not rest/, '/snooze', {
    until: '2026-07-07T14:00:00Z',
    reason: 'Later.',
  });
  await file.cannot('samuel', 'lowers it unacknowledged', 409, /Nobody has acknowledged/, '/priority/lower', {
    to: 'P3',
    reason: 'A prank.',
  });
}

async function closes(exercise: Exercise, file: CaseFile): Promise<void> {
  const { clock } = exercise;
  await file.cannot('samuel', 'closes it as no threat, unread', 409, /have not opened/, '/close', {
    disposition: 'not-a-threat',
    facts: { reason: 'A prank.' },
  });
  await file.readsAll('samuel');
  await file.cannot('samuel', 'closes it as no threat, alone', 409, /second person has to agree/, '/close', {
    disposition: 'not-a-threat',
    facts: { reason: 'A prank.' },
  });
  await file.cannot('samuel', 'closes it without its facts', 422, /agency .*is asked for; officer/, '/close', {
    disposition: 'imminent-handed-to-law-enforcement',
  });
  await file.does(
    'samuel',
    'closes it, handed to the police',
    '/close',
    handedOver(clock.at),
    ({ body }) => `${body.status}: ${body.disposition}`,
  );
  await file.cannot('samuel', 'closes it once more, otherwise', 409, /closed already/, '/close', {
    disposition: 'credible-monitor',
    facts: {},
  });
  await file.cannot('samuel', 'puts the closed case to rest', 409, /is closed/, '/snooze', {
    until: clock.at,
    reason: 'Later.',
  });
}

/** The same number calls again: the case opens again by itself, and is closed by two, to be looked at again. */
async function callsAgain(exercise: Exercise, file: CaseFile): Promise<void> {
  const { protocol, clock } = exercise;
  clock.forward({ days: 4 });
  const before = clock.at;
  await protocol.step('Priya Nair', 'notes a further call of the same number', async () => {
    const again = (await note(exercise)).replace(
      /^Said: [\s\S]*?(?=^Done:)/m,
      'Said: You think I was joking. I will blow that branch up, all of you.\n',
    );
    await exercise.drop(`calls/${randomUUID()}.txt`, again);
    const { status, contacts } = await file.as('samuel');
    expect(status === 'open' && contacts.length === 2, `the case is ${status} with ${contacts.length} contacts`);
    return file.tells(['ruth.okafor', 'samuel.greer'], before, [/joking/]);
  });
  await file.does('ruth', 'acknowledges', '/acknowledge', {});
  await file.does('ruth', 'records what was found', '/actions', {
    action: { kind: 'investigation', what: 'The number is a public telephone.' },
    doneAt: clock.at,
  });
  await file.readsAll('samuel');
  await file.does(
    'samuel',
    'makes it less urgent, as far as it may be',
    '/priority/lower',
    { to: 'P1', reason: 'The police searched the branch.' },
    ({ body }) => body.priority,
  );
  await file.cannot('samuel', 'puts a direct threat to rest', 409, /direct threat never rests/, '/snooze', {
    until: later(clock.at, { hours: 2 }),
    reason: 'Until tomorrow.',
  });
  await file.cannot('ruth', 'proposes to close it', 403, /None of your roles/, '/closing', {});
  const day = later(clock.at, { days: 14 }).slice(0, 10);
  const monitor = { disposition: 'insufficient-monitor', facts: { missing: 'Who called.', 'review-date': day } };
  await file.cannot('samuel', 'closes it alone', 409, /once P0/, '/close', monitor);
  await file.does('samuel', 'proposes to close it, to be watched', '/closing', monitor);
  const { work } = await file.as('samuel');
  const proposal = { proposal: work.proposal.number };
  await file.cannot(
    'samuel',
    'confirms it himself',
    409,
    /Nobody confirms what they proposed/,
    '/closing/confirm',
    proposal,
  );
  await file.cannot('lena', 'confirms it, as HR', 403, /None of your roles/, '/closing/confirm', proposal);
  await file.cannot('kofi', 'confirms another proposal', 409, /No closing is proposed/, '/closing/confirm', {
    proposal: 1,
  });
  await file.does(
    'kofi',
    'confirms it',
    '/closing/confirm',
    proposal,
    ({ body }) => `${body.status}: ${body.disposition}, looked at again on ${day}`,
  );
  await protocol.step('The clock', 'asks to look again when the day has come', async () => {
    const { clocks } = await file.as('samuel');
    const asked = clock.at;
    clock.past(clocks.lookAgainAt);
    await exercise.tick();
    const { clocks: now } = await file.as('samuel');
    expect(now.review !== null, 'nothing asks anybody to look');
    return file.tells(['ruth.okafor', 'samuel.greer'], asked, []);
  });
  await file.cannot('samuel', 'looks again on a day that is past', 422, /not in the future/, '/look-again', {
    note: 'Quiet.',
    nextLookAt: before,
  });
  await file.does(
    'samuel',
    'looks again, and ends the watching',
    '/look-again',
    { note: 'No further call.', nextLookAt: null },
    ({ body }) => (body.clocks.review === null ? 'nothing runs any more' : 'it still runs'),
  );
  await file.cannot('samuel', 'looks again unasked', 409, /does not ask/, '/look-again', {
    note: 'Quiet.',
    nextLookAt: null,
  });
}
