/** A set of words is known, as far as it is, by the marks that they have: one of 64. */
export const MARKS = 64;
/** The sentence break, and a word that no guard asks for: none. */
export const NO_MARK = MARKS;

/** How much of ordinary text has each mark. */
export function shareOfMarks(uses: Float64Array, marks: Uint8Array): Float64Array {
  const shares = new Float64Array(MARKS + 1);
  uses.forEach((perMillion, id) => {
    const mark = marks[id] as number;
    shares[mark] = (shares[mark] as number) + perMillion / 1_000_000;
  });
  return shares;
}

/** Marks as the two halves of 64 bits, low first. */
export function markBits(marks: Iterable<number>): [number, number] {
  let low = 0;
  let high = 0;
  for (const mark of marks) {
    low |= lowBit(mark);
    high |= highBit(mark);
  }
  return [low, high];
}

export const lowBit = (mark: number): number => (mark < 32 ? 1 << mark : 0);
export const highBit = (mark: number): number => (mark >= 32 && mark < MARKS ? 1 << (mark - 32) : 0);
