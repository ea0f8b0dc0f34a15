import { CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';
import { later, threatForm } from './steps.ts';

const SECRETS = [/Marjorie/, /Kemp/, /loses his job/, /never works in a bank/];

/** A threat to report an employee personally: a fair review of the employee, on a track of its own, from the same moment. */
export async function reportTheAgent(exercise: Exercise): Promise<CaseFile> {
  const { protocol, clock } = exercise;
  protocol.begin('Report the agent');
  let file!: CaseFile;
  const started = clock.at;
  await protocol.step('Marjorie Kemp', 'writes that she will have Tomas dismissed', async () => {
    await exercise.mail(
      'Marjorie Kemp <marjorie.kemp@mailhaven.example>',
      'Tomas Reyes <tomas.reyes@harborline.example>',
      'Tomas Reyes',
      'Your Mr. Reyes kept me waiting forty minutes and then told me that the branch had closed.\n\nI will not rest until Tomas Reyes loses his job. I am going to report him personally to the regulator and to his manager, and I will make sure that he never works in a bank again.\n\nMarjorie Kemp',
    );
    file = await CaseFile.newOne(exercise);
    const { priority, lane, review } = await file.as('lena');
    expect(lane === 'hr' && review.reviews.length === 1, `it is in ${lane} with ${review.reviews.length} reviews`);
    return `${file.caseNumber}, ${priority}, HR's; a review of the employee is open, with a time for each step`;
  });
  await protocol.step('The system', 'tells the supervisor, and HR at once of the review', () =>
    file.tells(['ruth.okafor', 'lena.fischer'], started, SECRETS),
  );
  await keptApart(exercise, file);
  await handling(exercise, file);
  await review(exercise, file);
  await closes(file);
  return file;
}

/** Requirement 29: who handles the customer learns nothing of the review, and does nothing in it. */
async function keptApart(exercise: Exercise, file: CaseFile): Promise<void> {
  const { protocol, players } = exercise;
  for (const who of ['ruth', 'samuel'] as const) {
    await protocol.step(players[who].name, 'opens the case, and sees nothing of the review', async () => {
      const view = await file.as(who);
      const text = JSON.stringify(view);
      expect(
        view.review.reviews.length === 0 && !/"review-|employee-review/.test(text.replace(/"may":\[[^\]]*\]/, '')),
        'the review shows',
      );
      return `${view.events.length} events, none of the review`;
    });
    await file.cannot(who, 'opens a review', 403, /None of your roles may do this \(open-review\)/, '/reviews', {
      employeeId: null,
      because: 'He was rude.',
    });
    await file.cannot(who, 'tells the employee in it', 403, /None of your roles/, '/reviews/review-1/told', {});
    await file.cannot(who, 'completes it', 403, /None of your roles/, '/reviews/review-1/completion', {});
  }
  await file.cannotRead('tomas', 'reads the case about himself', 403, /None of your roles/);
  await file.cannot(
    'lena',
    'works on a review that there is not',
    404,
    /no such review/,
    '/reviews/review-7/completion',
    {},
  );
}

async function handling(exercise: Exercise, file: CaseFile): Promise<void> {
  const { protocol, players, clock } = exercise;
  await file.does('lena', 'acknowledges', '/acknowledge', {});
  await file.does('lena', 'claims it', '/claim', {}, ({ body }) => `${body.work.holder.name} has it`);
  await file.does('ruth', 'reaches service-effort', '/care-stage', {
    stage: 'service-effort',
    facts: 'She was called back, and her visit to the branch was looked into.',
  });
  await file.does('ruth', 'records the call to the customer', '/actions', {
    action: { kind: 'customer-contact', channel: 'phone', what: 'She was heard, and told how to complain.' },
    doneAt: clock.at,
  });
  await threatForm(exercise, file, 'lena', {
    district: 'Contact center',
    personMakingTheThreat: 'Customer',
    accountNumber: '0372',
    classification: 'Written or Online',
    threatType: 'implied',
    channel: 'email',
    summary: 'She says that she will have an employee dismissed.',
  });
  await protocol.step('The system', 'lets nobody of that line decide whom it concerns', async () => {
    const { body } = await players.lena.get(`/cases/${file.caseId}/account-decision`);
    return `the account is for the ${body.decider.role} (${body.decider.names.join(', ')})`;
  });
}

async function review(exercise: Exercise, file: CaseFile): Promise<void> {
  const { protocol, players, clock } = exercise;
  const path = '/reviews/review-1';
  const discipline = {
    measure: 'written-warning',
    decidedAt: clock.at,
    who: 'Martin Hale',
    note: 'For the complaint.',
  };
  await file.cannot(
    'lena',
    'disciplines the employee before the review',
    409,
    /no discipline is recorded before the review of the employee is complete/,
    `${path}/discipline`,
    discipline,
  );
  await file.cannot(
    'lena',
    'closes the case while the review is open',
    409,
    /cannot be closed while the review of the employee is open/,
    '/close',
    reviewed,
  );
  await file.cannot(
    'samuel',
    'closes the case while it must stay open',
    409,
    /Human resources says when it can/,
    '/close',
    { disposition: 'abusive-no-threat', facts: { 'conduct-rule': '4', applied: 'A letter.' } },
  );
  await file.cannot(
    'lena',
    'completes an empty review',
    409,
    /no fact is recorded on what the employee did; .*has not been told; .*no support.*not been heard/,
    `${path}/completion`,
  );
  const before = clock.at;
  await protocol.step('The clock', 'reminds HR, since the employee was not told in time', async () => {
    const {
      review: { reviews },
    } = await file.as('lena');
    clock.past(reviews[0].noteDueAt);
    await exercise.tick();
    return file.tells(['lena.fischer'], before, SECRETS);
  });
  await protocol.step('Lena Fischer', 'sends the neutral note', async () => {
    const { body } = await players.lena.get(`/cases/${file.caseId}/templates`);
    const text = body.templates.find(
      ({ template }: { template: string }) => template === 'note-to-employee-under-review',
    );
    expect(text?.body?.includes('Tomas Reyes') && !/Marjorie|Kemp/.test(text.body), 'the text does not name him alone');
    await players.lena.change(file.caseId, '/review-templates/note-to-employee-under-review/sent', {
      to: 'employee',
      sentAt: clock.at,
    });
    return 'recorded as sent';
  });
  await file.cannot('lena', 'tells the employee tomorrow', 422, /toldAt: is in the future/, `${path}/told`, {
    toldAt: later(clock.at, { days: 1 }),
    how: 'in-person',
    who: 'Lena Fischer',
    note: null,
  });
  await file.does('lena', 'tells the employee', `${path}/told`, {
    toldAt: clock.at,
    how: 'in-person',
    who: 'Lena Fischer',
    note: null,
  });
  await file.cannot('lena', 'tells the employee once more', 409, /told already/, `${path}/told`, {
    toldAt: clock.at,
    how: 'by-phone',
    who: 'Lena Fischer',
    note: null,
  });
  await file.does('lena', 'offers support', `${path}/support`, {
    step: 'employee-assistance-program',
    offeredAt: clock.at,
    accepted: true,
    note: null,
  });
  for (const [kind, text] of [
    ['what-the-employee-did', 'He took the call at 16:41 and ended it at 17:22.'],
    ['what-the-customer-claims', 'That she waited forty minutes.'],
    ['whether-a-rule-was-broken', 'The rule on waiting times was kept: all lines were busy.'],
  ] as const)
    await file.does('lena', `records ${kind.replace(/-/g, ' ')}`, `${path}/facts`, {
      kind,
      text,
      source: 'The call log',
      who: 'Lena Fischer',
    });
  await file.does('lena', 'hears the employee', `${path}/interviews`, {
    of: 'employee',
    outcome: 'held',
    heldAt: clock.at,
    who: 'Lena Fischer, with a colleague of his choice',
    summary: 'He told her the truth about the hours.',
  });
  await file.does(
    'lena',
    'saves a part of the findings',
    `${path}/findings`,
    { factsEstablished: 'The branch had closed.', ruleBroken: 'no' },
    undefined,
    'PATCH',
  );
  await file.cannot(
    'lena',
    'completes it half filled in',
    409,
    /the findings do not say the reason; the findings do not say the recommendation/,
    `${path}/completion`,
  );
  await file.does(
    'lena',
    'saves the rest of the findings',
    `${path}/findings`,
    { reason: 'He kept to the rules.', recommendation: 'Nothing.' },
    undefined,
    'PATCH',
  );
  await file.does('lena', 'completes the review', `${path}/completion`, {}, ({ body }) =>
    body.review.reviews[0].completedAt ? 'complete, every question answered' : 'not complete',
  );
  await file.cannot(
    'lena',
    'changes the completed review',
    409,
    /what it stands on is not changed any more/,
    `${path}/findings`,
    { ruleBroken: 'yes' },
    'PATCH',
  );
  await file.cannot(
    'lena',
    'disciplines where no rule was broken',
    409,
    /did not find that a rule was broken/,
    `${path}/discipline`,
    { ...discipline, decidedAt: clock.at },
  );
  await file.does('lena', 'notes that the employee appeals', `${path}/appeals`, {
    receivedAt: clock.at,
    against: 'findings',
    grounds: 'That he ended the call is not so.',
  });
}

const reviewed = {
  disposition: 'report-employee-review',
  facts: { outcome: 'That the rules were kept, and where she may complain.' },
};

async function closes(file: CaseFile): Promise<void> {
  for (const [stage, facts] of [
    ['assess-and-act', 'It is a complaint, and was looked into.'],
    ['report', 'HR has it.'],
    ['evaluate-the-relationship', 'She stays a customer like any other.'],
  ] as const)
    await file.does('ruth', `reaches ${stage}`, '/care-stage', { stage, facts });
  await file.cannot('samuel', 'closes it with what is for HR', 409, /is for hr to close with/, '/close', reviewed);
  await file.cannot('ruth', 'closes it', 403, /None of your roles/, '/close', reviewed);
  await file.does(
    'lena',
    'closes it as a complaint that went through the review',
    '/close',
    reviewed,
    ({ body }) => `${body.status}: ${body.disposition}`,
  );
  await file.cannot('lena', 'opens a review in the closed case', 409, /The case is closed/, '/reviews', {
    employeeId: null,
    because: 'Once more.',
  });
}
