import { MAX_REPORT_CHARACTERS } from './limits.ts';

/** A stretch of a report that is someone else's words. */
export interface ReportedSpeech {
  readonly start: number;
  readonly end: number;
  /** Between quotation marks: the exact words. Otherwise told in the reporter's own. */
  readonly exact: boolean;
}

const SAID =
  'said|says|saying|told|tells|telling|stated|states|claimed|claims|warned|warns|warning|shouted|shouts|shouting|yelled|yells|yelling|screamed|screams|screaming|mentioned|mentions|replied|replies|answered|answers|added|adds|whispered|whispers|texted|wrote|writes|repeated|repeats|repeating|asked|asks|muttered|mutters|went on about|threatened|threatens|swore|swears|promised|promises|vowed|vows|insisted|insists|announced|announces|bragged|brags|hinted|hints|implied|implies|demanded|demands';
/** Who speaks for the company, by what they are; their words are none of the customer's. */
const OURS =
  'Security|Police|Officer|Manager|Management|Supervisor|Reception|Legal|Guard|Everybody|Nobody|Yes|Also|Later|Today|Yesterday|Meanwhile|Afterwards|Finally';
/** Who the reporter tells of. Not "I": what the reporter answered is the reporter's. */
const SPEAKER = `(?:[Hh]e|[Ss]he|[Tt]hey|[Ss]omeone|[Ss]omebody|[Oo]ne of them|(?:[Tt]he|[Aa]|[Tt]his|[Tt]hat|[Oo]ur|[Mm]y|[Aa]nother|[Hh]is|[Hh]er)\\s+(?:[a-z-]+\\s+){0,2}?(?:caller|customer|member|client|man|woman|person|guy|gentleman|lady|visitor|borrower|tenant|sender|individual|husband|wife|son|daughter|brother|sister|mother|father|boyfriend|girlfriend|male|female)|[Cc]aller|[Cc]ustomer|[Mm]ember|[Cc]lient|(?:Mr|Mrs|Ms|Miss|Dr)\\.?\\s+\\p{Lu}[\\p{L}'’-]+|(?!(?:I|We|You|It|This|That|There|Then|But|And|So|As|When|What|Who|How|If|In|On|At|Not|No|Please|Nothing|Everyone|Which|Because|${OURS})\\b)\\p{Lu}[\\p{Ll}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+){0,2})`;
const LISTENER =
  '(?:\\s+(?:to\\s+|at\\s+)?(?:me|us|her|him|them|you|(?:to\\s+)?the\\s+[a-z]+|\\p{Lu}\\p{Ll}+(?=\\s+(?:that|he|she|they)\\b)))?';
const TELLS = new RegExp(
  `(?<![\\p{L}])(${SPEAKER})\\s+(?:(?:then|also|again|just|actually|even|kept|keeps|on|started|began|has|had|was|is)\\s+){0,4}(${SAID})${LISTENER}(?:\\s+(?:that|how))?\\s*[,:]?\\s+`,
  'gu',
);
/**
 * The same where the note leaves out who ("Called twice, said that I'd regret it"), or tells it in passing ("on the phone, screaming
 * that he will burn it down"). Only before a clause with a subject of its own: "said thanks and left" passes on no words.
 */
const TELLS_ALONE = new RegExp(
  `(?<![\\p{L}])(${SAID})${LISTENER}\\s*[,:]?\\s+(?:(?:that|how)\\s+)?(?=(?:i|he|she|they|we|you|it|my|our|his|her|their|the|there|this)(?:\\s|['’](?:d|ll|s|re|m|ve)\\b))`,
  'giu',
);
/** Verbs that "said" leaves alone and that tell of something else without a speaker: "answered the phone", "wrote the number down". */
const SILENT_ALONE =
  /^(?:added?s?|answer(?:ed|s)?|wrote|writes|repeat(?:ed|s|ing)?|repl(?:ied|ies)|asked|asks|demand(?:ed|s)|mention(?:ed|s))$/i;
