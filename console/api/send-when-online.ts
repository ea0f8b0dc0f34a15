import { NetworkLost } from './client.ts';

const PAUSE_MS = 5_000;

/**
 * Does something again until the network lets it through: what a person typed is sent once it is back, by itself. `onWaiting` is told
 * when the waiting begins and ends.
 */
export async function sendWhenOnline<T>(send: () => Promise<T>, onWaiting: (waiting: boolean) => void): Promise<T> {
  for (let waiting = false; ; waiting = true) {
    try {
      const answer = await send();
      if (waiting) onWaiting(false);
      return answer;
    } catch (error) {
      if (!(error instanceof NetworkLost)) {
        if (waiting) onWaiting(false);
        throw error;
      }
      if (!waiting) onWaiting(true);
      await untilOnline();
    }
  }
}

/** The browser says when it thinks that it is back; it may be wrong both ways, so that it is tried now and then as well. */
function untilOnline(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, PAUSE_MS);
    addEventListener('online', done);
  });
}
