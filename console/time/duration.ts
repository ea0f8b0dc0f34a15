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
  return `${inDays(count(DAY))} ${count(HOUR, DAY)} h`;
}

/** Milliseconds in the one unit that matters for how old something is: `4 min`, `3 h`, `2 days`. */
export function ageInWords(milliseconds: number): string {
  const age = Math.max(0, milliseconds);
  if (age < MINUTE) return 'now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  return age < DAY ? `${Math.floor(age / HOUR)} h` : inDays(Math.floor(age / DAY));
}

const inDays = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;
