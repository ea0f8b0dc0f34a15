import { DAY_MS } from './moment.ts';
import { Phrases } from './words.ts';

/** The local midnight of a feast in a year. */
type InYear = (year: number) => number;

const on =
  (month: number, day: number): InYear =>
  (year) =>
    Date.UTC(year, month - 1, day);

/** The fourth Thursday of November. */
const thanksgiving: InYear = (year) => {
  const first = Date.UTC(year, 10, 1);
  return first + (((4 - new Date(first).getUTCDay() + 7) % 7) + 21) * DAY_MS;
};

/** Western Easter Sunday, by the anonymous Gregorian computus. */
const easter: InYear = (year) => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const e = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7;
  const g = Math.floor((a + 11 * e + 22 * f) / 451);
  const sum = e + f - 7 * g + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1);
};

const after =
  (feast: InYear, days: number): InYear =>
  (year) =>
    feast(year) + days * DAY_MS;

/** Days that are named and not counted. */
export const FEASTS = new Phrases<InYear>([
  ['christmas', on(12, 25)],
  ['xmas', on(12, 25)],
  ['christmas day', on(12, 25)],
  ['christmas eve', on(12, 24)],
  ['xmas eve', on(12, 24)],
  ['boxing day', on(12, 26)],
  ['new year eve', on(12, 31)],
  ['new years eve', on(12, 31)],
  ['new year', on(1, 1)],
  ['new years', on(1, 1)],
  ['new year day', on(1, 1)],
  ['halloween', on(10, 31)],
  ['valentines', on(2, 14)],
  ['valentine day', on(2, 14)],
  ['independence day', on(7, 4)],
  ['thanksgiving', thanksgiving],
  ['black friday', after(thanksgiving, 1)],
  ['cyber monday', after(thanksgiving, 4)],
  ['easter', easter],
  ['good friday', after(easter, -2)],
  ['easter monday', after(easter, 1)],
]);
