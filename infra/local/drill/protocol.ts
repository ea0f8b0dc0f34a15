import type { Instant } from '../../../functions/contracts/vocabulary.ts';

/** Something went otherwise than it has to. The protocol has it already; it ends the case in which it was. */
export class DeviationError extends Error {
  override readonly name = 'DeviationError';
}

/** `done`: a step that went as it should. `refused`: a shortcut that was refused as it should. `deviation`: neither. */
export type Outcome = 'done' | 'refused' | 'deviation';

/** One line of what happened. */
export interface Entry {
  /** Of which case of the exercise. */
  readonly part: string;
  /** By the clock of the exercise. */
  readonly at: Instant;
  readonly who: string;
  readonly what: string;
  readonly outcome: Outcome;
  /** What came of it, or why it was refused. */
  readonly result: string;
}

/** What an answer must be for a shortcut to count as refused. */
export interface Refusal {
  readonly status: number;
  /** The sentence, or a part of it: a refusal that does not say why is a deviation. */
  readonly why: RegExp;
}

/** An answer of the API, as far as the protocol looks at it. */
export interface Answered {
  readonly status: number;
  /** The sentence of a refusal; empty where there is none. */
  readonly detail: string;
}

/** What happened in an exercise, in order. */
export class Protocol {
  readonly entries: Entry[] = [];
  private part = '';

  constructor(
    private readonly at: () => Instant,
    private readonly onEntry: (entry: Entry) => void = () => undefined,
  ) {}

  begin(part: string): void {
    this.part = part;
  }

  get deviations(): Entry[] {
    return this.entries.filter(({ outcome }) => outcome === 'deviation');
  }

  /** A step that has to go well, and what came of it. @throws DeviationError where it did not. */
  async step(who: string, what: string, act: () => Promise<string>): Promise<void> {
    try {
      this.note(who, what, 'done', await act());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.note(who, what, 'deviation', why);
      throw new DeviationError(`${this.part}: ${who} ${what}: ${why}`, { cause: error });
    }
  }

  /** A shortcut that has to be refused, with the status and the sentence that say why. What is let through is a deviation. */
  async refused(who: string, what: string, wanted: Refusal, act: () => Promise<Answered>): Promise<void> {
    try {
      const { status, detail } = await act();
      const isRefused = status === wanted.status && wanted.why.test(detail);
      const said = `${status} ${detail}`.trim();
      const expected = `; it had to be ${wanted.status} ${wanted.why.source}`;
      this.note(who, what, isRefused ? 'refused' : 'deviation', isRefused ? said : `${said}${expected}`);
    } catch (error) {
      this.note(who, what, 'deviation', (error as Error).message);
    }
  }

  private note(who: string, what: string, outcome: Outcome, result: string): void {
    const entry = { part: this.part, at: this.at(), who, what, outcome, result };
    this.entries.push(entry);
    this.onEntry(entry);
  }
}
