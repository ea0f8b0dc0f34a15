import type { Sighting } from '../../../functions/contracts/conduct.ts';
import { Remembered } from '../../../functions/score/conduct/remembered.ts';

/** Some 100 MB at most. Past it the subjects that wrote least recently are forgotten, so that any number of lines fits in memory. */
const MOST_SIGHTINGS_KEPT = 200_000;
/** What is kept of one subject; of what is older its weeks tell. */
const MOST_SIGHTINGS_OF_ONE = 500;

/** Subjects' sightings in memory, for a scan without a server: bounded, the least recently seen subject forgotten first. */
export class SubjectHistories {
  private readonly bySubject = new Map<string, Remembered>();
  private kept = 0;

  /** Adds a sighting and gives the history that it is read in, as the `score` stage reads it. */
  record(sighting: Sighting): readonly Sighting[] {
    const { subjectId } = sighting;
    const remembered = this.bySubject.get(subjectId) ?? new Remembered();
    this.bySubject.delete(subjectId);
    this.bySubject.set(subjectId, remembered);
    this.kept -= remembered.size;
    remembered.add(sighting);
    if (remembered.size > MOST_SIGHTINGS_OF_ONE) remembered.forgetFirst();
    this.kept += remembered.size;
    this.forgetOthers(subjectId);
    return remembered.around(sighting);
  }

  /** What another subject of the same person did around a sighting; nothing where they are forgotten. */
  beside(subjectId: string, sighting: Sighting): readonly Sighting[] {
    return this.bySubject.get(subjectId)?.beside(sighting) ?? [];
  }

  private forgetOthers(subjectId: string): void {
    for (const [other, { size }] of this.bySubject) {
      if (this.kept <= MOST_SIGHTINGS_KEPT || other === subjectId) break;
      this.bySubject.delete(other);
      this.kept -= size;
    }
  }
}
