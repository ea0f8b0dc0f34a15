import type { Act } from '../../../functions/contracts/conduct.ts';

/** Some 100 MB at most. Past it the subjects that wrote least recently are forgotten, so that any number of lines fits in memory. */
const MOST_ACTS_KEPT = 200_000;
/** What one subject's window may hold; a flood beyond it adds nothing to a finding. */
const MOST_ACTS_OF_ONE = 500;

/** Subjects' acts in memory, for a scan without a server: bounded, the least recently seen subject forgotten first. */
export class SubjectHistories {
  private readonly bySubject = new Map<string, Act[]>();
  private kept = 0;

  /** Adds an act and gives all that is remembered of its subject, this act among it. */
  record(act: Act): readonly Act[] {
    const acts = this.bySubject.get(act.subjectId) ?? [];
    this.bySubject.delete(act.subjectId);
    this.bySubject.set(act.subjectId, acts);
    acts.push(act);
    this.kept++;
    if (acts.length > MOST_ACTS_OF_ONE) {
      acts.shift();
      this.kept--;
    }
    for (const [subjectId, oldest] of this.bySubject) {
      if (this.kept <= MOST_ACTS_KEPT || subjectId === act.subjectId) break;
      this.bySubject.delete(subjectId);
      this.kept -= oldest.length;
    }
    return acts;
  }
}
