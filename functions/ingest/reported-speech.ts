import { MAX_REPORT_CHARACTERS } from './limits.ts';

/** A stretch of a report that is someone else's words. */
export interface ReportedSpeech {
  readonly start: number;
  readonly end: number;
  /** Between quotation marks: the exact words. Otherwise told in the reporter's own. */
  readonly exact: boolean;
}

const SAID =
  'said|says|saying|told|stated|states|claimed|warned|shouted|shouting|yelled|yelling|screamed|screaming|mentioned|replied|answered|added|whispered|texted|wrote|repeated|asked|muttered|went on about|threatened|swore|promised|vowed|insisted|announced|bragged|hinted|implied|demanded';
/** Who the reporter tells of. Not "I": what the reporter answered is the reporter's. */
const SPEAKER =
  "(?:[Hh]e|[Ss]he|[Tt]hey|[Ss]omeone|[Ss]omebody|[Oo]ne of them|(?:[Tt]he|[Aa]|[Tt]his|[Tt]hat|[Oo]ur|[Mm]y|[Aa]nother|[Hh]is|[Hh]er)\\s+(?:[a-z-]+\\s+){0,2}?(?:caller|customer|member|client|man|woman|person|guy|gentleman|lady|visitor|borrower|tenant|sender|individual|husband|wife|son|daughter|brother|sister|mother|father|boyfriend|girlfriend|male|female)|[Cc]aller|[Cc]ustomer|[Mm]ember|[Cc]lient|(?:Mr|Mrs|Ms|Miss|Dr)\\.?\\s+\\p{Lu}[\\p{L}'’-]+|(?!(?:I|We|You|It|This|That|There|Then|But|And|So|As|When|What|Who|How|If|In|On|At|Not|No|Please|Nothing|Everyone|Which|Because)\\b)\\p{Lu}[\\p{Ll}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+){0,2})";
const TELLS = new RegExp(
  `(?<![\\p{L}])(${SPEAKER})\\s+(?:(?:then|also|again|just|actually|even|kept|keeps|started|began|has|had|was|is)\\s+){0,3}(${SAID})(?:\\s+(?:to\\s+)?(?:me|us|her|him|them|you|(?:to\\s+)?the\\s+[a-z]+|\\p{Lu}\\p{Ll}+(?=\\s+(?:that|he|she|they)\\b)))?(?:\\s+(?:that|how))?\\s*[,:]?\\s+`,
  'gu',
);
const OWN =
  /\b(?:i|we)\s+(?:then\s+|also\s+|just\s+)?(?:said|told|asked|replied|answered|explained|stated|added|repeated)\b/i;
const MARKS: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»', '„': '“', '‘': '’', "'": "'" };

/**
 * Finds the customer's words in what an employee wrote of them: what stands between quotation marks ("He said 'I'll be
 * outside'"), and the clause after a verb of saying ("he said he'd be waiting outside"). What the employee said is left out.
 * `isColleague` knows the names of employees, whose words are none of the customer's. It looks at one sentence at a time; a doubt counts as the customer's, so that it is scored.
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
    for (const tells of sentence.matchAll(TELLS)) {
      const [teller, verb] = [tells[1] ?? '', tells[2] ?? ''];
      if (isColleague(teller)) continue;
      const promise = /^(?:threatened|promised|swore|vowed)$/i.test(verb);
      const from = promise
        ? tells.index + tells[0].toLowerCase().indexOf(verb.toLowerCase())
        : tells.index + tells[0].length;
      if (quotes.some((quote) => from <= quote.end && from >= quote.start - 2)) continue;
      const clause = sentence.slice(from).replace(/[\s.]+$/, '');
      // "He asked for me" and "asked him to leave" pass on no words.
      if (verb === 'asked' && /^(?:for|to)\b/i.test(clause)) continue;
      if (clause.split(/\s+/).length < 2) continue;
      found.push({ start: start + from, end: start + from + clause.length, exact: false });
      break;
    }
  }
  return found;
}

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
