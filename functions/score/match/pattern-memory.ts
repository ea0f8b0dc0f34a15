/** Before stamps outgrow 32 bits the memory is wiped and they begin again. */
const LAST_STAMP = 2 ** 30;

/**
 * What has been found at an instruction and a place, for every pattern of every text in turn: a stamp says which place, text and
 * question a cell belongs to, so that nothing needs to be wiped between them.
 */
export class PatternMemory {
  ends = new Int32Array(4096);
  stamps = new Int32Array(4096);
  /** A stamp is this and a place. */
  base = 1;
  private places = 0;

  /** Forgets everything; `places` is one more than the highest place that will be asked for. */
  begin(cells: number, places: number): void {
    this.base += this.places;
    this.places = places;
    if (this.ends.length < cells) {
      this.ends = new Int32Array(2 * cells);
      this.stamps = new Int32Array(2 * cells);
      this.base = 1;
    } else if (this.base > LAST_STAMP) {
      this.stamps.fill(0);
      this.base = 1;
    }
  }
}
