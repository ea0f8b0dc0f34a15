import type { Sighting } from '../../contracts/conduct.ts';
import type { Notice } from '../../contracts/notice.ts';
import type { RescoreRun } from '../../contracts/rescore.ts';
import { rescoreIdOf } from '../../shared/ids.ts';
import type { ConsoleSetting } from '../http/api.ts';

/** Who records a notice weeks late has had dozens of contacts since; of a flood the newest are judged, and a pattern needs one. */
const MOST_JUDGED = 300;
const PAGE_SIZE = 100;
/** Requests to the queue side by side. */
const SENDERS = 20;

/** Contacts that a notice is the baseline of. An answer and a promise only ever lower, and nobody is told to look again for those. */
const changes = ({ kind }: Notice): boolean => kind === 'notice-to-stop' || kind === 'block';

/**
 * Has the contacts judged anew that came between a notice and its recording, which nothing knew of when they were scored: those that it
 * makes graver get their case, and none is closed. Asking again, after a crash or by a retry, changes nothing.
 * @param subjectIds of the person, whom the notice holds for under each of their addresses.
 * @returns how many contacts: at most {@link MOST_JUDGED} for each address.
 */
export async function judgeSince(
  notice: Notice,
  subjectIds: readonly string[],
  { subjects, rescores }: Pick<ConsoleSetting, 'subjects' | 'rescores'>,
): Promise<number> {
  if (!changes(notice)) return 0;
  const since = (await Promise.all(subjectIds.map((id) => heardSince(notice, id, subjects)))).flat();
  if (since.length === 0) return 0;
  const { noticeId, by, recordedAt } = notice;
  const run: RescoreRun = {
    rescoreId: rescoreIdOf(by, noticeId),
    by,
    at: recordedAt,
    versions: rescores.deployed,
    listed: since.length,
    after: null,
    listedAll: true,
    applied: { by, at: recordedAt },
    revision: 1,
  };
  await rescores.store.begin(run);
  for (let at = 0; at < since.length; at += SENDERS) {
    const some = since.slice(at, at + SENDERS);
    await Promise.all(
      some.map(({ contactId }) => rescores.send({ step: 'judge', rescoreId: run.rescoreId, contactId })),
    );
  }
  return since.length;
}

/** What a subject sent after they were told, newest first. It is listed after the notice is kept: what is scored later knows it. */
async function heardSince(
  { at: toldAt }: Notice,
  subjectId: string,
  subjects: ConsoleSetting['subjects'],
): Promise<Sighting[]> {
  const since: Sighting[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null && since.length < MOST_JUDGED) {
    const page = await subjects.sightings(subjectId, PAGE_SIZE, cursor);
    const heard = page.sightings.filter(({ heardAt }) => heardAt > toldAt);
    since.push(...heard.filter(({ at, automated }) => at > toldAt && !automated));
    // Newest first by when they were heard, and nothing happens after it is heard.
    cursor = heard.length < page.sightings.length ? null : page.cursor;
  }
  return since.slice(0, MOST_JUDGED);
}
