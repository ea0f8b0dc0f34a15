/** Up to so many words between whoever is named and the number: "my client Gordon Pell of Tidewater, account …". */
const WORDS = String.raw`(?:[ \t]+[\p{L}.'’-]{1,20})`;
const BEGIN = String.raw`(?:^|[^\p{L}])`;
const END = String.raw`[,;:(]?[ \t]*$`;
const RELATIVE =
  '(?:father|mother|dad|mum|mom|husband|wife|partner|spouse|son|daughter|brother|sister|uncle|aunt|nephew|niece|cousin|grandfather|grandmother|grandson|granddaughter|friend|neighbou?r|tenant|landlord|boss|employer)(?:-in-law)?(?![\\p{L}-])';
const NAME = String.raw`(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir)\.?[ \t]+)?\p{Lu}[\p{L}.'’-]+(?:[ \t]+\p{Lu}[\p{L}.'’-]*){0,3}`;

/** What stands before a number that is not the writer's, in any case of letters. */
const OTHERS = [
  // "your account", "his policy", "the account", "my wife's account".
  String.raw`(?:your|his|her|their|whose|the|\p{L}+['’]s?)(?:[ \t]+[\p{L}-]{1,14}){0,2}[ \t]*$`,
  // "My payment to account …" went there; "with regard to account …" did not.
  String.raw`(?<!(?:regards?|relation|respect|reference|relating|linked|connected|access)[ \t]+)(?:to|into|onto)[ \t]*$`,
  String.raw`(?:my|our)[ \t]+(?:(?:late|dear|elderly|old|former|ex)[ \t-]+)*${RELATIVE}${WORDS}{0,5}${END}`,
  // "My client number" and "my client account" are the writer's own.
  String.raw`(?:my|our)[ \t]+clients?${WORDS}{1,5}${END}`,
  `(?:on behalf of|act(?:ing)? for)${WORDS}{1,5}${END}`,
].map((others) => new RegExp(BEGIN + others, 'iu'));
/** "I am writing for Gordon Pell, account …": with capitals, or "asking for a refund on order …" would be for somebody. */
const FOR_NAMED = new RegExp(`${BEGIN}for[ \\t]+${NAME}${END}`, 'u');

/** Whether the number behind `before`, the words up to its label, is said to be another's than the writer's. */
export const isAnothers = (before: string): boolean =>
  FOR_NAMED.test(before) || OTHERS.some((others) => others.test(before));

/** By what somebody who acts for another, or writes of one who died, tells it. */
const ACTS_FOR = [
  /(?<!\p{L})(?:i|we)(?:[ \t]+(?:am|are)|['’](?:m|re))?[ \t]+(?:now[ \t]+)?(?:act(?:ing)?[ \t]+(?:for|on)|represent(?:ing)?(?!\p{L}))/iu,
  /(?<!\p{L})(?:instructed[ \t]+by|on[ \t]+behalf[ \t]+of|power[ \t]+of[ \t]+attorney|execut(?:or|rix)[ \t]+(?:of|for|to)|administrator[ \t]+of|estate[ \t]+of)(?!\p{L})/iu,
  /(?<!\p{L})(?:my|our)[ \t]+clients?(?!\p{L}|[ \t]+(?:numbers?|no|ids?|code|account|ref|reference)(?!\p{L}))/iu,
  // A relative by their full name; "my wife and I", who both have the account, are not.
  new RegExp(
    String.raw`(?<!\p{L})(?:[Mm]y|[Oo]ur)[ \t]+(?:late[ \t]+)?${RELATIVE},?(?:[ \t]+\p{Lu}[\p{L}.'’-]*){2}`,
    'u',
  ),
  new RegExp(String.raw`(?<!\p{L})(?:my|our)[ \t]+late[ \t]+${RELATIVE}`, 'iu'),
  new RegExp(
    String.raw`(?<!\p{L})(?:my|our)[ \t]+${RELATIVE}[^.!?\n]{0,40}[ \t](?:died|deceased|passed[ \t]+away)(?!\p{L})`,
    'iu',
  ),
];

/**
 * Whether the writer of a text acts for somebody else, or writes of one who died: a number that they set as a heading is that one's.
 * Time is in proportion to the text's length.
 */
export const isForAnother = (text: string): boolean => ACTS_FOR.some((acts) => acts.test(text));
