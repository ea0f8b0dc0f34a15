import { useSyncExternalStore } from 'react';

/** One timer for every clock on the page. */
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time by the second, in milliseconds since 1970. */
export const useNow = (): number => useAsOfNow((at) => at);

/** What follows from the time: whoever uses it is drawn again when that changes, and not each second. */
export const useAsOfNow = <T extends string | number>(of: (now: number) => T): T =>
  useSyncExternalStore(subscribe, () => of(now));
