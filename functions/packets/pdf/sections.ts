import type { CaseActor, CaseEvent } from '../../contracts/case.ts';
import { mergedElsewhere } from '../exhibits.ts';
import { acts, type Exhibit, exhibitsNamed, type Material } from '../material.ts';
import type { Element, Order } from '../orders/element.ts';
import { CHANNEL_WORDS, type Clock, findingsOf, quotesOf } from '../words.ts';
import type { Sheet } from './sheet.ts';

/** On every packet, word for word, and on each of its pages in short. */
export const NOT_LEGAL_ADVICE =
  'Not legal advice. This packet was put together by software from the records of the company. It does not say that anything is proven, that an order should be sought, or that one would be granted. A lawyer has to read it, and the statutes as they now are, before any of it is filed.';

export function writeCover(
  sheet: Sheet,
  { state, at, requestedBy, head, exhibits }: Material,
  order: Order,
  clock: Clock,
): void {
  sheet.space(40);
  sheet.text(order.title, { font: 'bold', size: 24, after: 2 });
  sheet.text('Chronology and exhibits', { size: 16, after: 14 });
  sheet.text(order.statute, { size: 11, after: 2 });
  sheet.text(`Filed by ${order.filedBy}. Forms of the Judicial Council: ${order.forms}.`, { size: 10, after: 20 });
  sheet.table(
    [
      { title: 'This packet', share: 0.28 },
      { title: '', share: 0.72 },
    ],
    [
      ['Case', state.caseNumber],
      ['Exhibits', `${exhibits.length}, numbered in the order in which things were said`],
      ['Made', `${clock.long(at)} (${at})`],
      ['At the request of', requestedBy],
      ['From the records', `up to event ${head.number} of the case, whose SHA-256 is ${head.hash}`],
    ],
  );
  sheet.space(10);
  sheet.box('NOT LEGAL ADVICE', NOT_LEGAL_ADVICE);
  sheet.box(
    'The exhibits hold threats and abuse, word for word.',
    'They also hold names, addresses and other private details of employees, customers and their families. Consider what has to be filed under seal or redacted before it becomes public (Cal. Rules of Court, rules 1.201 and 2.550).',
  );
}

export function writeHowToRead(sheet: Sheet): void {
  sheet.section('How to read this packet');
  for (const text of [
    'Each exhibit is one message, call, visit or report. The original file, byte for byte as the company received it, lies beside this document under exhibits/ with the number of the exhibit. Where this document and an original differ, the original counts.',
    'Words of others stand beside a grey rule, in letters of one width, uncorrected. A character that has no printed form, or that would change the direction or the look of what follows, is written as its Unicode number in brackets: [U+202E]. Hebrew and Arabic run from right to left.',
    'Times are those of the company’s time zone. “Said” is when a message was sent, or when an act was done, as far as can be trusted; “received” is when the company first held it.',
    '“Language of” a thing means that the company’s rules, or a statistical model, found words of that kind in the exhibit. It says nothing of what the writer intended, and it is no finding of fact: read the words.',
    'An act that shows nothing of concern by itself is there because a pattern stands on it, or because it came after one that did.',
    'Files can be checked against hashes.txt, and the record of the case in custody.jsonl can be verified by anyone; README.txt says how.',
  ]) {
    sheet.bullet(text);
  }
}

export function writeElements(sheet: Sheet, order: Order): void {
  sheet.section('What has to be shown, and what the records hold');
  sheet.text(
    'Whether anything below is enough is for the court. Where alternatives are named, one of them has to be shown.',
    { after: 6 },
  );
  for (const [index, element] of order.elements.entries()) writeElement(sheet, element, index + 1);
}

function writeElement(sheet: Sheet, { title, law, asks, shown, missing }: Element, number: number): void {
  sheet.section(`${number}. ${title}`, 1);
  sheet.text(`${asks} (${law})`, { colour: '#333333', after: 6 });
  if (shown.length === 0) sheet.text('The records hold nothing that bears on it.', { font: 'bold', after: 4 });
  else {
    sheet.text('The records hold:', { font: 'bold', after: 2 });
    for (const { what, exhibits } of shown) {
      sheet.bullet(exhibits.length === 0 ? what : `${what} ${exhibitsNamed(exhibits)}.`);
    }
  }
  if (missing.length === 0) return;
  sheet.text('Missing, and to be brought by others:', { font: 'bold', before: 4, after: 2 });
  for (const what of missing) sheet.bullet(what, { mark: '☐' });
}

