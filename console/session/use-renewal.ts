import { useEffect } from 'react';
import { renewInMs, tryAgainInMs } from './renewal.ts';
import type { Session } from './session.ts';

/**
 * Renews a session before it ends, without a word. `renew` gives null when it cannot be; then it is left as it is, and the person is asked
 * once a request is refused: not in the middle of a sentence.
 */
export function useRenewal(session: Session | null, renew: () => Promise<Session | null>): void {
  useEffect(() => {
    if (session === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const after = (delay: number | null) => {
      if (delay !== null)
        timer = setTimeout(() => renew().catch(() => after(tryAgainInMs(session, Date.now()))), delay);
    };
    after(renewInMs(session, Date.now()));
    return () => clearTimeout(timer);
  }, [session, renew]);
}
