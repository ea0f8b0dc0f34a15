import type { RescoreMessage, RescoreRun } from '../../contracts/rescore.ts';
import { listKeys } from '../../shared/objects.ts';
import type { RescoreStore } from '../../shared/rescore/store.ts';

export interface FanOutSetting {
  readonly store: RescoreStore;
  readonly contactsBucket: string;
  readonly send: (messages: readonly RescoreMessage[]) => Promise<void>;
  /** Contacts that are asked for at once; a page takes seconds. */
  readonly pageSize: number;
}

const PREFIX = 'contacts/';
const idOf = (key: string): string => key.slice(PREFIX.length, -'.json'.length);

/**
 * Asks for a page of contacts to be scored, and for the next page to be listed. They are asked for before they are counted, so that none
 * is counted and lost; a page that is listed again, after a crash or to go on with what was interrupted, is asked for again and counted once.
 */
export async function listPage(run: RescoreRun, after: string | null, setting: FanOutSetting): Promise<void> {
  const { store, contactsBucket, send, pageSize } = setting;
  const { rescoreId } = run;
  const page = await listKeys(contactsBucket, PREFIX, after, pageSize);
  await send(page.keys.map((key) => ({ step: 'score', rescoreId, contactId: idOf(key) })));
  if (!run.listedAll && run.after === after) {
    const listed = run.listed + page.keys.length;
    await store.change(run, { ...run, listed, after: page.after ?? run.after, listedAll: page.after === null });
  }
  if (page.after !== null) await send([{ step: 'list', rescoreId, after: page.after }]);
}

/** Asks for a page of differences to be applied, and for the next page. */
export async function applyPage(
  { rescoreId }: RescoreRun,
  after: string | null,
  { store, send, pageSize }: Omit<FanOutSetting, 'contactsBucket'>,
): Promise<void> {
  const page = await store.differences(rescoreId, after, pageSize);
  await send(page.differences.map(({ contactId }) => ({ step: 'apply', rescoreId, contactId })));
  if (page.after !== null) await send([{ step: 'apply-all', rescoreId, after: page.after }]);
}
