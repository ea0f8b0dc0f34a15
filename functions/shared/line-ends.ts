/** Lines of a mail wrapped by its program are about this long: shorter ones were ended by their writer. RFC 3676 asks for 66 to 78. */
const SHORTEST_WRAP = 40;
const LONGEST_WRAP = 100;
/** A wrapped line may be so many signs short of the longest: few words are as long as the room that is left. */
const RAGGED = 8;

/** A line does not end in one of these unless the sentence goes on in the next. */
const GOES_ON = new Set(
  (
    'a an the to of and or but will would can could should shall may might must going gonna my your our their his her its with if ' +
    'because that at from by into onto for in on is are am was were be been being not never i you we they than as'
  ).split(' '),
);

/** Verbs of harm, and those that do it to somebody: a line that stops in one is not over where the next begins with a person, an article or a question word. */
const HARMS = new Set(
  (
    'kill shoot stab hurt beat burn bomb murder hunt destroy smash punch choke strangle rape slit cut break hang poison attack slap kick ' +
    'bury drown blow torch gut skin harm crush drag snap bash batter slash butcher slaughter execute put make throw killing shooting hurting stabbing'
  ).split(' '),
);
/** Others that are not over where it begins with a person or a question word: "i know", "i will find". */
const WANTS_SOMEONE = new Set(
  'know kno knw knows find get follow track watch end ruin visit watching following'.split(' '),
);
/** Words that make a verb behind them one: "Anna Hurt" and "Bill Kill" are names, and "Will Kill" after "I" is none. */
const BEFORE_VERB = /(?:^|\s)(?:will|to|gonna|going|shall|must|can|should|would|i|ill|i'll|we'll|and|'ll)\s+\S+$/i;
const BEGINS_WITH_SOMEONE =
  /^(?:you|u|ya|yall|y'all|him|her|them|us|everyone|everybody|anyone|your|ur|his|their|where|were|wher|whr|who|what|when|how|all (?:of|you|u|your|ur)|both of)(?![\w'])/i;
