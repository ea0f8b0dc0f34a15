import { localMinute } from '../time/local-minute.ts';

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** A moment of RFC 3339 as this person's own date and minute; null where the text is none. */
export function localOf(moment: string): string | null {
  const at = Date.parse(moment);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(moment) || Number.isNaN(at)) return null;
  return localMinute(new Date(at));
}

/** The person's own date and minute with their zone, as RFC 3339 has it; null while one of the two is not typed yet. */
export function withZone(local: string): string | null {
  if (!LOCAL.test(local)) return null;
  const at = new Date(local);
  if (Number.isNaN(at.getTime())) return null;
  const minutes = -at.getTimezoneOffset();
  const pad = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  return `${local}:00${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}
