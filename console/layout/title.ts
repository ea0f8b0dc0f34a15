import { useEffect } from 'react';

/** The window's title: where one is, and never what somebody wrote or who they are. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Undertone`;
  }, [title]);
}
