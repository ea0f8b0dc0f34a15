import type { Instant } from '../contracts/vocabulary.ts';

/** A moment as people at the company read it, such as `Wed, Jul 15, 14:00 EDT`. */
export function localTime(instant: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
    .format(new Date(instant))
    .replaceAll('\u202f', ' '); // Some mail clients show the narrow space that newer ICU data uses as a box.
}
