import { type CaseFile, expect } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';

/** What is kept over all cases: the violent incident log, whether similar cases were treated alike, and who saw what. */
export async function recordsOf(exercise: Exercise, started: string, harasser: CaseFile): Promise<void> {
  const { protocol, players, clock } = exercise;
  protocol.begin('Records');
  const days = `from=${started.slice(0, 10)}&to=${clock.at.slice(0, 10)}`;
  const time = `from=${started}&to=${clock.at}`;
  await harasser.cannot(
    'samuel',
    'writes a row of the incident log with a name in it',
    422,
    /must not tell who anybody is/,
    '/incident',
    incident('Dana was followed to her car.'),
    'PUT',
  );
  await harasser.cannot(
    'ruth',
    'writes a row of the incident log',
    403,
    /None of your roles/,
    '/incident',
    incident('The employee was followed.'),
    'PUT',
  );
  await harasser.does(
    'samuel',
    'writes the row of the incident log',
    '/incident',
    incident('The customer wrote to the employee again and again, and followed the employee.'),
    ({ body }) => (body.custody.incident === null ? 'no row' : 'kept, and names nobody'),
    'PUT',
  );
  await protocol.step('Nora Aldridge', 'takes out the violent incident log', async () => {
    const { bytes } = await players.nora.get(`/incident-log?${days}`);
    const text = bytes.toString('utf8');
    expect(text.includes('followed the employee'), 'the row is not in it');
    expect(!/Dana|Gordon|Travis|Jonah/.test(text), 'it names somebody');
    return `${text.trimEnd().split('\r\n').length - 1} rows; no name in it`;
  });
  await protocol.step('Ines Calloway', 'asks whether similar cases were treated alike', async () => {
    const { body, bytes } = await players.ines.get(`/consistency?${time}`);
    expect(!/worth|revenue|balance|accountNumber/i.test(bytes.toString('utf8')), 'what a customer is worth is in it');
    return `${body.cases} cases compared, ${body.outliers.length} of them went otherwise than the others; no customer in it`;
  });
  await protocol.refused('Ruth Okafor', 'asks for the same', { status: 403, why: /None of your roles/ }, () =>
    players.ruth.ask('GET', `/consistency?${time}`),
  );
  await protocol.step('Ines Calloway', 'reads who saw what', async () => {
    const all: { reason: string | null; personName: string; what: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await players.ines.get(
        `/access-log?${time}&caseId=${harasser.caseId}&limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      all.push(...body.entries);
      cursor = body.cursor;
    }
    const unmasked = all.find(({ reason }) => reason?.includes('reception'));
    expect(unmasked?.personName === 'Samuel Greer', 'who unmasked the subject, and why, is not in it');
    return `${all.length} entries of one case; who unmasked the subject, and why, is among them`;
  });
  await protocol.refused('Samuel Greer', 'reads who saw what', { status: 403, why: /None of your roles/ }, () =>
    players.samuel.ask('GET', `/access-log?${time}`),
  );
  await protocol.step('The operator', 'looks for what failed', async () => {
    const dead = await exercise.deadLetters();
    expect(dead === 0, `${dead} messages are in the dead letters`);
    return 'nothing is in the dead letters';
  });
}

const incident = (description: string) => ({
  date: '2026-07-27',
  time: '17:05',
  location: 'Portmouth main office, and by email',
  violenceTypes: ['2'],
  description,
  committedBy: ['client or customer'],
  circumstances: ['usual job duties'],
  where: 'parking lot or other area outside the workplace',
  incidentTypes: ['threat of physical force, or of the use of a weapon or other object'],
  consequences: {
    securityContacted: true,
    lawEnforcementContacted: false,
    response: 'Security escorts the employee.',
    protectiveActions: 'The contact was moved to others; the employee is escorted.',
  },
  title: 'Head of Corporate Security and Risk',
});