const BEGINS_WITH_ARTICLE = /^(?:the|that|this|those|these|every|each|our|some|a|an)(?![\w'])/i;
/** "in your head", "to hurt you": how a line goes on, and none begins of itself. */
const GOES_ON_WITH =
  /^(?:in|into|to|through|thru|at|with|on|off|from|round|around|over|under|behind|outside|inside|near|across|against|down|up) (?:your|ur|you|u|my|his|her|their)(?![\w'])|^to [a-z]/;
/** So much of a line is looked at to tell how it begins. */
const BEGINNING = 24;

interface Line {
  readonly start: number;
  readonly end: number;
}

/** Of these, the ones that as well end what somebody says: "I will find you", "is there a place I can log in". */
const ENDS_AS_WELL = new Set(
  'you her that not never in on is are am was were been with for as than from by if we they'.split(' '),
);

/** Whether the last line of what was said goes on in the first of what the same person said next, as in the next line of one text. */
export function goesOnIn(last: string, first: string): boolean {
  const text = `${last}\n${first}`;
  const line = { start: 0, end: last.length };
  const next = { start: last.length + 1, end: text.length };
  if (isBlank(text, line) || isBlank(text, next) || startsItem(text, next)) return false;
  const word = lastWord(text, line);
  return !ENDS_AS_WELL.has(word) && (GOES_ON.has(word) || runsOn(text, line, next));
}

/**
 * The places of the line feeds that do not end a sentence: where a program wrapped the line, where the line stops in the middle
 * ("i am going to", "i will kill"), or where a word stands alone on each line, one below the other. All others end one. Linear in the text.
 */
export function softLineEnds(text: string): ReadonlySet<number> {
  const soft = new Set<number>();
  if (!text.includes('\n')) return soft;
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    lines.push({ start, end });
    start = end + 1;
  }
  let first = 0;
  for (let at = 0; at <= lines.length; at++) {
    const line = lines[at];
    if (line !== undefined && !isBlank(text, line)) continue;
    paragraph(text, lines, first, at, soft);
    first = at + 1;
  }
  return soft;
}

function paragraph(text: string, lines: readonly Line[], first: number, last: number, soft: Set<number>): void {
  if (last - first < 2) return;
  let width = 0;
  for (let at = first; at < last; at++) width = Math.max(width, lengthOf(text, lines[at] as Line));
  const wrapped: { readonly at: number; readonly full: boolean }[] = [];
  for (let at = first; at + 1 < last; at++) {
    const line = lines[at] as Line;
    const next = lines[at + 1] as Line;
    if (startsItem(text, next)) continue;
    const word = firstWordLength(text, next);
    const oneWordEach = isOneWord(text, line) && isOneWord(text, next);
    if (oneWordEach || GOES_ON.has(lastWord(text, line)) || runsOn(text, line, next)) soft.add(line.end);
    else if (width >= SHORTEST_WRAP && width <= LONGEST_WRAP) {
      const room = width - (lengthOf(text, line) + 1 + word);
      if (room < RAGGED) wrapped.push({ at, full: room < 0 });
    }
  }
  // Two lines that just fit are chance; with a small letter after them, or three, a program wrapped them.
  const full = wrapped.filter((one) => one.full).length;
  for (const one of wrapped) {
    const next = lines[one.at + 1] as Line;
    const code = text.charCodeAt(firstNonBlank(text, next));
    const small = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
    if (small || (one.full && full >= 3)) soft.add((lines[one.at] as Line).end);
  }
}

function isBlank(text: string, line: Line): boolean {
  return firstNonBlank(text, line) >= line.end;
}

function firstNonBlank(text: string, line: Line): number {
  let at = line.start;
  while (at < line.end && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function lastNonBlank(text: string, line: Line): number {
  let at = line.end;
  while (at > line.start && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function lengthOf(text: string, line: Line): number {
  return lastNonBlank(text, line) - line.start;
}

function firstWordLength(text: string, line: Line): number {
  const start = firstNonBlank(text, line);
  let at = start;
  while (at < line.end && !isSpace(text.charCodeAt(at))) at += 1;
  return at - start;
}

function isOneWord(text: string, line: Line): boolean {
  return firstNonBlank(text, line) + firstWordLength(text, line) === lastNonBlank(text, line);
}

/** No longer than the longest word that goes on or wants more; a longer last word is none of them. */
function lastWord(text: string, line: Line): string {
  const end = lastNonBlank(text, line);
  let start = end;
  while (start > line.start && end - start < 10 && !isSpace(text.charCodeAt(start - 1))) start -= 1;
  return text.slice(start, end).toLowerCase();
}

/** "I will kill" and "you all", "i put a bullet" and "in your head": a sentence that was broken up. A name in capitals is no verb. */
function runsOn(text: string, line: Line, next: Line): boolean {
  const end = lastNonBlank(text, line);
  const start = firstNonBlank(text, next);
  const beginning = text.slice(start, Math.min(next.end, start + BEGINNING));
  if (GOES_ON_WITH.test(beginning)) return isLetter(text.charCodeAt(end - 1));
  const last = lastWord(text, line);
  const harms = HARMS.has(last);
  if (!harms && !WANTS_SOMEONE.has(last)) return false;
  if (!BEGINS_WITH_SOMEONE.test(beginning) && !(harms && BEGINS_WITH_ARTICLE.test(beginning))) return false;
  const isSmall = text.charAt(end - last.length) === last.charAt(0);
  return isSmall || BEFORE_VERB.test(text.slice(Math.max(line.start, end - BEGINNING), end));
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** "- one", "* two", "3) three", "4. four". */
function startsItem(text: string, line: Line): boolean {
  const start = firstNonBlank(text, line);
  return /^(?:[-*+.>]|\d{1,3}[.)])\s/.test(text.slice(start, Math.min(line.end, start + 6)));
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}
