/** The fields of a note. `said` is the person's exact words, `done` what the person did, `response` what was done about it. */
export type NoteField =
  | 'reporter'
  | 'when'
  | 'where'
  | 'who'
  | 'phone'
  | 'address'
  | 'account'
  | 'how'
  | 'relation'
  | 'target'
  | 'said'
  | 'done'
  | 'response'
  | 'felt'
  | 'witness'
  | 'classification'
  | 'kind'
  | 'district'
  | 'recorded'
  | 'incident'
  | 'more'
  /** Words under a name that is no field: whose they are is not said. */
  | 'unnamed';

/** What people call the fields. The first of each is the documented one. */
const LABELS: Readonly<Record<NoteField, string>> = {
  reporter: 'reporter|reported by|reporting associate|filed by|taken by|employee reporting|written by|submitted by',
  when: 'when|date|time|date and time|date/time|date of incident|occurred|incident date',
  where: 'where|place|location|branch|office',
  who: 'who|person|customer|caller|customer name|name of person|member|visitor|name|person making the threat|subject name',
  phone: 'phone|telephone|phone number|caller id|called from|number',
  address: 'email|e-mail|mail address|email address',
  account: 'account|account number|account no|account #|customer number',
  how: 'how|channel|contact type|by what means',
  relation: 'relation|relationship|classification of person',
  target: 'target|aimed at|directed at|threatened employee|employee threatened|employee|recipient',
  said: 'said|what was said|exact words|words|they said|what they said|statement|verbatim|quote|the exact words',
  done: 'done|what was done|what they did|act|acts|actions of the person|behaviour|behavior',
  response: 'response|action taken|actions taken|what we did|what i did|follow-up|follow up|our response',
  felt: 'felt|how it felt|how i felt|feeling|impact|effect on me',
  witness: 'witness|witnesses|also present',
  classification: 'classification|classification of threat|threat classification',
  kind: 'threat type|type of threat',
  district: 'district|region|market',
  recorded: 'recorded line|recording|recorded',
  incident: 'incident number|incident no|incident #|referral comments',
  more: 'notes|note|additional information|more|summary|description|details|comments|what happened|narrative|incident',
  unnamed: '',
};

const FIELD_OF = new Map(
  Object.entries(LABELS).flatMap(([field, labels]) =>
    labels === '' ? [] : labels.split('|').map((label) => [label, field as NoteField] as const),
  ),
);

/** A label that no mail header and no chat has: one of these and a second field make a note. */
const TELLING: ReadonlySet<NoteField> = new Set(['reporter', 'said', 'done', 'felt', 'target', 'response']);

