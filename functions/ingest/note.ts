import type { Contact, Party } from '../contracts/contact.ts';
import { MAX_NAME_CHARACTERS } from './limits.ts';
import { mailboxes } from './mailbox.ts';
import type { NoteField, NoteForm } from './note-form.ts';
import { type People, party, subjectKeyOf } from './people.ts';
import { problem } from './problems.ts';
import { type Reading, reading, type TurnDraft, turn } from './reading.ts';
import { reportedDate } from './reported-date.ts';
import { feelsThreatened, reportedSpeech, tellsOfAct } from './reported-speech.ts';

/** What a note says for "I do not know". */
const NOBODY =
  /^(?:unknown|not known|n\/?a|none|anonymous|did not say|call(?:er)? did not say|-+|\?+|no name|unidentified.*|refused.*|not given)\.?$/i;

/**
 * Makes the reading of a note in the documented form. What was said is the person's words, as reported; every other field is the
 * reporter's, and what it tells of the person's words ("he said he'd be waiting outside") is the person's again. The target is
 * the one named, else the reporter. `writer` is who sent it in, when the way it came says so.
 */
export function readNote(form: NoteForm, people: People, writer: Party | null, format: 'note' | 'form'): Reading {
  const value = (field: NoteField): string => form.get(field) ?? '';
  const reporter = named(value('reporter'), people) ?? writer;
  const targets = value('target')
    .split(/[,;\n]|\band\b/)
    .flatMap((name) => named(name, people) ?? []);
  const said = value('said');
  const turns = [
    ...saidTurns(said),
    ...(value('unnamed') === ''
      ? []
      : [turn({ speaker: 'unknown', text: value('unnamed'), part: 'note:unnamed', standing: 'as-reported' })]),
    ...(['done', 'felt', 'more', 'response', 'witness'] as const).flatMap((field) =>
      value(field) === '' ? [] : fieldTurns(value(field), reporter, field, people),
    ),
    ...detailTurns(form, reporter),
  ];
  const told = [value('done'), value('felt'), value('more'), value('response')].join('\n\n');
  const subject = person(form);
  return reading({
    format,
    channel: noteChannel(value('how'), value('phone'), `${said}\n${told}`),
    occurred: occurred(value('when')),
    subject,
    subjectKey: subjectKeyOf({
      address: subject?.address ?? null,
      phone: value('phone'),
      account: accountOf(value('account')),
      name: subject?.name ?? null,
    }),
    relation: relation(value('relation'), value('account')),
    targets: targets.length > 0 ? targets : reporter === null ? [] : [reporter],
    reporter,
    report: {
      kind: format,
      perceived:
        (said === '' && (value('done') !== '' || tellsOfAct(told))) || feelsThreatened(told) || value('felt') !== '',
    },
    turns,
    problems: severalNames(value('who')) ? [problem('several-people', 'part')] : [],
  });
}

/** What a person who reads the contact has to know beside the words; nobody's words are looked for in it. */
const DETAILS: Partial<Record<NoteField, string>> = {
  where: 'Where',
  classification: 'Classification',
  kind: 'Threat type',
  district: 'District',
  recorded: 'Recorded line',
  incident: 'Incident number',
};

function detailTurns(form: NoteForm, reporter: Party | null): TurnDraft[] {
  const lines = Object.entries(DETAILS).flatMap(([field, label]) => {
    const value = form.get(field as NoteField) ?? '';
    return value === '' ? [] : [`${label}: ${value}`];
  });
  const [when, who] = [form.get('when') ?? '', form.get('who') ?? ''];
  // "Last Tuesday, about noon" is no time that can be counted with, and still says when.
  if (when !== '' && occurred(when) === null) lines.unshift(`When: ${when}`);
  if (severalNames(who) || who.includes('\n')) lines.unshift(`Who: ${who}`);
  if (lines.length === 0) return [];
  return [turn({ speaker: 'reporter', name: reporter?.name ?? null, text: lines.join('\n'), part: 'note:details' })];
}

const WHOLE_NAME = /^(?:(?:mr|mrs|ms|miss|dr)\.?\s+)?\p{Lu}[\p{L}'’.-]*(?:\s+\p{Lu}[\p{L}'’.-]*)+$/u;

/** "Joe Marsh and Lena Marsh", each a whole name: "Smith and Sons" is one. */
function severalNames(who: string): boolean {
  // Cut first: in a run of spaces each would be looked at as the beginning of a separator.
  const names = who
    .slice(0, MAX_NAME_CHARACTERS)
    .split(/\s+(?:and|&|\+)\s+|\s*[;\n]\s*|,\s+/)
    .map((name) => name.replace(/\s*<[^>]*>$/, '').trim());
  return names.length > 1 && names.filter((name) => WHOLE_NAME.test(name)).length > 1;
}

/** What was done about it is the company's doing: nobody's words but the reporter's are looked for there. */
function fieldTurns(text: string, reporter: Party | null, field: string, people: People): TurnDraft[] {
  const turns = reporterTurns(text, reporter, `note:${field}`, people);
  return field === 'response' ? turns.slice(0, 1) : turns;
}

/** What a reporter wrote in free words: the reporter's turn, and after it each stretch of it that is the person's speech. */
export function reporterTurns(text: string, reporter: Party | null, part: string, people: People): TurnDraft[] {
  return [turn({ speaker: 'reporter', name: reporter?.name ?? null, text, part }), ...speechTurns(text, part, people)];
}