export function writeChronology(sheet: Sheet, { exhibits, employees }: Material, clock: Clock): void {
  sheet.section('Chronology');
  const names = new Map(employees.map(({ targetId, name, address }) => [targetId, name ?? address ?? 'an employee']));
  sheet.table(
    [
      { title: 'Exhibit', share: 0.09 },
      { title: 'Said', share: 0.17 },
      { title: 'How, and toward whom', share: 0.22 },
      { title: 'What', share: 0.52 },
    ],
    exhibits.map((exhibit) => [
      String(exhibit.number),
      clock.short(exhibit.contact.occurredAt),
      `${CHANNEL_WORDS[exhibit.contact.channel]}, toward ${exhibit.contact.targetIds.map((id) => names.get(id) ?? 'an employee').join(', ') || 'no one named'}`,
      whatOf(exhibit),
    ]),
  );
}

function whatOf(exhibit: Exhibit): string {
  const { contact, sameAs, source } = exhibit;
  const lines: string[] = [];
  if (sameAs !== null)
    lines.push(
      `The same message as Exhibit ${sameAs}, seen again${source?.reporter ? ` as ${source.reporter.name ?? 'an employee'} passed it on` : ''}; not counted twice.`,
    );
  const findings = findingsOf(contact);
  if (findings !== '') lines.push(findings);
  if (source?.report?.perceived || contact.threatType === 'perceived') {
    lines.push('Reported by an employee, who felt threatened.');
  } else if (source?.report) lines.push('Reported by an employee.');
  else if (findings === '' && sameAs === null) lines.push('Nothing of concern was found in it by itself.');
  lines.push(...quotesOf(exhibit).map((quote) => `“${quote}”`));
  if (exhibit.missing !== null) lines.push('The original is not preserved.');
  return lines.join('\n');
}

/** One thing that a person or a part of the system did to the case. */
export function writeHandling(sheet: Sheet, events: readonly CaseEvent[], withheld: number, clock: Clock): void {
  sheet.section('Custody: what was done with the case');
  const views = events.filter(({ body }) => body.type === 'viewed').length;
  const others = `${views} ${views === 1 ? 'event, of a person who looked at the case, is' : 'events, of people who looked at the case, are'} left out here`;
  const hidden =
    withheld === 0
      ? ''
      : ` ${withheld} ${withheld === 1 ? 'event is' : 'events are'} of another record of the case and ${withheld === 1 ? 'is' : 'are'} withheld; the hashes are in custody.jsonl.`;
  sheet.text(
    `Each event holds the SHA-256 of the one before. ${others} and ${views === 1 ? 'is' : 'are'} in custody.jsonl.${hidden}`,
    { after: 6 },
  );
  sheet.table(
    [
      { title: 'Event', share: 0.09 },
      { title: 'When', share: 0.24 },
      { title: 'By', share: 0.27 },
      { title: 'What', share: 0.4 },
    ],
    events
      .filter(({ body }) => body.type !== 'viewed')
      .map(({ number, at, actor, body }) => [
        String(number),
        clock.short(at),
        actorName(actor),
        body.type.replaceAll('-', ' '),
      ]),
  );
}

const actorName = (actor: CaseActor): string =>
  actor.kind === 'person' ? `${actor.name} (${actor.roles.join(', ')})` : `the system (${actor.id})`;

export function writeCounts(sheet: Sheet, material: Material): void {
  const { exhibits, leftOut, employees } = material;
  const elsewhere = mergedElsewhere(material);
  const [preserved, own] = [exhibits.filter(({ original }) => original !== null).length, acts(exhibits).length];
  sheet.text(
    `${exhibits.length} exhibits show ${own} ${own === 1 ? 'act' : 'acts'} toward ${employees.length} ${employees.length === 1 ? 'employee' : 'employees'}. The originals of ${preserved} are preserved.${leftOut === 0 ? '' : ` ${leftOut} further contacts of the case are aimed at others and are not in this packet.`}`,
    { after: 6 },
  );
  if (elsewhere !== null) sheet.text(elsewhere, { after: 6 });
}
