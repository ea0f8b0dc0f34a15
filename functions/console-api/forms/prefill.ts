import type { CaseContact } from '../../contracts/case.ts';
import type { Prefilled } from '../../contracts/case-forms.ts';
import type { Contact } from '../../contracts/contact.ts';
import type { FieldValue, FormDefinition, PrefillSource } from '../../contracts/form.ts';
import type { Channel } from '../../contracts/vocabulary.ts';
import { type Holding, heldContacts } from '../../shared/case/held.ts';
import { faultOf, fieldsOf, isAnswered } from '../../shared/form/field-value.ts';
import { reported, reportedSummary } from './reported.ts';

/** What the case knows of a field, and where from. */
export interface PrefilledValue {
  readonly value: FieldValue;
  readonly source: Prefilled;
}

/**
 * The contact that a form is about: the first flagged one that shows what the form asks about, else the first flagged one. The same
 * message seen again tells nothing new.
 */
export function contactOfForm({ asked_for }: FormDefinition, state: Holding): CaseContact {
  const contacts = heldContacts(state);
  const flagged = contacts.filter(({ part, sightingOf }) => part === 'flagged' && sightingOf === undefined);
  const about = flagged.find(({ categories }) => categories.some((each) => asked_for.categories.includes(each)));
  const contact = about ?? flagged[0] ?? contacts[0] ?? state.contacts[0];
  if (contact === undefined) throw new TypeError('A case has at least the contact that opened it');
  return contact;
}

/**
 * What the case knows of the fields of a form, by their names: shown as such, and nobody's words until a person completes the form.
 * @param contact the contact that the form is about, as it was read; null where it is gone, and only the case itself is asked.
 */
export function prefill(
  definition: FormDefinition,
  state: Holding & { readonly caseNumber: string },
  contact: Contact | null,
): Map<string, PrefilledValue> {
  const about = contactOfForm(definition, state);
  const found = new Map<string, PrefilledValue>();
  for (const field of fieldsOf(definition)) {
    if (field.prefill === undefined) continue;
    // A reporter writes what they like, a deployer may have other options than we know of, and a name may be longer than its field.
    const fits = (value: FieldValue) => isAnswered(value) && faultOf(field, value) === null;
    const value = known(field.prefill, about, contact).find(fits);
    const from = field.prefill;
    if (value !== undefined) found.set(field.name, { value, source: { from, contactId: about.contactId } });
    // Where the reporter gave it no number, ours.
    else if (from === 'incident-number') {
      found.set(field.name, { value: state.caseNumber, source: { from, contactId: null } });
    }
  }
  return found;
}

/** Requirement 25's, of whatever is no threat of self-harm. */
type Medium = 'Telephone' | 'Personal' | 'Written or Online';

const CLASSIFICATIONS: Readonly<Record<Channel, Medium>> = {
  phone: 'Telephone',
  'in-person': 'Personal',
  email: 'Written or Online',
  chat: 'Written or Online',
  'social-media': 'Written or Online',
};

const HOW_IT_CAME: Readonly<Record<Medium, string>> = {
  Telephone: 'By telephone',
  Personal: 'In person',
  'Written or Online': 'In writing',
};

const RELATIONS: Readonly<Record<Contact['relation'], string | null>> = {
  customer: 'Customer',
  public: 'Public',
  employee: 'Employee',
  'former-employee': 'Former Employee',
  unknown: null,
};

/** What the case knows, the surest first: what a reporter entered goes before what follows from the contact. */
function known(source: PrefillSource, about: CaseContact, contact: Contact | null): FieldValue[] {
  switch (source) {
    case 'occurred-at':
      return [about.occurredAt];
    case 'received-at':
      return [about.receivedAt];
    case 'classification':
      return [...reported(contact, 'Classification'), classificationOf(about)];
    case 'threat-type':
      return [...reported(contact, 'Threat type'), about.threatType];
    case 'channel':
      return [about.channel];
    case 'how-it-came':
      return [HOW_IT_CAME[CLASSIFICATIONS[about.channel]]];
    case 'relation':
      return [contact && RELATIONS[contact.relation]];
    case 'subject-name':
      return [contact?.subject?.name ?? null];
    case 'subject-telephone':
      return [telephoneOf(contact)];
    case 'attachment-names':
      return [[...new Set((contact?.attachments ?? []).flatMap(({ name }) => name ?? []))]];
    case 'exact-words':
      return [exactWords(contact)];
    case 'place':
      return reported(contact, 'Where');
    case 'district':
      return reported(contact, 'District');
    case 'recorded-line':
      return reported(contact, 'Recorded line');
    case 'summary':
      return [reportedSummary(contact)];
    case 'incident-number':
      return reported(contact, 'Incident number');
  }
}

const classificationOf = ({ categories, channel }: CaseContact): string =>
  categories.includes('self-harm') ? 'Suicide/Self Threat' : CLASSIFICATIONS[channel];

/** An address is a mail address, a number, or an id of a chat or an account. Digits alone are a number only in an employee's report. */
function telephoneOf(contact: Contact | null): string | null {
  const address = contact?.subject?.address ?? '';
  const isReport = contact?.format === 'note' || contact?.format === 'form';
  return /^\+[\d\s().-]{7,24}$/.test(address) || (isReport && /^\d{7,15}$/.test(address)) ? address : null;
}

/**
 * Only what stands there as one whole: joined, words are no longer exactly as they came. What a machine wrote down of speech, and what
 * somebody tells in their own words, are not the exact words either.
 */
function exactWords(contact: Contact | null): string | null {
  const turns = (contact?.turns ?? []).filter(({ speaker }) => speaker === 'subject');
  const [turn] = turns;
  if (turn === undefined || turns.length > 1 || turn.speech === 'indirect' || turn.transcription) return null;
  return turn.apart.length > 0 ? null : turn.text;
}
