import type { Sighting } from '../../../functions/contracts/conduct.ts';

/** Some 100 MB at most. Past it the subjects that wrote least recently are forgotten, so that any number of lines fits in memory. */
const MOST_SIGHTINGS_KEPT = 200_000;
/** What one subject's window may hold; a flood beyond it adds nothing to a finding. */
const MOST_SIGHTINGS_OF_ONE = 500;

/** Subjects' sightings in memory, for a scan without a server: bounded, the least recently seen subject forgotten first. */
export class SubjectHistories {
  private readonly bySubject = new Map<string, Sighting[]>();
  private kept = 0;

  /** Adds a sighting and gives all that is remembered of its subject, this one among it. */
  record(sighting: Sighting): readonly Sighting[] {
    const sightings = this.bySubject.get(sighting.subjectId) ?? [];
    this.bySubject.delete(sighting.subjectId);
    this.bySubject.set(sighting.subjectId, sightings);
    sightings.push(sighting);
    this.kept++;
    if (sightings.length > MOST_SIGHTINGS_OF_ONE) {
      sightings.shift();
      this.kept--;
    }
    for (const [subjectId, oldest] of this.bySubject) {
      if (this.kept <= MOST_SIGHTINGS_KEPT || subjectId === sighting.subjectId) break;
      this.bySubject.delete(subjectId);
      this.kept -= oldest.length;
    }
    return sightings;
  }
}
