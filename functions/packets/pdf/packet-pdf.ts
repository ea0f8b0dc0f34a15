import type { CaseEvent } from '../../contracts/case.ts';
import type { Material } from '../material.ts';
import { orderOf } from '../orders/order-of.ts';
import { clockOf } from '../words.ts';
import { writeExhibit } from './exhibit-pages.ts';
import { writeChronology, writeCounts, writeCover, writeElements, writeHandling, writeHowToRead } from './sections.ts';
import { type Fonts, Sheet } from './sheet.ts';

/** Sections before the exhibits that the contents name, beside the elements. */
const SECTIONS = 5;

/**
 * The document of a packet, for a person at a court who knows nothing of the system. The same material gives the same bytes.
 * @param events of the case that may be in it, up to the one that asked for the packet.
 * @param withheld how many others there are.
 */
export async function packetPdf(
  material: Material,
  events: readonly CaseEvent[],
  withheld: number,
  fonts: Fonts,
): Promise<Buffer> {
  const { state, at, exhibits, employees, employer } = material;
  const order = orderOf(material);
  const clock = clockOf(employer.timeZone);
  const sheet = new Sheet(fonts, {
    title: `${order.title}: chronology and exhibits, case ${state.caseNumber}`,
    createdAt: new Date(at),
    header: `Case ${state.caseNumber}   ${order.title}: chronology and exhibits`,
    footer: `Made ${clock.short(at)}. Not legal advice.`,
  });
  writeCover(sheet, material, order, clock);
  sheet.reserveContents(SECTIONS + order.elements.length + exhibits.length);
  sheet.newPage();
  writeHowToRead(sheet);
  sheet.newPage();
  writeElements(sheet, order);
  sheet.newPage();
  writeChronology(sheet, material, clock);
  writeCounts(sheet, material);
  sheet.newPage();
  writeHandling(sheet, events, withheld, clock);
  for (const [index, exhibit] of exhibits.entries()) {
    if (index === 0) sheet.part('Exhibits');
    writeExhibit(sheet, exhibit, employees, clock);
  }
  return sheet.finish();
}
