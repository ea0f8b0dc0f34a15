import { Assessment } from '../../contracts/assessment.ts';
import type { Sighting } from '../../contracts/conduct.ts';
import { Contact } from '../../contracts/contact.ts';
import type { RescoreDifference, RescoreResult, RescoreRun } from '../../contracts/rescore.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import {
  assessmentKey,
  contactKey,
  laterAssessments,
  listKeys,
  readJson,
  readJsonIfThere,
  StoredObjectError,
} from '../../shared/objects.ts';
import { differenceOf } from '../../shared/rescore/difference.ts';
import { conclude, sightingOf } from '../conclude.ts';
import type { Facts, PersonRead } from '../conduct/facts.ts';
import type { Engine } from '../engine.ts';
import { readSignals } from '../read-signals.ts';
import { factsAsTheyWere, historyAsItWas, type Known, personThen } from './as-it-was.ts';
import type { KnownStore } from './known-store.ts';

export interface ScoreSetting {
  readonly engine: Engine;
  readonly contactsBucket: string;
  readonly known: KnownStore;
  /** The history of a subject around a sighting, as it is kept: stretches of it, each in order. */
  readonly readHistory: (subjectId: string, sighting: Sighting) => Promise<readonly (readonly Sighting[])[]>;
  /** What the company told a person, as it is kept. */
  readonly readFacts: (person: PersonRead) => Promise<Facts>;
  readonly at: Instant;
}

/** A contact by the rules of now, and what it was before. */
export interface ScoredAgain {
  readonly assessment: Assessment;
  readonly sighting: Sighting;
  readonly difference: RescoreDifference | null;
}

/** Contacts of one history that are read side by side: reading is waiting, and scoring is not. */
const READERS = 8;

/**
 * Scores a past contact again, in the history that it met the first time with its sightings of now. Writes nothing but those sightings,
 * apart from the history.
 * @returns why not, where there is nothing to compare: `unscored` before its first assessment, `unreadable` where this version cannot read it.
 */
export async function scoreContact(
  run: RescoreRun,
  contactId: string,
  setting: ScoreSetting,
): Promise<ScoredAgain | Extract<RescoreResult, 'unscored' | 'unreadable'>> {
  const { contactsBucket, engine, at } = setting;
  try {
    const first = await readJsonIfThere(contactsBucket, assessmentKey(contactId), Assessment);
    if (first === null) return 'unscored';
    const contact = await readJson(contactsBucket, contactKey(contactId), Contact);
    const reading = await readSignals(contact, engine);
    const sighting = sightingOf(contact, reading);
    const own = { sighting, scoredAt: first.scoredAt };
    await setting.known.keep(run, own);
    const subjectIds = personThen(first);
    const history = historyAsItWas(await knownAround(run, own, subjectIds, setting), own);
    const facts = factsAsTheyWere(await setting.readFacts({ subjectIds, linked: first.linked }), first.scoredAt);
    const assessment = conclude(contact, reading, history, engine, at, facts, first.linked);
    const difference = differenceOf(await lastAssessment(contactsBucket, first), assessment);
    return { assessment, sighting, difference };
  } catch (error) {
    // It will not be readable at the next try either. It is counted, and shown to who asked.
    if (error instanceof StoredObjectError) return 'unreadable';
    throw error;
  }
}

/** The assessment that holds: the newest of those that re-scorings kept, else the first. */
async function lastAssessment(bucket: string, first: Assessment): Promise<Assessment> {
  const { keys } = await listKeys(bucket, laterAssessments(first.contactId), null);
  const later = await Promise.all(keys.map((key) => readJson(bucket, key, Assessment)));
  return later.reduce((last, one) => (one.scoredAt > last.scoredAt ? one : last), first);
}

async function knownAround(
  run: RescoreRun,
  own: Known,
  subjectIds: readonly string[],
  setting: ScoreSetting,
): Promise<Known[]> {
  const stretches = (await Promise.all(subjectIds.map((id) => setting.readHistory(id, own.sighting)))).flat();
  const kept = await Promise.all(stretches.map((stretch) => setting.known.find(run, stretch)));
  const found = new Map([...kept.flat(), own].map((known) => [known.sighting.contactId, known]));
  const sightings = new Map(stretches.flat().map((sighting) => [sighting.contactId, sighting]));
  const missing = [...sightings.values()].filter(({ contactId }) => !found.has(contactId));
  for (let at = 0; at < missing.length; at += READERS) {
    const read = await Promise.all(
      missing.slice(at, at + READERS).map((sighting) => readAgain(run, sighting, setting)),
    );
    for (const known of read) found.set(known.sighting.contactId, known);
  }
  return [...found.values()];
}

/** Another contact of the history by the rules of now; as it was sighted where it cannot be read again. */
async function readAgain(run: RescoreRun, sighted: Sighting, setting: ScoreSetting): Promise<Known> {
  const { contactsBucket, engine, known } = setting;
  const first = await readJsonIfThere(contactsBucket, assessmentKey(sighted.contactId), Assessment).catch(unreadable);
  const contact = await readJsonIfThere(contactsBucket, contactKey(sighted.contactId), Contact).catch(unreadable);
  const scoredAt = first?.scoredAt ?? sighted.heardAt;
  if (contact === null) return { sighting: sighted, scoredAt };
  const again = { sighting: sightingOf(contact, await readSignals(contact, engine)), scoredAt };
  await known.keep(run, again);
  return again;
}

function unreadable(error: unknown): null {
  if (error instanceof StoredObjectError) return null;
  throw error;
}
