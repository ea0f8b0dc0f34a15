const DAY_MS = 86_400_000;

/** A time that ends now, as the API asks for it. */
export function lastDays(days: number): { from: string; to: string } {
  const now = Date.now();
  return { from: new Date(now - days * DAY_MS).toISOString(), to: new Date(now).toISOString() };
}
