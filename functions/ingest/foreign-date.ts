/** The months as mail programs write them, by the first letters that tell them apart, accents off. English ones are left to the parser. */
const MONTHS: readonly (readonly [start: RegExp, english: string])[] = [
  [/^(?:jan|ene|gen|sty)/, 'Jan'],
  [/^(?:fe|lut)/, 'Feb'],
  [/^(?:mar|mrt|maa?r)/, 'Mar'],
  [/^(?:a[bpv]r|kwi)/, 'Apr'],
  [/^(?:ma[giyj]|mei)/, 'May'],
  [/^(?:juin|jun|giu|cze)/, 'Jun'],
  [/^(?:jui?l|lug|lip)/, 'Jul'],
  [/^(?:ag|ao|aug|sie)/, 'Aug'],
  [/^(?:se|wrz)/, 'Sep'],
  [/^(?:o[ckt]t|ou|paz)/, 'Oct'],
  [/^(?:no|lis)/, 'Nov'],
  [/^(?:d[ei][cz]|gru)/, 'Dec'],
];

/**
 * Rewrites a date of another language as English, for the parser of English ones: `24 novembre 2026 à 09:00:00 UTC−5`, `mar, 24 nov
 * 2026 a las 9:00`, `24. März 2026 09:00`, `2026年11月24日 9:00`. Languages: German, French, Spanish, Portuguese, Italian, Dutch, Polish and
 * the Scandinavian ones; Japanese and Chinese. Null for what has another shape.
 */
export function inEnglish(text: string): string | null {
  const eastern =
    /^(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日\s*(?:\([^()]{1,4}\)|[^\d\s]{1,4})?\s*(?:(\d{1,2}):(\d{2}))?/u.exec(
      text,
    );
  if (eastern !== null) {
    const [, year, month, day, hour = '0', minute = '00'] = eastern;
    return `${year}-${month}-${day} ${hour}:${minute}`;
  }
  const western =
    /^[^\d]{0,20}?(\d{1,2})\.?\s+(?:de\s+)?(\p{L}{3,12})\.?,?\s+(?:de\s+)?(\d{4})(?:[^\d]{1,12}(\d{1,2})[:h.](\d{2})(?:[:.](\d{2}))?)?\s*(?:(?:UTC|GMT)\s?([+−-])(\d{1,2}))?/u.exec(
      text,
    );
  if (western === null) return null;
  const [, day, word = '', year, hour = '0', minute = '00', second = '00', sign, zone] = western;
  const plain = word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const month = MONTHS.find(([start]) => start.test(plain))?.[1];
  if (month === undefined) return null;
  const offset = zone === undefined ? '' : ` ${sign === '+' ? '+' : '-'}${zone.padStart(2, '0')}00`;
  return `${day} ${month} ${year} ${hour}:${minute}:${second}${offset}`;
}
