import { readFileSync } from 'node:fs';
import type { CaseActor, CaseEvent, CaseEventBody } from '../../../functions/contracts/case.ts';
import type { PacketKind } from '../../../functions/contracts/case-custody.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { employeesOf, numberExhibits, type Read } from '../../../functions/packets/exhibits.ts';
import type { Material } from '../../../functions/packets/material.ts';
import type { Fonts } from '../../../functions/packets/pdf/sheet.ts';
import { sealEvent } from '../../../functions/shared/case/chain.ts';
import { foldCase } from '../../../functions/shared/case/fold.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { assessment, CASE, caseContact, contact, DANA, opening, roster, STAGE } from '../case-support/examples.ts';

const face = (name: string) => readFileSync(`node_modules/dejavu-fonts-ttf/ttf/${name}.ttf`);
export const fonts: Fonts = { sans: face('DejaVuSans'), bold: face('DejaVuSans-Bold'), mono: face('DejaVuSansMono') };

export const LENA: CaseActor = { kind: 'person', id: 'sub-lena', name: 'Lena Żółć-Ångström', roles: ['legal'] };
export const MADE = '2026-07-20T15:30:00.000Z';

/** One contact of a case, said so many days after the first. */
export interface Told {
  readonly text: string;
  readonly day: number;
  readonly part?: 'flagged' | 'contributing';
  readonly over?: Partial<Parameters<typeof caseContact>[1]>;
  readonly contact?: Partial<Contact>;
  readonly imminence?: 0 | 1 | 2 | 3 | 4;
  /** Left out: preserved. */
  readonly missing?: 'gone';
}

const dayOf = (day: number): string =>
  new Date(Date.parse('2026-07-01T14:00:00.000Z') + day * 86_400_000).toISOString();
export const bytesOf = (told: Told): Buffer => Buffer.from(`Subject: hello\r\n\r\n${told.text}`);

/** A case of these contacts and what a packet of it is made of, with its events. */
export function materialOf(
  all: readonly Told[],
  kind: PacketKind = 'workplace-violence-order',
  notes: readonly CaseEventBody[] = [],
): { material: Material; events: CaseEvent[] } {
  const events: CaseEvent[] = [];
  const add = (body: CaseEventBody, at: string, actor: CaseActor = STAGE) =>
    events.push(sealEvent({ caseId: CASE, at, actor, track: 'handling', body }, events.at(-1) ?? null));
  const read = new Map<string, Read>();
  for (const [index, told] of all.entries()) {
    const at = dayOf(told.day);
    const known = caseContact(index + 1, {
      occurredAt: at,
      receivedAt: at,
      part: told.part ?? 'flagged',
      ...told.over,
    });
    const { contactId } = known;
    if (index === 0) add({ ...opening(), contact: known } as CaseEventBody, at);
    else if (known.sightingOf !== undefined) add({ type: 'sighting-added', contact: known, news: null }, at);
    else {
      const acknowledgeDueAt = known.part === 'flagged' ? dayOf(told.day + 1) : null;
      add({ type: 'contact-added', contact: known, acknowledgeDueAt }, at);
    }
    if (told.missing === undefined) {
      const bytes = bytesOf(told);
      const evidence = {
        contactId,
        bucket: 'vault',
        key: `originals/${sha256Hex(bytes)}`,
        versionId: `version-${index}`,
        sha256: sha256Hex(bytes),
        sizeBytes: bytes.length,
        retainUntil: '2031-07-21T00:00:00.000Z',
      };
      add({ type: 'evidence-preserved', evidence }, at);
    } else add({ type: 'evidence-missing', contactId, reason: told.missing }, at);
    const source = contact(index + 1, { occurredAt: at, receivedAt: at, ...told.contact }, told.text);
    const end = Math.min(told.text.length, 60);
    const signals = assessment(1).signals.map((signal) => ({ ...signal, span: { turn: 0, start: 0, end } }));
    read.set(contactId, {
      source,
      assessment: assessment(index + 1, {
        imminence: told.imminence ?? 1,
        signals: known.part === 'flagged' ? signals : [],
      }),
    });
  }
  for (const body of notes) add(body, dayOf(15), LENA);
  const targetId = kind === 'civil-harassment-order' ? DANA : null;
  add({ type: 'packet-requested', packetId: `packet-${'0'.repeat(32)}`, kind, targetId }, MADE, LENA);
  const state = foldCase(events);
  const request = events.at(-1);
  if (state === null || request === undefined) throw new Error('There is no case.');
  const { exhibits, leftOut } = numberExhibits(state, read, targetId);
  const employees = employeesOf(
    state,
    exhibits.map(({ source }) => source),
    roster,
  );
  const petitioner = employees.find((one) => one.targetId === targetId) ?? null;
  const material: Material = {
    kind,
    packetId: `packet-${'0'.repeat(32)}`,
    state,
    at: MADE,
    requestedBy: 'Lena Żółć-Ångström',
    exhibits,
    employees: petitioner === null ? employees : [petitioner],
    petitioner,
    leftOut,
    employer: { domains: roster.domains, timeZone: roster.timeZone },
    head: { number: request.number, hash: request.hash },
  };
  return { material, events };
}

export const HARASSER: readonly Told[] = [
  {
    day: 0,
    part: 'flagged',
    text: 'Dana, I hope you get a taste of what it is like.\r\nYou people are all the same.\r\n\tRegards,\r\nCarl',
    over: { categories: ['wish-harm'], threatType: 'implied', severity: 2 },
  },
  {
    day: 2,
    part: 'contributing',
    text: 'When will my statement be sent?',
    over: { categories: [], threatType: null, severity: 0, priority: null, lane: null, reasons: [] },
  },
  {
    day: 5,
    text:
      'I drove past your house on Elm Street. Nice dog.\u202Eevil\u202C zero\u200Bwidth 😀 ❤️ שלום (עולם) 42 abc مرحبا بالعالم.\nZażółć gęślą jaźń — Ñandú, Đặng, Þór, Straße, ﬁn.\n' +
      'A line that goes on and on without an end. '.repeat(12),
    over: { categories: ['surveillance-stalking', 'obsessive-attachment'], threatType: 'implied', severity: 3 },
    imminence: 2,
  },
  {
    day: 9,
    text: 'I will report you personally and you will lose your job.',
    over: { categories: ['personal-report', 'ultimatum'], threatType: null, severity: 2 },
    missing: 'gone',
  },
  {
    day: 16,
    text: 'I am coming down there tomorrow with my gun.',
    over: { categories: ['approach', 'weapon-capability', 'violence-recipient'], threatType: 'direct', severity: 4 },
    imminence: 3,
  },
];
