const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** The point after one of these belongs to it, whatever follows. */
const ALWAYS = list(
  'mr mrs ms mx dr prof rev hon sgt lt col gen capt cpl messrs fr vs cf viz eg ie approx dept est ext fig vol ed eds al mt ft acct ' +
    'jan feb mar apr jun jul aug sept oct nov dec mon tue tues wed thu thur thurs fri feat',
);
/** The point after one of these belongs to it unless a capital follows. */
const UNLESS_CAPITAL = list(
  'st ave blvd rd ln hwy apt ste jr sr inc ltd co corp llc etc am pm esq bros min hr hrs sec tel',
);
/** The point after one of these belongs to it if a number follows: "no. 5", but "No. You will." */
const BEFORE_NUMBER = list('no nos nr art sec p pp ch op ref tel ext');

/** Whether a point after this word ends no sentence. `next` is the first sign of what follows, empty at the end. */
export function isAbbreviation(word: string, next: string): boolean {
  if (word.length > 6) return false;
  if (BEFORE_NUMBER.has(word) && next >= '0' && next <= '9') return true;
  if (ALWAYS.has(word)) return next !== '' && !(isMonthOrDay(word) && isCapital(next));
  return UNLESS_CAPITAL.has(word) && next !== '' && !isCapital(next);
}

/** "on Wed." and "sat." end sentences as readily as they are abbreviated. */
function isMonthOrDay(word: string): boolean {
  return /^(?:mar|wed|mon|fri|thu|tue|ed|al|col|gen|hon|fig|ext)$/.test(word);
}

function isCapital(sign: string): boolean {
  return sign >= 'A' && sign <= 'Z';
}
