import type { Turn } from '../../functions/contracts/contact.ts';
import type { Signal } from '../../functions/contracts/signal.ts';

/** A stretch of a turn in which the same things hold. */
export interface Stretch {
  readonly start: number;
  readonly text: string;
  /** The signals that stand on it, by their place in the contact's list. */
  readonly signals: readonly number[];
  /** Why it is not the speaker's new speech; null where it is. */
  readonly apart: Turn['apart'][number]['kind'] | null;
  /** How one reader is kept from seeing it; null where all do. */
  readonly hidden: string | null;
  /** The transcriber was unsure of it. */
  readonly unsure: boolean;
}

/** Cuts a turn's text wherever something begins or ends. Joined again, the stretches are the text. */
export function stretchesOf(turn: Turn, signals: readonly Signal[]): Stretch[] {
  const { text } = turn;
  const found = signals.flatMap(({ span }, index) => (span?.turn === turn.index ? [{ ...span, index }] : []));
  const unsure = turn.transcription?.unsure ?? [];
  const ranges = [...found, ...turn.apart, ...turn.hidden, ...unsure];
  const cuts = [...new Set([0, text.length, ...ranges.flatMap(({ start, end }) => [start, end])])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1] as number;
    const covers = (range: { start: number; end: number }) => range.start <= start && range.end >= end;
    return {
      start,
      text: text.slice(start, end),
      signals: found.filter(covers).map(({ index }) => index),
      apart: turn.apart.find(covers)?.kind ?? null,
      hidden: turn.hidden.find(covers)?.how ?? null,
      unsure: unsure.some(covers),
    };
  });
}

/** Words that are kept blurred until somebody asks for them: slurs, sexual words, and what is said of killing. */
export function isGraphic({ category, severity }: Signal): boolean {
  return category === 'protected-trait' || category === 'sexual-harassment' || severity >= 4;
}