/** "He'd be waiting outside, he said." */
const TOLD_AFTER = new RegExp(
  `,\\s+(${SPEAKER})\\s+(?:said|says|told (?:me|us)|warned(?: me| us)?|yelled|shouted|screamed)(?: to me)?\\s*[.!]*\\s*$`,
  'u',
);
const OUR_PEOPLE = `(?:${OURS})|(?:[Mm]y|[Oo]ur|[Tt]he|[Aa]|[Aa]nother)\\s+(?:[a-z-]+\\s+){0,2}?(?:manager|supervisor|boss|colleague|coworker|co-worker|guard|officer|police|lead|agent|teller|associate)`;
/** Whoever a stretch of a sentence speaks of last, as its subject: one of ours, or another. */
const SOMEONE = new RegExp(`(?<![\\p{L}])(?:([Ii]|[Ww]e|${OUR_PEOPLE})(?=[\\s,'’])|(${SPEAKER})(?=[\\s,'’]))`, 'gu');
const OWN =
  /\b(?:i|we)\s+(?:then\s+|also\s+|just\s+)?(?:said|told|asked|replied|answered|explained|stated|added|repeated)\b/i;
const MARKS: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»', '„': '“', '‘': '’', "'": "'" };

/**
 * Finds the customer's words in what an employee wrote of them: what stands between quotation marks ("He said 'I'll be
 * outside'"), and the clause after a verb of saying ("he said he'd be waiting outside"). What the employee said is left out, and
 * what the employee thinks ("I think he might come back"), for it has no verb of saying.
 * `isColleague` knows the names of employees, whose words are none of the customer's. It looks at one sentence at a time; a doubt
 * counts as the customer's, so that it is scored. Linear in the text, which is cut to `MAX_REPORT_CHARACTERS`.
 */
