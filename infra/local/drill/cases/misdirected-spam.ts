import { CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';

const SPAM =
  'LAST WARNING!!! Your mailbox will be destroyed today. Pay the fee, this is your final warning. Act now or you will regret it.';
const GRAVER =
  'Your parcel is held. Pay the customs fee today, this is your final warning. Act now or you will regret it.';
const spam = {
  disposition: 'misdirected-or-spam',
  facts: { 'recognised-by': 'The same text came to three addresses from a list.' },
};

/** Sent by a machine to many: closed together, but for the one that was assessed as serious. */
export async function misdirectedSpam(exercise: Exercise): Promise<CaseFile[]> {
  const { protocol, clock, players } = exercise;
  protocol.begin('Misdirected spam');
  let files: CaseFile[] = [];
  const started = clock.at;
  await protocol.step('A list', 'sends three of one mail, and a graver one', async () => {
    for (const sender of ['a', 'b', 'c'])
      await exercise.mail(
        `Mail desk <${sender}@bulk-offers.example>`,
        'customers@harborline.example',
        'LAST WARNING',
        SPAM,
      );
    files = await CaseFile.newOnes(exercise);
    await exercise.mail(
      'Parcel desk <parcels@bulk-offers.example>',
      'customers@harborline.example',
      'LAST NOTICE',
      GRAVER,
    );
    files = [...files, ...(await CaseFile.newOnes(exercise))];
    expect(files.length === 4, `${files.length} cases came up where four had to`);
    return files.map(({ caseNumber }) => caseNumber).join(', ');
  });
  await protocol.step('The system', 'tells the roster of each', async () => {
    for (const file of files)
      await file.tells(['ruth.okafor', 'samuel.greer'], started, [/will be destroyed/, /bulk-offers/]);
    return `told of ${files.length} cases; no mail holds a word of it`;
  });
  const urgent = files.pop() as CaseFile;
  const slight = files;
  await urgent.does(
    'samuel',
    'makes the one about a parcel more urgent',
    '/priority/raise',
    { to: 'P1', reason: 'A parcel came as well.' },
    ({ body }) => body.priority,
  );
  const list = (of: readonly CaseFile[]) =>
    Promise.all(of.map(async (file) => ({ caseId: file.caseId, version: (await file.as('samuel')).version })));
  const closeMany = async (who: 'samuel' | 'ruth', body: object) =>
    players[who].ask('POST', '/cases/close-many', { body: { as: 'disposition', ...body } });
  await protocol.refused('Ruth Okafor', 'closes them together', { status: 403, why: /None of your roles/ }, async () =>
    closeMany('ruth', { ...spam, cases: await list(slight) }),
  );
  await protocol.refused(
    'Samuel Greer',
    'closes them together as no threat',
    { status: 409, why: /only with misdirected-or-spam/ },
    async () =>
      closeMany('samuel', { disposition: 'not-a-threat', facts: { reason: 'Spam.' }, cases: await list(slight) }),
  );
  await protocol.refused(
    'Samuel Greer',
    'closes them together unacknowledged',
    { status: 409, why: /nobody has acknowledged it/ },
    async () => {
      const { body } = await closeMany('samuel', { ...spam, cases: await list(slight) });
      return body.cases[0];
    },
  );
  await protocol.step('Samuel Greer', 'takes each of them on', async () => {
    for (const file of [...slight, urgent]) await players.samuel.change(file.caseId, '/acknowledge', {});
    return `${slight.length + 1} acknowledged`;
  });
  await protocol.refused(
    'Samuel Greer',
    'closes the graver one with the others',
    { status: 409, why: /It is not closed with others: it is P1/ },
    async () => {
      const { body } = await closeMany('samuel', { ...spam, cases: await list([urgent]) });
      return body.cases[0];
    },
  );
  await protocol.step('Samuel Greer', 'closes the three together', async () => {
    const { body } = await closeMany('samuel', { ...spam, cases: await list(slight) });
    const refused = body.cases.filter(({ status }: { status: number }) => status !== 200);
    expect(
      refused.length === 0,
      `of them were refused: ${refused.map(({ detail }: { detail: string }) => detail).join(' ')}`,
    );
    return `${body.cases.length} closed, each decided by itself`;
  });
  await fourEyes(urgent);
  return [urgent, ...slight];
}

async function fourEyes(urgent: CaseFile): Promise<void> {
  await urgent.cannot(
    'samuel',
    'closes the graver one alone',
    409,
    /second person has to agree to misdirected-or-spam, for the case was once P1/,
    '/close',
    spam,
  );
  await urgent.does('samuel', 'proposes to close it', '/closing', spam);
  const proposal = { proposal: (await urgent.as('samuel')).work.proposal.number };
  await urgent.does('nora', 'declines, for now', '/closing/withdraw', {
    ...proposal,
    reason: 'Who sent the parcel is to be asked first.',
  });
  await urgent.cannot('nora', 'confirms what was withdrawn', 409, /withdrawn/, '/closing/confirm', proposal);
  await urgent.does('samuel', 'proposes it again', '/closing', spam);
  await urgent.does(
    'nora',
    'confirms it',
    '/closing/confirm',
    { proposal: (await urgent.as('samuel')).work.proposal.number },
    ({ body }) => `${body.status}: ${body.disposition}`,
  );
}
