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
  | 'more';

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
  more: 'notes|note|additional information|more|summary|description|details|comments|what happened|narrative|incident',
};

const FIELD_OF = new Map(
  Object.entries(LABELS).flatMap(([field, labels]) => labels.split('|').map((label) => [label, field as NoteField])),
);

/** A label that no mail header and no chat has: one of these and a second field make a note. */
const TELLING: ReadonlySet<NoteField> = new Set(['reporter', 'said', 'done', 'felt', 'target', 'response']);

const LABELLED =
  /^\s{0,3}(?:[-*+]\s+|#{1,6}\s+|>\s*)?(?:\*\*|__)?([A-Za-z][A-Za-z /#-]{1,40}?)(?:\*\*|__)?\s*[:：](?:\*\*|__)?(?:\s+|$)(.*)$/;
const HEADED = /^\s{0,3}#{1,6}\s+([A-Za-z][A-Za-z /#-]{1,40}?)\s*#*\s*$/;

export type NoteForm = ReadonlyMap<NoteField, string>;

/**
 * Reads the documented form of a note: a line a field, `Reporter: …`, `When: …`, `Where: …`, `Who: …`, `Said: …`, `Done: …`, in any
 * order, each running on until the next; as Markdown too (`**Said:** …`, `## Said`). Text above the first field and fields met
 * twice are kept. Null where it is not a note of that form.
 */
export function noteForm(text: string): NoteForm | null {
  const fields = new Map<NoteField, string>();
  let current: NoteField = 'more';
  const add = (field: NoteField, value: string) => {
    const before = fields.get(field);
    fields.set(field, before === undefined ? value : `${before}\n${value}`);
  };
  for (const line of text.split(/\r?\n/)) {
    const short = line.length > 2_000 ? null : line;
    const labelled = short === null ? null : LABELLED.exec(short);
    const labelledField = FIELD_OF.get(labelled?.[1]?.trim().toLowerCase() ?? '');
    const headedField = FIELD_OF.get((short === null ? '' : (HEADED.exec(short)?.[1] ?? '')).trim().toLowerCase());
    if (labelledField !== undefined) {
      current = labelledField;
      add(current, labelled?.[2] ?? '');
    } else if (headedField !== undefined) current = headedField;
    else add(current, line);
  }
  return form(fields);
}

/** The same from JSON: an object whose keys are the labels, in any style (`what_was_said`, `whatWasSaid`). */
export function noteFormOfJson(value: unknown): NoteForm | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = new Map<NoteField, string>();
  for (const [key, member] of Object.entries(value)) {
    const field = FIELD_OF.get(
      key
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replace(/[_-]+/g, ' ')
        .toLowerCase()
        .trim(),
    );
    const text = words(member);
    if (field === undefined || text === '') continue;
    const before = fields.get(field);
    fields.set(field, before === undefined ? text : `${before}\n${text}`);
  }
  return form(fields);
}

function words(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.slice(0, 100).map(words).join('\n').trim();
  if (typeof value !== 'object' || value === null) return '';
  const { name, address, email } = value as Record<string, unknown>;
  const mail = typeof address === 'string' ? address : email;
  return [typeof name === 'string' ? name : '', typeof mail === 'string' ? `<${mail}>` : ''].join(' ').trim();
}

function form(fields: ReadonlyMap<NoteField, string>): NoteForm | null {
  const given = new Map(
    [...fields].map(([field, value]) => [field, value.trim()] as const).filter(([, value]) => value !== ''),
  );
  const labelled = [...given.keys()].filter((field) => field !== 'more');
  return labelled.some((field) => TELLING.has(field)) && given.size >= 2 ? given : null;
}
