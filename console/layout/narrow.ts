import { useSyncExternalStore } from 'react';

const narrow = () => matchMedia('(max-width: 40rem)');

function subscribe(listener: () => void): () => void {
  const media = narrow();
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** Whether the window is as narrow as a telephone: a table then shows what its reader came for, and no more. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow().matches);
