import { Assessment } from '../contracts/assessment.ts';
import { assessmentKey, laterAssessments, listKeys, readJson, readJsonIfThere } from '../shared/objects.ts';

/** An assessment that asks for a case, and which it is; left out for the first. */
export interface AskingAssessment {
  readonly assessment: Assessment;
  readonly version?: string;
}

/**
 * The assessment of a contact by which it asks for a case: the first, or the newest that a re-scoring kept beside it. Null where none does,
 * or none is written yet.
 */
export async function askingAssessment(bucket: string, contactId: string): Promise<AskingAssessment | null> {
  const first = await readJsonIfThere(bucket, assessmentKey(contactId), Assessment);
  if (first === null || first.flagged) return first && { assessment: first };
  const prefix = laterAssessments(contactId);
  const { keys } = await listKeys(bucket, prefix, null);
  const later = await Promise.all(
    keys.map(async (key) => ({
      assessment: await readJson(bucket, key, Assessment),
      version: key.slice(prefix.length, -'.json'.length),
    })),
  );
  const asking = later.filter(({ assessment }) => assessment.flagged);
  return asking.sort((a, b) => (a.assessment.scoredAt < b.assessment.scoredAt ? 1 : -1))[0] ?? null;
}
