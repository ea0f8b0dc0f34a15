import type { PlayerId } from './cast.ts';
import type { Exercise, Told } from './exercise.ts';
import type { Answer, Method } from './player.ts';

/** What a step found otherwise than it has to be. */
export class NotAsExpectedError extends Error {
  override readonly name = 'NotAsExpectedError';
}

/** @throws NotAsExpectedError with `what` where it does not hold. */
export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new NotAsExpectedError(what);
}

/** Case numbers that were met, so that a new one is known for one. */
const MET = new WeakMap<Exercise, Set<string>>();

/** One case of an exercise, as its players work it. */
export class CaseFile {
  constructor(
    private readonly exercise: Exercise,
    readonly caseId: string,
    readonly caseNumber: string,
  ) {}

  /** The cases that came up since the last call, as security's queue has them. */
  static async newOnes(exercise: Exercise): Promise<CaseFile[]> {
    const met = MET.get(exercise) ?? new Set();
    MET.set(exercise, met);
    const { body } = await exercise.players.kofi.get('/cases?status=open&limit=100');
    const fresh = (body.cases as { caseId: string; caseNumber: string }[]).filter(({ caseId }) => !met.has(caseId));
    for (const { caseId } of fresh) met.add(caseId);
    return fresh.map(({ caseId, caseNumber }) => new CaseFile(exercise, caseId, caseNumber));
  }

  /** @throws NotAsExpectedError unless exactly one came up. */
  static async newOne(exercise: Exercise): Promise<CaseFile> {
    const found = await CaseFile.newOnes(exercise);
    const [first] = found;
    expect(first !== undefined && found.length === 1, `${found.length} cases came up where one had to`);
    return first;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as an answer of the API.
  async as(who: PlayerId): Promise<any> {
    return (await this.exercise.players[who].get(`/cases/${this.caseId}`)).body;
  }

  /** A step by which a person changes the case; `say` looks at the case as it is then, and says what came of it. */
  async does(
    who: PlayerId,
    what: string,
    path: string,
    body: unknown,
    say: (answer: Answer) => string = () => 'done',
    method: Method = 'POST',
  ): Promise<void> {
    const player = this.exercise.players[who];
    await this.exercise.protocol.step(player.name, what, async () => {
      const answer = await player.change(this.caseId, path, body, method);
      await this.exercise.settled();
      return say(answer);
    });
  }

  /** A shortcut that a person tries, having read the case as it is. */
  async cannot(
    who: PlayerId,
    what: string,
    status: number,
    why: RegExp,
    path: string,
    body: unknown = {},
    method: Method = 'POST',
  ): Promise<void> {
    const player = this.exercise.players[who];
    await this.exercise.protocol.refused(player.name, what, { status, why }, () =>
      player.tryChange(this.caseId, path, body, method),
    );
  }

  async cannotRead(who: PlayerId, what: string, status: number, why: RegExp, path = ''): Promise<void> {
    const player = this.exercise.players[who];
    await this.exercise.protocol.refused(player.name, what, { status, why }, () =>
      player.ask('GET', `/cases/${this.caseId}${path}`),
    );
  }

  /** Opens every flagged contact, as who decides about a case has to. */
  async readsAll(who: PlayerId): Promise<void> {
    const player = this.exercise.players[who];
    await this.exercise.protocol.step(player.name, 'reads every contact', async () => {
      const { contacts } = await this.as(who);
      for (const { contactId } of contacts) await player.get(`/cases/${this.caseId}/contacts/${contactId}`);
      return `${contacts.length} read, each view on record`;
    });
  }

  told(): Promise<Told[]> {
    return this.exercise.told(this.caseNumber);
  }

  /**
   * Who was told by mail since a moment, and that no mail says what must not be in one.
   * @throws NotAsExpectedError
   */
  async tells(people: readonly string[], since: string, secrets: readonly RegExp[]): Promise<string> {
    const mails = await this.told();
    const fresh = mails.filter(({ at }) => at >= since);
    const to = new Set(fresh.flatMap((mail) => mail.to.map((address) => address.split('@')[0] ?? '')));
    const missing = people.filter((name) => !to.has(name));
    expect(missing.length === 0, `${missing.join(', ')} was not told; told were ${[...to].join(', ') || 'nobody'}`);
    for (const secret of secrets) {
      expect(!mails.some(({ text }) => secret.test(text)), `a mail says ${secret.source}, which no mail may say`);
    }
    return `told: ${[...to].join(', ')}; no mail holds a word of it`;
  }
}
