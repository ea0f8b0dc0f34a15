import type { CaseEventBody, Evidence } from '../../contracts/case.ts';
import { forEachAtOnce } from '../../shared/at-once.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { caseNumberOf } from '../../shared/ids.ts';
import { actorOf, trackOf } from '../access/log-view.ts';
import type { Person } from '../access/person.ts';
import type { ConsoleSetting } from '../http/api.ts';

/** Originals put under a hold, or freed, side by side: a case of a flood has thousands, and the answer is due in seconds. */
const SIDE_BY_SIDE = 16;
/** As the contract has a reason. */
const LONGEST_REASON = 2000;

/**
 * Puts every original of a case that a hold was placed on under it, and those of the cases that were merged into it: they are the same
 * matter, in chains of their own. Safe to run again; that it is done is said in the case last.
 */
export async function applyHold(caseId: string, person: Person, setting: ConsoleSetting): Promise<void> {
  const record = await setting.store.read(caseId);
  const reason = record.state?.custody.hold?.reason;
  if (reason === undefined) return;
  for (const merged of await setting.store.mergedInto(record)) await holdWith(record, merged, reason, person, setting);
  await holdOriginals(record, person, setting);
}

/** Frees every original of a case whose hold was lifted, and of merged cases those that were held with it. Safe to run again. */
export async function applyLift(
  caseId: string,
  reason: string,
  person: Person,
  setting: ConsoleSetting,
): Promise<void> {
  const { store } = setting;
  const record = await store.read(caseId);
  // A new hold has come meanwhile: nothing is freed.
  if (record.state?.custody.hold !== null) return;
  for (const merged of await store.mergedInto(record)) {
    const lifted = await say(merged, person, setting, ({ state }) =>
      state?.custody.hold?.reason.startsWith(withCase(caseId)) ? { type: 'hold-lifted', reason } : null,
    );
    if (lifted.state?.custody.hold === null) await releaseOriginals(lifted, setting);
  }
  await releaseOriginals(record, setting);
}

/** By this a merged case says that it is held with the one that it goes on in, and not for a reason of its own. */
const withCase = (caseId: string): string => `With ${caseNumberOf(caseId)}: `;

async function holdWith(
  { caseId }: CaseRecord,
  merged: CaseRecord,
  reason: string,
  person: Person,
  setting: ConsoleSetting,
): Promise<void> {
  const held = await say(merged, person, setting, ({ state }) =>
    state?.custody.hold === null
      ? { type: 'hold-placed', reason: `${withCase(caseId)}${reason}`.slice(0, LONGEST_REASON) }
      : null,
  );
  await holdOriginals(held, person, setting);
}

/** What came into the vault after the hold was placed was put under it before it was recorded, so all that is recorded is held. */
async function holdOriginals(held: CaseRecord, person: Person, setting: ConsoleSetting): Promise<void> {
  const originals = originalsOf(held);
  await forEachAtOnce(originals, SIDE_BY_SIDE, (original) => setting.store.holds.hold(original, held.caseId));
  await say(held, person, setting, ({ state }) => {
    const hold = state?.custody.hold;
    return !hold || hold.objects !== null ? null : { type: 'hold-applied', objects: originals.length };
  });
}

async function releaseOriginals(lifted: CaseRecord, { store }: ConsoleSetting): Promise<void> {
  await forEachAtOnce(originalsOf(lifted), SIDE_BY_SIDE, (original) => store.holds.release(original, lifted.caseId));
}

/** A version is one original, in however many contacts of the case it is. */
function originalsOf({ state }: CaseRecord): Evidence[] {
  return [...new Map((state?.evidence ?? []).map((one) => [`${one.key}\n${one.versionId}`, one])).values()];
}

async function say(
  before: CaseRecord,
  person: Person,
  { store, now }: ConsoleSetting,
  body: (current: CaseRecord) => CaseEventBody | null,
): Promise<CaseRecord> {
  const { record } = await store.append(before, (current) => {
    const said = body(current);
    return said && { at: now(), actor: actorOf(person), track: trackOf(current), body: said };
  });
  await store.saveSummary(record);
  return record;
}
