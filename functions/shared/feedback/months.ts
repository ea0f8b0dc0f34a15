import type { Instant } from '../../contracts/vocabulary.ts';

/** The months of a time, such as `2026-07`, the first one first. */
export function monthsOf(from: Instant, to: Instant): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = after(month)) months.push(month);
  return months;
}

function after(month: string): string {
  const next = new Date(`${month}-01T00:00:00.000Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return next.toISOString().slice(0, 7);
}
