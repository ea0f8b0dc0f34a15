import type { Claimed, Party, Report, Speaker } from '../contracts/contact.ts';
import { passedOn } from './attached-messages.ts';
import { claimedBy } from './claimed.ts';
import { forwardParserOpinion, type PassedOn, readForward } from './forwarded.ts';
import { FORWARD_SUBJECT, REPLY_SUBJECT } from './header-words.ts';
import { type BodyText, subjectLine } from './mail-body.ts';
import type { MailContext, MailReading } from './mail-context.ts';
import { reportTargets } from './mail-targets.ts';
import { readNote, reporterTurns } from './note.ts';
import { noteForm } from './note-form.ts';
import { type People, subjectKeyOf } from './people.ts';
import { type Reading, type TurnDraft, turn } from './reading.ts';
import { reportedDate } from './reported-date.ts';
import { feelsThreatened, tellsOfAct } from './reported-speech.ts';
import { joinViews } from './same-words.ts';

/** An employee writes: they pass something on, or fill in a note, or tell of something in their own words. Always a report. */
export function readReport(context: MailContext, sender: Party): MailReading {
  const { mail, recipients, bodies, attached, messages, people } = context;
  const note = noteForm(bodies[0]?.text ?? '');
  if (note !== null && messages.length === 0) {
    const { turns, occurred, format: _, ...noted } = readNote(note, people, sender, 'note');
    return { ...noted, ...(occurred === null ? {} : { occurred }), turns: [...turns, ...attached.turns] };
  }
  // To the intake address an employee reports. Elsewhere they may be the one who threatens: those words are scored.
  const toIntake = recipients.length === 0 || recipients.some(({ address }) => people.isIntake(address));
  const ownSpeaker: Speaker = toIntake ? 'reporter' : 'unknown';
  const inline = inlineForward(context, sender, ownSpeaker);
  const original = messages.find(({ found }) => found.subject !== null)?.found ?? messages[0]?.found ?? null;
  const subject = original?.subject ?? inline.subject;
  const comment = inline.turns
    .flatMap(({ speaker, standing, text }) => (speaker === ownSpeaker && standing === 'first-hand' ? text : []))
    .join('\n\n');
  const kind: Report['kind'] = original !== null ? 'forwarded-attached' : inline.found ? 'forwarded-inline' : 'note';
  return {
    subject,
    subjectKey: original?.subject ? original.subjectKey : subjectKeyOf(subject ?? {}),
    ...occurredThen(original?.occurred ?? null, inline),
    claimed: original?.claimed ?? (inline.found ? shownDate(inline) : claimedBy(mail)),
    messageId: original?.messageId ?? mail.messageId,
    reporter: sender,
    report: { kind, perceived: feelsThreatened(comment) || (kind === 'note' && tellsOfAct(comment)) },
    targets: reportTargets(
      original?.targets ?? (inline.found || toIntake ? inline.recipients : recipients),
      sender,
      people,
    ),
    turns: [
      ...headLine(kind, mail.subject, inline, sender, ownSpeaker, people),
      ...inline.turns,
      ...attached.turns.map((each) => ({ ...each, standing: 'as-reported' as const })),
      ...messages.flatMap(({ number, found }) => colleagues(found).map((each) => passedOn(each, number, null))),
    ],
  };
}

/** What an inline forward shows of the original's own headers: its Date, and no Message-ID. */
const shownDate = ({ header }: PassedOn): Claimed => ({
  messageId: null,
  date: reportedDate(header?.date ?? null),
});

/** A colleague who passed a customer's words on to another says their own beside them: as in a forward within the text, they are context. */
function colleagues({ report, subject, turns }: Reading): TurnDraft[] {
  if (report === null || subject === null) return [...turns];
  return turns.map((each) =>
    each.speaker === 'unknown' && each.standing === 'first-hand' ? { ...each, speaker: 'employee' } : each,
  );
}

/** What the body passes on, by its thread in either of its views, else by what email-forward-parser makes of it. */
function inlineForward({ mail, bodies, people }: MailContext, sender: Party, ownSpeaker: Speaker): PassedOn {
  const views = bodies.map((body) => readForward(body, sender, ownSpeaker, people));
  const best = views.find(({ subject }) => subject !== null) ?? views.find(({ found }) => found);
  if (best !== undefined) return { ...best, turns: joinViews(views[0]?.turns ?? [], views[1]?.turns ?? []) };
  const second = opinion(bodies[0], mail.subject, sender, ownSpeaker, people);
  if (second !== null) return second;
  const turns = joinViews(views[0]?.turns ?? [], views[1]?.turns ?? []);
  return { subject: null, recipients: [], header: null, turns, found: false };
}

/** The subject line of what was passed on is the customer's; of a report in the employee's own words, the employee's. */
function headLine(
  kind: Report['kind'],
  subject: string,
  inline: PassedOn,
  sender: Party,
  ownSpeaker: Speaker,
  people: People,
): TurnDraft[] {
  if (kind === 'forwarded-attached') return [];
  if (kind === 'note') return reportLine(subject, ownSpeaker, sender, people);
  const original = inline.header?.subject?.trim() || stripped(subject);
  if (original === '') return [];
  const name = inline.subject?.name ?? null;
  return [turn({ speaker: 'subject', name, text: original, part: 'subject', standing: 'as-reported' })];
}

function opinion(
  body: BodyText | undefined,
  subject: string,
  sender: Party,
  ownSpeaker: Speaker,
  people: People,
): PassedOn | null {
  const found =
    body === undefined ? null : forwardParserOpinion(body.text, FORWARD_SUBJECT.test(subject) ? subject : '');
  if (found === null || body === undefined || people.isEmployee(found.from)) return null;
  const text = found.body;
  return {
    subject: found.from,
    recipients: found.recipients,
    header: {
      via: 'forward',
      from: found.from,
      recipients: found.recipients,
      date: found.date,
      subject: null,
      marked: false,
    },
    turns: [
      ...(found.lead.trim() === ''
        ? []
        : ownSpeaker === 'reporter'
          ? reporterTurns(found.lead, sender, body.part, people)
          : [turn({ speaker: ownSpeaker, text: found.lead, part: body.part })]),
      turn({
        speaker: 'subject',
        name: found.from.name,
        text,
        part: body.part,
        standing: 'as-reported',
        at: reportedDate(found.date),
      }),
    ],
    found: true,
  };
}

function reportLine(subject: string, speaker: Speaker, sender: Party, people: People): TurnDraft[] {
  if (subject === '') return [];
  return speaker === 'reporter'
    ? reporterTurns(subject, sender, 'subject', people)
    : subjectLine(subject, speaker, sender);
}

/** Without the prefixes that programs put before it. */
function stripped(subject: string): string {
  let text = subject;
  for (let each = 0; each < 10; each++) {
    const shorter = text.replace(FORWARD_SUBJECT, '').replace(REPLY_SUBJECT, '').trim();
    if (shorter === text) break;
    text = shorter;
  }
  return text;
}

/** When the customer wrote, not when the employee passed it on; where no date is given, what is known of the mail itself. */
function occurredThen(original: Reading['occurred'], inline: PassedOn): Pick<Partial<Reading>, 'occurred'> {
  if (original !== null) return { occurred: { at: original.at, from: 'reported' } };
  const at = reportedDate(inline.header?.date ?? null);
  return at === null ? {} : { occurred: { at, from: 'reported' } };
}
