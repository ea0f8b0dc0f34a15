import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { z } from '@hono/zod-openapi';
import { Versions } from '../../contracts/assessment.ts';
import {
  RescoreDifference,
  RescoreId,
  type RescoreMessage,
  type RescoreRun,
  RescoreTotals,
} from '../../contracts/rescore.ts';
import { sqsClient } from '../../shared/clients.ts';
import { canonicalJson, sha256Hex } from '../../shared/hash.ts';
import { RESCORE_STATES, rescoreState } from '../../shared/rescore/state.ts';
import type { RescoreStore } from '../../shared/rescore/store.ts';
import { totalsOf } from '../../shared/rescore/totals.ts';

/** Where re-scorings are begun, looked at and applied; the stage does the work. */
export interface RescoreDesk {
  readonly store: RescoreStore;
  /** What contacts are scored with now. */
  readonly deployed: Versions;
  readonly send: (message: RescoreMessage) => Promise<void>;
}

export const RescoreParameters = z.object({ rescoreId: RescoreId });

/** A re-scoring as an operator sees it: numbers and ids, and no text. */
export const RescoreView = z
  .object({
    rescoreId: RescoreId,
    at: z.string(),
    by: z.string(),
    versions: Versions,
    state: z.enum(RESCORE_STATES),
    contacts: z.object({
      listed: z.int(),
      same: z.int(),
      different: z.int(),
      /** Not scored yet, so that there is nothing to compare with. */
      unscored: z.int(),
      /** Stored as this version cannot read it: look into its log. */
      unreadable: z.int(),
    }),
    applied: z.object({ by: z.string(), at: z.string(), differences: z.int() }).nullable(),
  })
  .openapi('Rescore');
export type RescoreView = z.infer<typeof RescoreView>;

export const RescorePage = RescoreView.extend({
  /** Over all differences; null on the pages after the first. */
  totals: RescoreTotals.nullable(),
  differences: z.array(RescoreDifference),
  cursor: z.string().nullable(),
}).openapi('RescorePage');

export async function viewRescore(run: RescoreRun, { store, deployed }: RescoreDesk): Promise<RescoreView> {
  const { applied, ...contacts } = await store.progress(run.rescoreId);
  const { rescoreId, at, by, versions, listed } = run;
  return {
    rescoreId,
    at,
    by,
    versions,
    state: rescoreState(run, { ...contacts, applied }, deployed),
    contacts: { listed, ...contacts },
    applied: run.applied === null ? null : { ...run.applied, differences: applied },
  };
}

/** Of what a decision to apply stands on: it changes with every contact that is scored, and not while it is applied. */
export const etagOfRescore = ({ versions, contacts }: RescoreView): string =>
  `"${sha256Hex(canonicalJson({ versions, contacts })).slice(0, 16)}"`;

const LARGEST_READ = 1000;

export async function totalsOfAll(rescoreId: string, { store }: RescoreDesk) {
  const all: RescoreDifference[] = [];
  let after: string | null = null;
  do {
    const page = await store.differences(rescoreId, after, LARGEST_READ);
    all.push(...page.differences);
    after = page.after;
  } while (after !== null);
  return totalsOf(all);
}

/** Puts a step on the `rescore` queue. */
export async function sendStep(queueUrl: string, message: RescoreMessage): Promise<void> {
  await sqsClient().send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
}
