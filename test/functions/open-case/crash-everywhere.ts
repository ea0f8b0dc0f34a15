import { expect } from 'vitest';
import type { CaseMessage } from '../../../functions/contracts/messages.ts';
import { openCase } from '../../../functions/open-case/open-case.ts';
import type { CaseStore } from '../../../functions/shared/case/store.ts';
import { OPENED, policy, roster } from '../case-support/examples.ts';

/**
 * Runs the stage on messages of one group in their order, again and again, killed after its first write, then its second, and so on.
 * As on the queue, one that failed holds up those behind it.
 */
export async function crashEverywhere(
  store: CaseStore,
  messages: readonly CaseMessage[],
  mostWrites: number,
): Promise<void> {
  let writesLeft = 0;
  const die = () => {
    if (writesLeft-- <= 0) throw new Error('killed');
  };
  const dying = Object.create(store) as CaseStore;
  dying.append = async (record, decide) => {
    const appended = await store.append(record, decide);
    if (appended.event !== null) die();
    return appended;
  };
  dying.saveSummary = async (record) => {
    die();
    await store.saveSummary(record);
  };
  dying.claimCaseOf = async (...claim) => {
    const caseId = await store.claimCaseOf(...claim);
    die();
    return caseId;
  };
  for (let lives = 0; lives < mostWrites; lives++) {
    for (const message of messages) {
      writesLeft = lives;
      const isDone = await openCase(message, {
        store: dying,
        contactsBucket: 'contacts',
        vaultBucket: 'vault',
        policy,
        roster,
        at: OPENED,
        requestNotification: async () => die(),
      }).then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe('killed');
          return false;
        },
      );
      if (!isDone) break;
    }
  }
}
