import { CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';
import { later, threatForm } from './steps.ts';

const LINES = [
  ['agent', 'Hello, this is Tomas. How can I help you tonight?'],
  ['customer', 'you closed the account with my rent in it'],
  ['agent', 'I am sorry. Let me look at that for you.'],
  ['customer', "if you don't put that money back tonight i'll kill myself, tomas, and it will be on you"],
  ['agent', 'I am still here with you. Are you safe right now?'],
  ['customer', 'i have the pills here'],
] as const;

/** As Amazon Connect writes the transcript of a chat. */
function transcript(end: number): string {
  const speakers = {
    agent: { ParticipantId: 'p-2', DisplayName: 'Tomas Reyes', ParticipantRole: 'AGENT' },
    customer: { ParticipantId: 'p-1', DisplayName: 'Jonah Beck', ParticipantRole: 'CUSTOMER' },
  };
  const lines = LINES.map(([speaker, Content], index) => ({
    AbsoluteTime: new Date(end - (LINES.length - index) * 20_000).toISOString(),
    Id: `m${index + 1}`,
    Type: 'MESSAGE',
    ContentType: 'text/plain',
    Content,
    ...speakers[speaker],
  }));
  const Participants = [{ ParticipantId: 'p-1' }, { ParticipantId: 'p-2' }];
  return JSON.stringify({
    Version: '2019-08-26',
    ContactId: 'aaaa0000-0000-4000-8000-000000000001',
    Participants,
    Transcript: lines,
  });
}

/** "If you don't, I'll kill myself": help for a person, and a threat to an employee at once. Two cases of one chat, which other people work. */
export async function coercedSelfHarm(exercise: Exercise): Promise<CaseFile[]> {
  const { protocol, clock } = exercise;
  protocol.begin('Coerced self-harm');
  const started = clock.at;
  let help!: CaseFile;
  let threat!: CaseFile;
  await protocol.step('Jonah Beck', 'writes in a chat with Tomas', async () => {
    await exercise.drop(`chats/${clock.at.slice(0, 10)}.json`, transcript(clock.now().getTime()));
    const found = await CaseFile.newOnes(exercise);
    for (const file of found) {
      const { lane, priority, guidance } = await file.as('samuel');
      if (lane !== 'crisis') threat = file;
      else {
        help = file;
        expect(priority === 'P0', `words of self-harm came as ${priority}`);
        expect(JSON.stringify(guidance).includes('988'), 'the crisis line is not at hand');
      }
    }
    expect(
      found.length === 2 && help !== undefined && threat !== undefined,
      `${found.length} cases came up where two had to`,
    );
    return `${help.caseNumber} for the person at risk (P0, crisis), ${threat.caseNumber} for the ultimatum to Tomas`;
  });
  await protocol.step('The system', 'tells the roster, HR at once and not by the mail of the day', () =>
    help.tells(['ruth.okafor', 'samuel.greer', 'lena.fischer'], started, [/pills/, /Jonah/, /kill myself/]),
  );
  await works(exercise, help);
  await together(exercise, help, threat);
  await closes(exercise, help);
  await theThreat(exercise, threat);
  return [help, threat];
}

async function works(exercise: Exercise, help: CaseFile): Promise<void> {
  const { protocol, players, clock } = exercise;
  await protocol.refused(
    'Kofi Mensah',
    'closes it in a list of spam',
    { status: 409, why: /It is not closed with others: it is P0/ },
    async () => {
      const { version } = await help.as('kofi');
      const { body } = await players.kofi.ask('POST', '/cases/close-many', {
        body: {
          as: 'disposition',
          disposition: 'misdirected-or-spam',
          facts: { 'recognised-by': 'spam' },
          cases: [{ caseId: help.caseId, version }],
        },
      });
      return body.cases[0];
    },
  );
  await help.does('ruth', 'acknowledges', '/acknowledge', { note: 'Tomas is still with him.' });
  await help.does('ruth', 'claims it', '/claim', {}, ({ body }) => `${body.work.holder.name} has it`);
  await help.does('ruth', 'writes a note', '/notes', { text: 'Jonah answers. Tomas stays in the chat.' });
  await help.cannot('samuel', 'writes over the note of Ruth', 409, /Only who wrote an entry corrects it/, '/notes', {
    text: 'He does not answer.',
    corrects: await exercise.numberOf(help, 'note-added'),
  });
  await help.does('ruth', 'reaches service-effort', '/care-stage', {
    stage: 'service-effort',
    facts: 'Tomas kept him in the chat and asked whether he is safe.',
  });
  await help.does('ruth', 'reaches assess-and-act', '/care-stage', {
    stage: 'assess-and-act',
    facts: '988 was given; the police were asked to look after him.',
  });
  await help.does('ruth', 'records that the police look after him', '/actions', {
    action: {
      kind: 'law-enforcement-informed',
      agency: 'Portmouth Police',
      officer: 'J. Lindqvist',
      reportNumber: '26-1187',
    },
    doneAt: clock.at,
  });
  await help.cannot(
    'samuel',
    'closes it without the form',
    409,
    /once this form is complete: self-harm/,
    '/close',
    referred(clock.at),
  );
  await protocol.step('Ruth Okafor', 'fills in the form of self-harm, a part at a time', async () => {
    // Of a chat nobody's words are joined by a machine: the person who knows puts them in, and they are kept to the last byte.
    await players.ruth.fill(help.caseId, 'self-harm', {
      exactWords: LINES[3][1],
      saidBy: 'The person themselves',
      means: 'Pills',
      plan: 'Did not say',
      time: 'Tonight',
    });
    const early = await players.ruth.tryComplete(help.caseId, 'self-harm');
    expect(
      early.status === 409 && /Where the person is/.test(early.detail),
      `half of it was answered ${early.status} ${early.detail}`,
    );
    await players.ruth.fill(help.caseId, 'self-harm', {
      coercion: 'That the money is put back.',
      whereIsThePerson: 'At home, by his account',
      reachable: 'In writing only',
      emergencyServicesCalled: 'Ruth Okafor, at once',
      crisisLine: '988 Suicide and Crisis Lifeline',
      crisisLineCalledBy: 'Ruth Okafor',
      crisisLineCalledAt: clock.at,
      handedTo: 'Officer J. Lindqvist, Portmouth Police',
      crisisLineGiven: true,
      supervisorTookPart: true,
    });
    const { status, detail } = await players.ruth.tryComplete(help.caseId, 'self-harm');
    expect(status === 200, `completing it was answered ${status} ${detail}`);
    return 'refused while half of it was there, and kept; complete now';
  });
}

async function together(exercise: Exercise, help: CaseFile, threat: CaseFile): Promise<void> {
  await help.cannot('ruth', 'links the two cases', 403, /None of your roles/, '/link', {
    caseId: threat.caseId,
    reason: 'One chat.',
  });
  await help.cannot('samuel', 'merges help into the threat', 409, /other people work it/, '/merge', {
    caseId: threat.caseId,
    version: (await threat.as('samuel')).version,
    reason: 'One chat.',
  });
  await help.does(
    'samuel',
    'links the two cases',
    '/link',
    { caseId: threat.caseId, reason: 'One chat.' },
    ({ body }) => `${body.relations.links.length} linked, each with its own people`,
  );
  await exercise.settled();
}

const referred = (at: string) => ({
  disposition: 'self-harm-referred',
  facts: { 'referred-to': '988 and Portmouth Police', 'referred-by': 'Ruth Okafor', 'referred-at': at },
});

async function closes({ clock }: Exercise, help: CaseFile): Promise<void> {
  await help.cannot('ruth', 'closes it', 403, /None of your roles may do this \(close\)/, '/close', referred(clock.at));
  await help.cannot(
    'samuel',
    'closes it as referred tomorrow',
    422,
    /has not been yet/,
    '/close',
    referred(later(clock.at, { days: 1 })),
  );
  await help.cannot('samuel', 'closes it as abuse, alone', 409, /second person has to agree/, '/close', {
    disposition: 'abusive-no-threat',
    facts: { 'conduct-rule': '4', applied: 'A letter.' },
  });
  await help.does(
    'samuel',
    'closes it, put in touch with help',
    '/close',
    referred(clock.at),
    ({ body }) => `${body.status}: ${body.disposition}`,
  );
}

/** The ultimatum to Tomas: taken on, and then nothing is done, until the clock of first action climbs. */
async function theThreat(exercise: Exercise, threat: CaseFile): Promise<void> {
  const { protocol, clock } = exercise;
  await threat.does('samuel', 'acknowledges the ultimatum', '/acknowledge', {});
  await protocol.step('The clock', 'climbs, since nobody does anything', async () => {
    const { clocks } = await threat.as('samuel');
    const before = clock.at;
    clock.past(clocks.firstAction.dueAt);
    await exercise.tick();
    return threat.tells(['martin.hale'], before, [/pills/]);
  });
  const day = later(clock.at, { days: 89 }).slice(0, 10);
  const monitor = {
    disposition: 'credible-monitor',
    facts: {
      'protective-steps': 'Tomas takes no chats of his.',
      'watched-by': 'Corporate Security',
      'review-date': day,
    },
  };
  await threat.does('martin', 'moves Tomas out of it', '/actions', {
    action: { kind: 'contact-reassigned', to: 'Another agent' },
    doneAt: clock.at,
  });
  await threatForm(exercise, threat, 'samuel', {
    district: 'Contact center',
    personMakingTheThreat: 'Customer',
    accountNumber: 'Not known',
    classification: 'Written or Online',
    threatType: 'implied',
    channel: 'chat',
    summary: 'He says that he will kill himself if the money is not put back.',
  });
  await threat.cannot('samuel', 'watches it until next year', 422, /more than 92 days away/, '/close', {
    ...monitor,
    facts: { ...monitor.facts, 'review-date': later(clock.at, { days: 200 }).slice(0, 10) },
  });
  await threat.does(
    'samuel',
    'closes it, to be watched',
    '/close',
    monitor,
    ({ body }) => `${body.status}: ${body.disposition}`,
  );
}
