import type { CaseFile } from '../case-file.ts';
import type { Exercise } from '../exercise.ts';

const TOKENS = {
  'another-role': 'a token of a role that there is not',
  'another-issuer': 'a token of another issuer',
  'another-key': 'a token that another key signed',
  'no-token': 'no token',
} as const;

/** Whoever has no business with a case: in no role, of another team, with a token that no user pool gave, or by an id that is none. */
export async function strangers(exercise: Exercise, file: CaseFile): Promise<void> {
  const { protocol, players } = exercise;
  const { caseId } = file;
  await file.cannotRead('tomas', 'reads it, in no role', 403, /None of your roles/);
  await file.cannotRead('olga', 'reads it, as the operator', 403, /None of your roles/);
  await file.cannotRead('bruno', 'reads it, as the supervisor of others', 404, /no such case/);
  for (const [as, status, why] of [
    ['another-role', 403, /None of your roles/],
    ['another-issuer', 401, /Unauthorized/],
    ['another-key', 401, /Unauthorized/],
    ['no-token', 401, /Unauthorized/],
  ] as const) {
    const stranger = await exercise.stranger(as);
    await protocol.refused('A stranger', `reads it with ${TOKENS[as]}`, { status, why }, () =>
      stranger.ask('GET', `/cases/${caseId}`),
    );
  }
  await protocol.refused('Samuel Greer', 'reads a case by a forged id', { status: 404, why: /no such case/ }, () =>
    players.samuel.ask('GET', `/cases/case-${'0'.repeat(32)}`),
  );
  await protocol.refused('Samuel Greer', 'reads a case by an id that is none', { status: 422, why: /caseId/ }, () =>
    players.samuel.ask('GET', '/cases/..%2F..%2Fpolicy'),
  );
}
