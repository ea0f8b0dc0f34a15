/** One of the things that a court has to find before it makes an order. */
export interface Element {
  readonly title: string;
  /** Where it stands, in the statute's own numbering. */
  readonly law: string;
  /** What it asks, shortened from the statute. */
  readonly asks: string;
  /** What the records hold that bears on it. Whether it is enough is for the court. */
  readonly shown: readonly Shown[];
  /** What they do not hold, and somebody has to bring. */
  readonly missing: readonly string[];
}

export interface Shown {
  readonly what: string;
  /** Numbers of exhibits; empty for what the record of the case itself says. */
  readonly exhibits: readonly number[];
}

/** An application to a court, as far as a packet prepares it. */
export interface Order {
  readonly title: string;
  readonly statute: string;
  /** The forms of the Judicial Council of California. */
  readonly forms: string;
  readonly filedBy: string;
  readonly elements: readonly Element[];
}
