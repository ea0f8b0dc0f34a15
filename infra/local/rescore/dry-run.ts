import type { S3Client } from '@aws-sdk/client-s3';
import type { Engine } from '../../../functions/score/engine.ts';
import { differenceOf } from '../../../functions/shared/rescore/difference.ts';
import { readPast, readScored } from './past.ts';
import type { Report } from './report.ts';
import { type FactsReader, scoreAgain } from './score-again.ts';

/**
 * Scores every past contact of a bucket again and says what would change; nothing is written.
 * @param readFacts what the company told people, in the history.
 * @param against an engine to compare with, in place of the assessments that hold now.
 */
export async function dryRun(
  client: S3Client,
  bucket: string,
  engine: Engine,
  readFacts: FactsReader,
  against: Engine | null = null,
): Promise<Report> {
  const past = await readPast(client, bucket);
  const before =
    against === null
      ? new Map([...past].map(([contactId, { last }]) => [contactId, last]))
      : await scoreAgain(readScored(client, bucket, past), against, readFacts);
  const after = await scoreAgain(readScored(client, bucket, past), engine, readFacts);
  const differences = [...after].flatMap(([contactId, assessment]) => {
    const earlier = before.get(contactId);
    return (earlier && differenceOf(earlier, assessment)) ?? [];
  });
  return { contacts: after.size, versions: engine.versions, differences };
}
