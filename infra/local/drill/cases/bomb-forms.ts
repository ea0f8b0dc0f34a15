import { type CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';
import { later, threatForm } from './steps.ts';

const DID_NOT_SAY = 'Call Did not say';

export const handedOver = (at: string) => ({
  disposition: 'imminent-handed-to-law-enforcement',
  facts: { agency: 'Portmouth Police', officer: 'J. Lindqvist', 'handed-over-at': at, 'report-number': 'none given' },
});

/** What is done about a bomb, and the form that asks the caller. */
export async function actsAndForms(exercise: Exercise, file: CaseFile): Promise<void> {
  const { protocol, players, clock } = exercise;
  await file.cannot('samuel', 'puts a bomb to rest', 409, /imminent case \(P0\) never rests/, '/snooze', {
    until: later(clock.at, { hours: 1 }),
    reason: 'Later.',
  });
  await file.cannot('samuel', 'lowers it unread', 409, /stays at P1 or above/, '/priority/lower', {
    to: 'P3',
    reason: 'A prank.',
  });
  await file.cannot('samuel', 'records what has not happened', 422, /in the future/, '/actions', {
    action: { kind: 'investigation', what: 'The branch is searched.' },
    doneAt: later(clock.at, { hours: 1 }),
  });
  await file.does(
    'samuel',
    'records that the police were informed',
    '/actions',
    {
      action: {
        kind: 'law-enforcement-informed',
        agency: 'Portmouth Police',
        officer: 'J. Lindqvist',
        reportNumber: 'none given',
      },
      doneAt: clock.at,
    },
    ({ body }) => (body.clocks.firstAction === null ? 'the clock of first action stops' : 'it still runs'),
  );
  await file.does('ruth', 'records the protective step', '/actions', {
    action: { kind: 'protective-step', step: 'moved-workplace', what: 'Mill Street is cleared.' },
    doneAt: clock.at,
  });
  await file.cannot('ruth', 'skips to the last stage of CARE', 409, /taken in their order/, '/care-stage', {
    stage: 'report',
    facts: 'Done.',
  });
  for (const [stage, facts] of [
    ['service-effort', 'The caller was asked what would help.'],
    ['assess-and-act', 'The branch is cleared.'],
    ['report', 'The police have it.'],
    ['evaluate-the-relationship', 'Nobody knows yet whose call it was.'],
  ] as const)
    await file.does('ruth', `reaches ${stage}`, '/care-stage', { stage, facts });

  await protocol.refused(
    'Ruth Okafor',
    'completes the bomb form at once',
    { status: 409, why: /form is not complete. Missing/ },
    () => players.ruth.tryComplete(file.caseId, 'bomb'),
  );
  await file.cannot(
    'samuel',
    'closes it without the bomb form',
    409,
    /once these forms are complete: bomb, threat/,
    '/close',
    handedOver(clock.at),
  );
  await protocol.step('Ruth and Samuel', 'type into the bomb form at once', async () => {
    const path = `/cases/${file.caseId}/forms/bomb`;
    const fields = (value: string) => ({ body: { fields: { whereIsIt: { value, was: null } } } });
    const [first, second] = [
      await players.ruth.ask('PATCH', path, fields(DID_NOT_SAY)),
      await players.samuel.ask('PATCH', path, fields('Behind the counter')),
    ];
    expect(
      first.status === 200 && second.status === 409,
      `the saves were answered ${first.status} and ${second.status}`,
    );
    const { body } = await players.ruth.get(path);
    const values = body.fields.find((field: { name: string }) => field.name === 'whereIsIt').values;
    expect(values.length === 2 && body.undecided.includes('whereIsIt'), 'one of the two values was lost');
    return 'both values are kept, until one of them decides';
  });
  await protocol.step('Ruth Okafor', 'fills in the bomb form, a part at a time', async () => {
    await players.ruth.fill(file.caseId, 'bomb', { whereIsIt: DID_NOT_SAY, whenWillItExplode: 'At noon' });
    const silent = [
      'whatDoesItLookLike',
      'whatKind',
      'whatWillCauseIt',
      'placedByWhom',
      'why',
      'callerName',
      'callerAddress',
    ];
    await players.ruth.fill(file.caseId, 'bomb', Object.fromEntries(silent.map((name) => [name, DID_NOT_SAY])));
    await players.ruth.fill(file.caseId, 'bomb', {
      howItCame: 'By telephone',
      sexAsObserved: 'Male',
      voice: ['Deep', 'Slow'],
      accent: 'No accent',
      manner: ['Calm'],
      backgroundSounds: ['Street'],
      language: ['Well spoken'],
      timeCallerHungUp: 'Not known',
      numberShown: '+1 603 555 0177',
      policeToldAt: clock.at,
    });
    const { status, detail, body } = await players.ruth.tryComplete(file.caseId, 'bomb');
    expect(status === 200, `completing it was answered ${status} ${detail}`);
    const words = body.fields.find((field: { name: string }) => field.name === 'exactWords');
    const kept = words.values[0]?.value ?? words.prefilled?.value;
    expect(
      kept === 'There is a bomb in your Mill Street branch. It will go off at noon.\nYou had your chance.',
      `the exact words became ${JSON.stringify(kept)}`,
    );
    return `complete; ${silent.length} questions say “${DID_NOT_SAY}”, the exact words as they were said`;
  });
  await protocol.refused('Ruth Okafor', 'completes it once more', { status: 409, why: /complete already/ }, () =>
    players.ruth.tryComplete(file.caseId, 'bomb'),
  );
  await threatForm(exercise, file, 'ruth', {
    district: 'Contact center',
    classification: 'Telephone',
    personMakingTheThreat: 'Not known',
    recordedLine: 'Line 2',
    threatType: 'direct',
    summary: 'A caller said that there is a bomb in a branch.',
  });
}
