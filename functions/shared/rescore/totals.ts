import {
  type DetectionTotals,
  RescoreChange,
  type RescoreDifference,
  type RescoreTotals,
} from '../../contracts/rescore.ts';

/** Adds up differences: how many contacts each kind of change concerns, and each detection. Pure; their order changes nothing. */
export function totalsOf(differences: Iterable<RescoreDifference>): RescoreTotals {
  const changes = Object.fromEntries(RescoreChange.options.map((change) => [change, 0])) as RescoreTotals['changes'];
  const byId = new Map<string, DetectionTotals>();
  const of = (id: string): DetectionTotals => {
    const found = byId.get(id) ?? { id, firesNow: 0, firesNoMore: 0, raised: 0, lowered: 0 };
    byId.set(id, found);
    return found;
  };
  for (const { change, firesNow, firesNoMore, moved } of differences) {
    changes[change]++;
    for (const id of firesNow) of(id).firesNow++;
    for (const id of firesNoMore) of(id).firesNoMore++;
    for (const { id, from, to } of moved) of(id)[to > from ? 'raised' : 'lowered']++;
  }
  const detections = [...byId.values()].sort((a, b) => contactsOf(b) - contactsOf(a) || (a.id < b.id ? -1 : 1));
  return { changes, detections };
}

const contactsOf = ({ firesNow, firesNoMore, raised, lowered }: DetectionTotals): number =>
  firesNow + firesNoMore + raised + lowered;
