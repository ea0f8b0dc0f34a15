import type { Instant } from '../../../functions/contracts/vocabulary.ts';

const MINUTE_MS = 60_000;

/** The clock of an exercise: it runs as fast as this machine's, from a moment of its own, and leaps forward where people would wait. */
export class ExerciseClock {
  private aheadMs: number;

  constructor(start: Instant) {
    this.aheadMs = Date.parse(start) - Date.now();
  }

  readonly now = (): Date => new Date(Date.now() + this.aheadMs);

  get at(): Instant {
    return this.now().toISOString();
  }

  forward({ minutes = 0, hours = 0, days = 0 }: { minutes?: number; hours?: number; days?: number }): void {
    this.aheadMs += (minutes + 60 * (hours + 24 * days)) * MINUTE_MS;
  }

  /** Leaps to a moment and a second more; stays where it is past already. */
  past(moment: Instant): void {
    this.aheadMs += Math.max(0, Date.parse(moment) + 1000 - this.now().getTime());
  }
}