/** Who speaks in a talk that a note sets down line by line. */
const PERSON_SPEAKS = /^(?:caller|customer|member|client|visitor|man|woman|him|her|he|she)$/;
const REPORTER_SPEAKS = /^(?:me|i|us|agent|associate|representative|rep|csr|teller)$/;
const ADDRESSES_SOMEONE = /\b(?:i|i['’](?:ll|m|ve|d)|me|my|you|your|you['’](?:re|ll|d|ve)|we|us|our)\b/i;
const NAME_LIKE = /^(?:[\p{Lu}\d+(<"][^\s]*(?:\s+|$)){1,5}$/u;

const LABELLED =
  /^\s{0,3}(?:[-*+]\s+|#{1,6}\s+|>\s*)?(?:\*\*|__)?([A-Za-z][A-Za-z /#-]{0,40}?)(?:\*\*|__)?\s*[:：](?:\*\*|__)?(?:\s+|$)(.*)$/;
const HEADED = /^\s{0,3}#{1,6}\s+([A-Za-z][A-Za-z /#-]{1,40}?)\s*#*\s*$/;
/** A longer line is a paragraph and has no label. */
const LONGEST_LABELLED_LINE_CHARACTERS = 2_000;

export type NoteForm = ReadonlyMap<NoteField, string>;

/** The field that a label names, in any style (`What was said`, `what_was_said`, `whatWasSaid`); null for a label that names none. */
export function fieldNamed(label: string): NoteField | null {
  const plain = label
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return FIELD_OF.get(plain) ?? FIELD_OF.get(plain.replace(/\?$/, '')) ?? null;
}

/**
 * Reads the documented form of a note: a line a field, `Reporter: …`, `When: …`, `Where: …`, `Who: …`, `Said: …`, `Done: …`, in any
 * order, each running on until the next; as Markdown too (`**Said:** …`, `## Said`). Text above the first field and fields met
 * twice are kept. A talk set down line by line (`Caller: …`, `Me: …`) is the person's and the reporter's words. Null where it is
 * not a note of that form.
 */
export function noteForm(text: string): NoteForm | null {
  const fields = new Map<NoteField, string>();
  const named = new Set<NoteField>();
  const lines = text.split(/\r?\n/);
  const talk = lines.some((line) => REPORTER_SPEAKS.test(labelled(line)?.label ?? ''));
  let current: NoteField = 'more';
  const add = (field: NoteField, value: string) => {
    const before = fields.get(field);
    fields.set(field, before === undefined ? value : `${before}\n${value}`);
  };
  for (const line of lines) {
    const found = labelled(line);
    const heading = line.length > LONGEST_LABELLED_LINE_CHARACTERS ? null : HEADED.exec(line)?.[1];
    const headed = heading == null ? null : fieldNamed(heading);
    if (found !== null && speaks(found, talk, fields)) {
      current = 'said';
      add(current, found.value);
    } else if (found !== null && (REPORTER_SPEAKS.test(found.label) || isSaidAgain(found, fields))) {
      current = 'more';
      add(current, line);
    } else if (found !== null && FIELD_OF.has(found.label)) {
      current = FIELD_OF.get(found.label) as NoteField;
      named.add(current);
      add(current, found.value);
    } else if (headed !== null) {
      current = headed;
      named.add(current);
    } else add(current, line);
  }
  const form = given(fields);
  return [...named].some((field) => TELLING.has(field) && form.has(field)) && form.size >= 2 ? form : null;
}

interface Labelled {
  readonly label: string;
  readonly value: string;
}

function labelled(line: string): Labelled | null {
  const found = line.length > LONGEST_LABELLED_LINE_CHARACTERS ? null : LABELLED.exec(line);
  return found === null ? null : { label: (found[1] ?? '').trim().toLowerCase(), value: found[2] ?? '' };
}

/** "Caller: Joe Marsh" says who it was, and "Caller: I know where you park" what they said. */
function speaks({ label, value }: Labelled, talk: boolean, fields: NoteForm): boolean {
  if (!PERSON_SPEAKS.test(label) || value.trim() === '') return false;
  if (!FIELD_OF.has(label) || ADDRESSES_SOMEONE.test(value)) return true;
  return (talk || fields.has('who')) && !NAME_LIKE.test(value.trim());
}

/** A reporter is named once; a second line of that name is what the reporter said. */
function isSaidAgain({ label, value }: Labelled, fields: NoteForm): boolean {
  return FIELD_OF.get(label) === 'reporter' && fields.has('reporter') && !NAME_LIKE.test(value.trim());
}

/** Without the fields that hold nothing. What was said exactly stays as it is, to the last space; around the others none is kept. */
function given(fields: NoteForm): Map<NoteField, string> {
  return new Map(
    [...fields].flatMap(([field, value]) => (value.trim() === '' ? [] : [[field, value.trim()] as const])),
  );
}

/** Names that say of a table or an object that it is a report. Ticket systems have a `response`, a `recipient` and an `impact` too. */
const SURELY: ReadonlySet<NoteField> = new Set(['reporter', 'said', 'done']);

export const isReportOf = (fields: Iterable<NoteField>): boolean => {
  const known = new Set([...fields].filter((field) => field !== 'unnamed'));
  return known.size >= 2 && [...known].some((field) => SURELY.has(field));
};

/** Members of the form that are no words: they say what it is. */
const APART: ReadonlySet<string> = new Set(['form', 'report', 'schema']);

/** A value of so many words under a name that is no field may be someone's speech. */
const FEWEST_WORDS_OF_SPEECH = 5;

/**
 * The fields of named values: the members of a JSON object, the cells of a row. What was said is kept exactly as it is. A name that
 * is no field loses nothing: several words are kept as words of nobody known, which are scored, and fewer as a remark.
 */
export function fieldsOf(entries: readonly (readonly [name: string, text: string])[]): Map<NoteField, string> {
  const fields = new Map<NoteField, string>();
  for (const [name, text] of entries) {
    if (text.trim() === '' || APART.has(name)) continue;
    const known = fieldNamed(name);
    const field = known ?? ((text.match(/\p{L}+/gu)?.length ?? 0) < FEWEST_WORDS_OF_SPEECH ? 'more' : 'unnamed');
    const value =
      field === 'said'
        ? text
        : known === 'more' || field === 'unnamed'
          ? text.trim()
          : labelledValue(name, text, known);
    const before = fields.get(field);
    fields.set(field, before === undefined ? value : `${before}\n${value}`);
  }
  return fields;
}

const labelledValue = (name: string, text: string, known: NoteField | null): string =>
  known === null ? `${name}: ${text.trim()}` : text.trim();

/** The form from JSON: an object whose keys are the labels, in any style. Null where it is not a note, unless it says `form`. */
export function noteFormOfJson(value: unknown): NoteForm | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = jsonFields(value);
  const known = [...fields.keys()].filter((field) => field !== 'unnamed');
  if ('form' in value && known.length >= 2 && known.some((field) => TELLING.has(field))) return fields;
  return isReportOf(known) ? fields : null;
}

export const jsonFields = (value: object): Map<NoteField, string> =>
  fieldsOf(Object.entries(value).map(([name, member]) => [name, words(member)] as const));

function words(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.slice(0, 100).map(words).join('\n').trim();
  if (typeof value !== 'object' || value === null) return '';
  const { name, address, email, id: _, ...others } = value as Record<string, unknown>;
  const mail = typeof address === 'string' ? address : email;
  if (Object.keys(others).length > 0) return Object.values(value).map(words).join('\n').trim();
  return [typeof name === 'string' ? name : '', typeof mail === 'string' ? `<${mail}>` : ''].join(' ').trim();
}
