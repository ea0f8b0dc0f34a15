/** A person's own date and minute, such as `2026-11-26T10:30`: what `new Date` reads as their time. */
export function localMinute(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
