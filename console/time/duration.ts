const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds in the two units that matter: `4 min 05 s`, `3 h 20 min`, `2 days 4 h`. */
export function durationInWords(milliseconds: number): string {
  const left = Math.max(0, Math.floor(milliseconds / SECOND) * SECOND);
  const count = (unit: number, within = Number.POSITIVE_INFINITY) => Math.floor((left % within) / unit);
  if (left < MINUTE) return `${count(SECOND)} s`;
  if (left < HOUR) return `${count(MINUTE)} min ${String(count(SECOND, MINUTE)).padStart(2, '0')} s`;
  if (left < DAY) return `${count(HOUR)} h ${count(MINUTE, HOUR)} min`;
  const days = count(DAY);
  return `${days} ${days === 1 ? 'day' : 'days'} ${count(HOUR, DAY)} h`;
}
