import { useEffect } from 'react';

/** A key, or two in a row, and what it does. Keys are single letters without Control, Alt or Meta: the browser's own stay its own. */
export type Shortcuts = Readonly<Record<string, { readonly does: string; readonly run: () => void }>>;

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]';

/**
 * Shortcuts while a page is shown; off while somebody types or a dialog is open (WCAG 2.2, 2.1.4: character key shortcuts; they can also
 * be turned off for good).
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || !shortcutsAreOn()) return;
      const target = event.target as Element | null;
      if (target?.closest(TYPING) || isDialogOpen()) return;
      // Enter on a link or a button is theirs.
      if (event.key === 'Enter' && target?.closest('a, button, [role="button"]')) return;
      const shortcut = shortcuts[event.key];
      if (shortcut === undefined) return;
      event.preventDefault();
      shortcut.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts]);
}

/** Closed dialogs stay in the document, and are not seen. */
const isDialogOpen = (): boolean =>
  [...document.querySelectorAll('[role="dialog"]')].some((dialog) =>
    dialog.checkVisibility({ visibilityProperty: true }),
  );

const KEY = 'undertone.shortcuts';

export const shortcutsAreOn = (): boolean => localStorage.getItem(KEY) !== 'off';
export const turnShortcuts = (on: boolean): void => localStorage.setItem(KEY, on ? 'on' : 'off');
