/** When a session's token began and ends, in milliseconds since 1970. */
interface Life {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A token is renewed this long before its end, so that a request that is under way then still holds. */
const BEFORE_END_MS = 2 * 60_000;
/** A token that lives shortly is renewed after this part of its life. */
const PART_OF_LIFE = 0.75;
/** After a try that did not reach anybody. */
const AGAIN_AFTER_MS = 15_000;

/** How long to wait until a session is to be renewed: 0 when that is now or was earlier. @param now milliseconds since 1970. */
export function renewInMs({ issuedAt, expiresAt }: Life, now: number): number {
  const at = Math.max(expiresAt - BEFORE_END_MS, issuedAt + (expiresAt - issuedAt) * PART_OF_LIFE);
  return Math.max(0, at - now);
}

/** As {@link renewInMs}, after a try that failed: while the token holds, and null when it is over and the next request asks the person. */
export function tryAgainInMs({ expiresAt }: Pick<Life, 'expiresAt'>, now: number): number | null {
  return now + AGAIN_AFTER_MS < expiresAt ? AGAIN_AFTER_MS : null;
}

/** Whoever asks while it runs gets the outcome of that run: a refresh token holds for one renewal. */
export function oneAtATime<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
