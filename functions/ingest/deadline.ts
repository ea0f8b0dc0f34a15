/** How long a contact may be read, as whoever reads it counts time: the pure part has no clock. */
export interface Deadline {
  /** Asked between one message, line or turn and the next; true once there is no more time, and from then on. */
  passed(): boolean;
  /** Whether anything was left unread for it. */
  readonly wasMet: boolean;
}

/** A deadline by a function that says whether the time is up. Without one there is always time, as in tests and on a laptop. */
export function deadlineBy(isOutOfTime: () => boolean = () => false): Deadline {
  let met = false;
  return {
    passed: () => {
      met ||= isOutOfTime();
      return met;
    },
    get wasMet() {
      return met;
    },
  };
}
