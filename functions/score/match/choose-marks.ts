import { MARKS, NO_MARK } from './marks.ts';

/** Words that one of is asked for, by their ids, and how dear it is to be told in vain that one may be there. */
export interface AskedWords {
  readonly ids: readonly number[];
  readonly weight: number;
}

/** The first time, words that are met often are placed before it is known who else will ask for them; so each is placed again. */
const ROUNDS = 3;

/**
 * Gives each word one of MARKS, so that to ask for the marks of some words tells as well as it can whether one of them is there: words that
 * are asked for together share a mark, and a word that is met often shares it with few. Words that nobody asks for have none.
 * @param uses of each word by its id, per million.
 */
export function chooseMarks(uses: Float64Array, asked: readonly AskedWords[]): Uint8Array {
  const marks = new Uint8Array(uses.length).fill(NO_MARK);
  const askers = askersOf(uses.length, asked);
  const order = [...uses.keys()]
    .filter((id) => (askers[id]?.length ?? 0) > 0)
    .sort((a, b) => (uses[b] as number) - (uses[a] as number) || a - b);
  const state: State = {
    asked,
    /** By asker and mark: how many of its words have it. */
    counts: new Uint16Array(asked.length * MARKS),
    shares: new Float64Array(MARKS),
    weights: new Float64Array(MARKS),
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const id of order) {
      const own = askers[id] as readonly number[];
      if (round > 0) put(state, own, uses[id] as number, marks[id] as number, -1);
      const mark = cheapestMark(state, own, uses[id] as number);
      put(state, own, uses[id] as number, mark, 1);
      marks[id] = mark;
    }
  }
  return marks;
}

interface State {
  readonly asked: readonly AskedWords[];
  readonly counts: Uint16Array;
  /** By mark: how often its words are met, and the weight of all that ask for it. */
  readonly shares: Float64Array;
  readonly weights: Float64Array;
}

function askersOf(words: number, asked: readonly AskedWords[]): number[][] {
  const askers = Array.from({ length: words }, (): number[] => []);
  asked.forEach(({ ids }, asker) => {
    for (const id of ids) askers[id]?.push(asker);
  });
  return askers;
}

function put(
  { asked, counts, shares, weights }: State,
  own: readonly number[],
  uses: number,
  mark: number,
  by: 1 | -1,
): void {
  shares[mark] = (shares[mark] as number) + by * uses;
  for (const asker of own) {
    const cell = asker * MARKS + mark;
    const before = counts[cell] as number;
    counts[cell] = before + by;
    if (before === 0) weights[mark] = (weights[mark] as number) + (asked[asker]?.weight ?? 0);
    else if (before + by === 0) weights[mark] = (weights[mark] as number) - (asked[asker]?.weight ?? 0);
  }
}

/** Where the word troubles those least that ask for others there, and the others there trouble those least that ask for it. */
function cheapestMark({ asked, counts, shares, weights }: State, own: readonly number[], uses: number): number {
  const already = new Float64Array(MARKS);
  let all = 0;
  for (const asker of own) {
    const weight = asked[asker]?.weight ?? 0;
    all += weight;
    for (let mark = 0; mark < MARKS; mark += 1) {
      if (counts[asker * MARKS + mark] !== 0) already[mark] = (already[mark] as number) + weight;
    }
  }
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let mark = 0; mark < MARKS; mark += 1) {
    const there = already[mark] as number;
    const cost = uses * ((weights[mark] as number) - there) + (shares[mark] as number) * (all - there);
    if (cost < least) {
      least = cost;
      best = mark;
    }
  }
  return best;
}