/** The person's words within a report, each a turn of its own, as reported. */
export function speechTurns(text: string, part: string, people: People): TurnDraft[] {
  return reportedSpeech(text, (name) => people.byName(name) !== null).map(({ start, end, exact }) =>
    turn({
      speaker: 'subject',
      text: text.slice(start, end),
      standing: 'as-reported',
      part: `${part} ${exact ? 'quotation' : 'reported speech'}`,
      ...(exact ? {} : { speech: 'indirect' as const }),
    }),
  );
}

/** "that I'd regret it" in the field of the exact words: told, and not in the person's own. */
const TOLD =
  /^\s*(?:that|how)\s+(?:i|he|she|they|we|(?:his|her|their|my|our|the)\s+\p{L}+)(?:\s|['’](?:d|ll|s|re|m|ve)\b)/iu;

/** Between quotation marks only those words are the person's; without marks all of the field is. */
function saidTurns(said: string): TurnDraft[] {
  if (said === '') return [];
  const whole = /^\s*["“'‘«](.*)["”'’»]\.?\s*$/s.exec(said)?.[1];
  const speech = reportedSpeech(said);
  const quotations = speech.filter(({ exact }) => exact);
  const subject = (text: string, indirect = false) =>
    turn({
      speaker: 'subject',
      text,
      standing: 'as-reported',
      part: 'note:said',
      ...(indirect ? { speech: 'indirect' as const } : {}),
    });
  if (whole !== undefined && !/["“”«»]/.test(whole)) return [subject(whole)];
  if (TOLD.test(said)) return [subject(said, true)];
  // "He said he'd be waiting outside" in this field may be the words of the person about a third one, or the reporter's of the person.
  const told =
    quotations.length === 0 && /^\s*(?:he|she|they|caller|customer|the\s+\p{L}+)\s/iu.test(said) ? speech : [];
  if (quotations.length === 0 && told.length === 0) return [subject(said)];
  // The words between the quotations stay before the reader, and a doubt whose they are is scored.
  return [
    turn({ speaker: 'unknown', text: said, standing: 'as-reported', part: 'note:said' }),
    ...[...quotations, ...told].map(({ start, end, exact }) => subject(said.slice(start, end), !exact)),
  ];
}

function named(value: string, people: People): Party | null {
  const text = value.trim();
  if (text === '' || NOBODY.test(text)) return null;
  const found = mailboxes(text.split(/\n/, 1)[0] ?? '')[0] ?? null;
  if (found === null) return null;
  // "Priya Nair, contact center" and "Priya Nair (extension 12)": what follows the name is not the name.
  return people.completed(party(found.name?.replace(/\s*[([].*$/, ''), found.address));
}

function person(form: NoteForm): Party | null {
  const who = (form.get('who') ?? '').split(/\n/, 1)[0]?.trim().slice(0, MAX_NAME_CHARACTERS) ?? '';
  const [first = who] = severalNames(form.get('who') ?? '') ? who.split(/\s+(?:and|&|\+)\s+|\s*[;]\s*|,\s+/) : [who];
  const found = NOBODY.test(who) ? undefined : mailboxes(first)[0];
  const name = found?.name?.replace(/\s*[([].*$/, '').replace(/\s*\d[\d\s().-]{5,}$/, '') ?? null;
  const address =
    found?.address ?? mailboxes(form.get('address') ?? '').find((each) => each.address !== null)?.address ?? null;
  const phone = (form.get('phone') ?? '').replace(/[^\d+]/g, '');
  const known = party(name, address ?? (phone.length >= 5 ? phone : null));
  return known.name === null && known.address === null ? null : known;
}

function accountOf(value: string): string | null {
  // Excel keeps the zeros in front of a number as `="0012"`.
  const account = (value.split(/\n/, 1)[0]?.trim() ?? '').replace(/^="([^"]*)"$/, '$1');
  return account === '' || NOBODY.test(account) ? null : account.slice(0, 64);
}

function occurred(when: string): Reading['occurred'] {
  const at = reportedDate(when.replace(/\n/g, ' ').trim());
  return at === null ? null : { at, from: 'reported' };
}

export function noteChannel(how: string, phone: string, text: string): Contact['channel'] {
  if (/social|facebook|twitter|instagram|tiktok|\bx\b|linkedin|review/i.test(how)) return 'social-media';
  if (/chat|messag/i.test(how)) return 'chat';
  if (/phone|call|voice/i.test(how)) return 'phone';
  if (/mail|letter/i.test(how)) return 'email';
  if (/person|visit|branch|lobby|counter|office|walk/i.test(how)) return 'in-person';
  if (phone !== '') return 'phone';
  return /\b(?:call(?:ed|er|ing)?|phone[ds]?|voicemail|on the line|hung up|rang)\b/i.test(text) ? 'phone' : 'in-person';
}

function relation(value: string, account: string): Contact['relation'] {
  if (/former/i.test(value)) return 'former-employee';
  if (/employee|colleague|staff/i.test(value)) return 'employee';
  if (/public|stranger|passer/i.test(value)) return 'public';
  return /customer|member|client/i.test(value) || account !== '' ? 'customer' : 'unknown';
}
