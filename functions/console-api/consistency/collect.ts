import { CaseState } from '../../contracts/case.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { pagesOfCases } from '../../shared/case/read-through.ts';
import type { CaseSummary } from '../../shared/case/summary.ts';
import { UndertoneError } from '../../shared/errors.ts';
import type { ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { type CaseFacts, factsOf } from './case-facts.ts';

/** Read whole, with all their events: 16 at a time, in some seconds of the 25 that an answer may take. */
const MOST_CASES = 1000;
/** Of the index, a page of which holds some 500; beyond it the answer would not come in time. */
const MOST_SUMMARIES = 30_000;
const PAGE = 500;
const READERS = 16;

/** A case that was opened in the time asked for. */
export interface Collected {
  readonly facts: CaseFacts;
  readonly need: CaseSummary['need'];
}

/**
 * What became of every case that was opened from `from` until before `to`. A case that goes on in another is that one's.
 *
 * Cost: the index is read through, some two read units for each five cases that there are, since it is in the order of deadlines; and of
 * each case in the time its events, a read unit for every four kilobytes.
 * @throws ProblemError 422 where there are more cases than can be read in one answer.
 */
export async function collect(from: Instant, to: Instant, setting: ConsoleSetting): Promise<Collected[]> {
  const summaries = await summariesOf(from, to, setting);
  const collected: Collected[] = [];
  for (let at = 0; at < summaries.length; at += READERS) {
    const read = await Promise.all(summaries.slice(at, at + READERS).map((summary) => readOne(summary, setting)));
    collected.push(...read.flat());
  }
  return collected;
}

async function summariesOf(from: Instant, to: Instant, { store }: ConsoleSetting): Promise<CaseSummary[]> {
  const found: CaseSummary[] = [];
  let seen = 0;
  for await (const { summaries } of pagesOfCases(store, CaseState.shape.status.options, { limit: PAGE })) {
    seen += summaries.length;
    found.push(
      ...summaries.filter(({ openedAt, mergedInto }) => openedAt >= from && openedAt < to && mergedInto === null),
    );
    if (found.length > MOST_CASES || seen > MOST_SUMMARIES) throw tooMany(found.length);
  }
  return found;
}

async function readOne({ caseId, need }: CaseSummary, { store, tools }: ConsoleSetting): Promise<Collected[]> {
  try {
    const { events, state } = await store.read(caseId);
    return state === null ? [] : [{ facts: factsOf(events, state), need }];
  } catch (error) {
    if (!(error instanceof UndertoneError)) throw error;
    tools.logger.error('A case cannot be read and is not compared', { caseId });
    return [];
  }
}

const tooMany = (found: number): ProblemError =>
  new ProblemError(
    422,
    found > MOST_CASES
      ? `to: more than ${MOST_CASES} cases were opened in that time. Ask for a shorter one.`
      : `There are more than ${MOST_SUMMARIES} cases. Export their custody, and compare them outside.`,
  );