export function reportedSpeech(text: string, isColleague: (name: string) => boolean = () => false): ReportedSpeech[] {
  const found: ReportedSpeech[] = [];
  for (const { start, end } of sentences(text.slice(0, MAX_REPORT_CHARACTERS))) {
    const sentence = text.slice(start, end);
    const quotes = quotations(sentence);
    for (const quote of quotes) {
      if (
        OWN.test(sentence.slice(0, quote.start)) ||
        sentence.slice(quote.start, quote.end).trim().split(/\s+/).length < 2
      )
        continue;
      found.push({ start: start + quote.start, end: start + quote.end, exact: true });
    }
    const told = toldIn(sentence, quotes, isColleague);
    if (told !== null) found.push({ start: start + told.start, end: start + told.end, exact: false });
  }
  return found;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function toldIn(sentence: string, quotes: readonly Stretch[], isColleague: (name: string) => boolean): Stretch | null {
  const quoted = (from: number): boolean => quotes.some((quote) => from <= quote.end && from >= quote.start - 2);
  for (const tells of sentence.matchAll(TELLS)) {
    const [teller, verb] = [tells[1] ?? '', tells[2] ?? ''];
    if (isColleague(teller)) continue;
    const from = startOfWords(tells.index, tells[0], verb);
    if (quoted(from)) continue;
    const clause = clauseFrom(sentence, from);
    // "He asked for me" and "asked him to leave" pass on no words.
    if (clause === null || (/^asks?|asked$/.test(verb) && /^(?:for|to)\b/i.test(sentence.slice(from)))) continue;
    return clause;
  }
  for (const tells of sentence.matchAll(TELLS_ALONE)) {
    const verb = tells[1] ?? '';
    const from = startOfWords(tells.index, tells[0], verb);
    if (SILENT_ALONE.test(verb) || quoted(from)) continue;
    const before = [...sentence.slice(0, tells.index).matchAll(SOMEONE)].at(-1);
    if (before !== undefined && (before[1] !== undefined || isColleague(before[2] ?? ''))) continue;
    const clause = clauseFrom(sentence, from);
    if (clause !== null) return clause;
  }
  const after = quotes.length > 0 ? null : TOLD_AFTER.exec(sentence);
  if (after === null || isColleague(after[1] ?? '')) return null;
  const lead = sentence.length - sentence.trimStart().length;
  const words = sentence.slice(lead, after.index).split(/\s+/).length;
  return words < 2 ? null : { start: lead, end: after.index };
}

/** "Threatened to shoot" holds its own verb; after "said that" the words begin. */
function startOfWords(index: number, match: string, verb: string): number {
  const promise = /^(?:threaten|promise|swore|swear|vow)/i.test(verb);
  return promise ? index + match.toLowerCase().lastIndexOf(verb.toLowerCase()) : index + match.length;
}

function clauseFrom(sentence: string, from: number): Stretch | null {
  const clause = sentence.slice(from).replace(/[\s.]+$/, '');
  return clause.split(/\s+/).length < 2 ? null : { start: from, end: from + clause.length };
}

/** Nobody writes a longer sentence. Text without an end mark is looked through in pieces, or each pattern would look at all of it from each place. */
const LONGEST_SENTENCE_CHARACTERS = 4_000;

/** Sentences by their end marks and empty lines; a mark within quotation marks ends none. */
function sentences(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  const end = (at: number) => {
    if (text.slice(start, at).trim() !== '') found.push({ start, end: at });
    start = at;
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    const close = closes(text, at);
    if (close > 0) {
      at = close;
      // "… outside." ends its sentence when a capital or the end follows.
      if (/[.!?]/.test(text[close - 1] ?? '') && /^\s+\p{Lu}|^\s*$/u.test(text.slice(close + 1, close + 4)))
        end(close + 1);
    } else if (/[.!?]/.test(sign)) {
      const title = /\b(?:mr|mrs|ms|dr|st|no)$/i.test(text.slice(Math.max(0, at - 3), at));
      if (!title && /^\s?$/.test(text[at + 1] ?? '')) end(at + 1);
    } else if (sign === '\n' && text[at + 1] === '\n') end(at);
    else if (/\s/.test(sign) && at - start > LONGEST_SENTENCE_CHARACTERS) end(at);
  }
  if (start < text.length) found.push({ start, end: text.length });
  return found;
}

/** Longer than any quotation in a note; how far a partner is looked for. */
const LONGEST_QUOTATION_CHARACTERS = 2_000;

/** Where the quotation that opens here closes; -1 where none does. A mark within a word is an apostrophe, and no mark. */
function closes(text: string, at: number): number {
  const partner = MARKS[text[at] as string];
  if (partner === undefined || !/^[\s(\n:,-]?$/.test(text[at - 1] ?? '')) return -1;
  // Cut first: text full of opening marks would otherwise be searched to its end from each.
  const window = text.slice(at, at + LONGEST_QUOTATION_CHARACTERS);
  for (let end = window.indexOf(partner, 2); end >= 0; end = window.indexOf(partner, end + 1)) {
    if (!/\p{L}/u.test(window[end + 1] ?? '')) return at + end;
  }
  return -1;
}

function quotations(sentence: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = 0; at < sentence.length; at++) {
    const end = closes(sentence, at);
    if (end < 0) continue;
    found.push({ start: at + 1, end });
    at = end;
  }
  return found;
}

const FEELING =
  '(?:threatened|afraid|scared|frightened|unsafe|intimidated|terrified|uneasy|uncomfortable|shaken|nervous|creeped out|in danger|in fear|fearful|alarmed|worried for my (?:safety|life|family)|followed|watched|stalked)';
const FELT = new RegExp(
  `\\b(?:i|we)\\s+(?:(?:was|were|am|are|felt|feel|got|became|have been|had been|still|really|very|quite|so|honestly|do|did|genuinely|actually|extremely|a bit|a little)\\s+)+${FEELING}|\\b(?:i'm|we're|i’m|we’re)\\s+(?:\\w+\\s+){0,2}${FEELING}|\\b(?:made|makes|making|left)\\s+(?:me|us)\\s+(?:feel\\s+)?(?:\\w+\\s+){0,2}${FEELING}|\\b(?:scared|frightened|terrified|threatened|intimidated|followed)\\s+(?:me|us)\\b|\\bi\\s+(?:fear|feared)\\b`,
  'i',
);
const ACTED =
  /\b(?:threw|slammed|pounded|punched|kicked|smashed|banged|shoved|pushed|grabbed|spat|swung|lunged|cornered|blocked (?:the|my|our) (?:door|way|exit|path)|followed (?:me|us|her|him|them)|stared (?:at|me)|glared|waited (?:outside|by|in|at)|was waiting (?:outside|by|in|at)|reached (?:into|for) (?:his|her|their) (?:jacket|coat|bag|waistband|pocket)|clenched|balled (?:his|her) fists?|raised (?:his|her) (?:fist|hand)|leaned over the (?:counter|desk)|got in (?:my|her|his) face|drew (?:his|her) finger across|made a (?:gun|slashing|cutting) (?:sign|gesture|motion))\b/i;

/** Whether the reporter says that they felt threatened: a perceived threat, whatever was said (requirements 4 and 9). */
export const feelsThreatened = (text: string): boolean => FELT.test(text);

/** Whether the report tells of an act that threatens without words: a thrown object, a blocked door, a look, a wait by the car. */
export const tellsOfAct = (text: string): boolean => ACTED.test(text);
