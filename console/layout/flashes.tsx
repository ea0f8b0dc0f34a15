import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

interface Flash {
  readonly type: 'success' | 'error' | 'warning' | 'info';
  readonly content: ReactNode;
  readonly header?: string;
}

interface Flashes {
  /** Says why something was not done. */
  fail(error: Error): void;
  /** Says something above the page; it stays until it is put away, or until something newer of the same kind comes. */
  say(flash: Flash): void;
  readonly shown: readonly FlashbarProps.MessageDefinition[];
}

const FlashesContext = createContext<Flashes | null>(null);

export function useFlashes(): Flashes {
  const flashes = useContext(FlashesContext);
  if (flashes === null) throw new Error('useFlashes outside of FlashesProvider');
  return flashes;
}

export function FlashesProvider({ children }: { children: ReactNode }) {
  const [items, setItems] = useState<(Flash & { id: string })[]>([]);
  const say = useCallback((flash: Flash) => {
    setItems((now) => [{ ...flash, id: crypto.randomUUID() }, ...now.filter(({ type }) => type !== flash.type)]);
  }, []);
  const flashes = useMemo(
    () => ({
      say,
      fail: (error: Error) => say({ type: 'error', content: error.message }),
      shown: items.map((item) => ({
        ...item,
        dismissible: true,
        dismissLabel: 'Put this message away',
        onDismiss: () => setItems((now) => now.filter(({ id }) => id !== item.id)),
      })),
    }),
    [items, say],
  );
  return <FlashesContext value={flashes}>{children}</FlashesContext>;
}

export function FlashesBar() {
  return <Flashbar items={useFlashes().shown} />;
}
