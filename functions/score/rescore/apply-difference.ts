import type { Assessment, Versions } from '../../contracts/assessment.ts';
import type { Sighting } from '../../contracts/conduct.ts';
import type { RescoreRun } from '../../contracts/rescore.ts';
import { EXPIRES_UNFLAGGED, keepObject, keepWithContact } from '../../shared/expiry.ts';
import { assessmentKey, contactKey, writeJsonOnce } from '../../shared/objects.ts';
import { asksForCase, versionsHash } from '../../shared/rescore/difference.ts';
import type { RescoreStore } from '../../shared/rescore/store.ts';
import { type ScoreSetting, scoreContact } from './score-contact.ts';

export interface ApplySetting extends ScoreSetting {
  readonly store: RescoreStore;
  /** Puts the sighting of now in the place of the earlier one, so that what comes in later meets it. */
  readonly recordSighting: (sighting: Sighting) => Promise<unknown>;
  /** Asks for the case of a contact by the assessment of that version, and of what came after it. */
  readonly askForCase: (sighting: Sighting, version: string) => Promise<void>;
}

/**
 * Applies a difference that was shown: keeps the assessment of now beside the earlier ones, none of which is overwritten, and asks for a case
 * where the contact became graver. It never closes a case or lowers one. Safe to run again after a crash at any point.
 * @param nameOf by what the assessment is kept: by its versions, unless something else than those made the difference.
 * @returns whether a case was asked for.
 */
export async function applyDifference(
  run: RescoreRun,
  contactId: string,
  setting: ApplySetting,
  nameOf: (versions: Versions) => string = versionsHash,
): Promise<boolean> {
  const shown = await setting.store.differenceOf(run, contactId);
  if (shown === null) return false;
  const again = await scoreContact(run, contactId, setting);
  if (again === 'unscored' || again === 'unreadable') return false;
  const { assessment, sighting } = again;
  const asks = asksForCase(shown) && assessment.flagged;
  await setting.recordSighting(sighting);
  const name = nameOf(assessment.versions);
  await keepBeside(assessment, setting.contactsBucket, name);
  if (asks) await setting.askForCase(sighting, name);
  await setting.store.markApplied(run, contactId);
  return asks;
}

/** The first one of a name stands, as every assessment does. */
async function keepBeside(assessment: Assessment, bucket: string, name: string): Promise<void> {
  const { contactId, flagged } = assessment;
  const key = assessmentKey(contactId, name);
  await writeJsonOnce(bucket, key, assessment, flagged ? undefined : EXPIRES_UNFLAGGED);
  if (flagged) await keepObject(bucket, contactKey(contactId));
  else await keepWithContact(bucket, contactId, key);
}
