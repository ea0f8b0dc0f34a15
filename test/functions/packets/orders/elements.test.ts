import { describe, expect, it } from 'vitest';
import { exhibitsNamed } from '../../../../functions/packets/material.ts';
import type { Element } from '../../../../functions/packets/orders/element.ts';
import { orderOf } from '../../../../functions/packets/orders/order-of.ts';
import { targetIdOf } from '../../../../functions/shared/ids.ts';
import { caseContact, DANA } from '../../case-support/examples.ts';
import { HARASSER, materialOf, type Told } from '../material.ts';

const NOTICE = {
  type: 'notice-recorded',
  noticeId: `notice-${'1'.repeat(32)}`,
  kind: 'notice-to-stop',
  targetId: null,
  toldAt: '2026-07-11T12:00:00.000Z',
} as const;

const elementsOf = (...given: Parameters<typeof materialOf>) => orderOf(materialOf(...given).material).elements;
function element(elements: readonly Element[], title: RegExp): Element {
  const found = elements.find((one) => title.test(one.title));
  if (found === undefined) throw new Error(`No element ${title}.`);
  return found;
}
const exhibitsOf = ({ shown }: Element, what: RegExp) => shown.find((one) => what.test(one.what))?.exhibits ?? null;

describe('a packet for a workplace violence order', () => {
  const elements = elementsOf(HARASSER, 'workplace-violence-order', [NOTICE]);

  it('has each element of Code of Civil Procedure 527.8, with where it stands', () => {
    expect(elements.map(({ title }) => title)).toEqual([
      'The respondent is identified',
      'An employee has suffered it, and it can be construed to be carried out at the workplace',
      'Unlawful violence (one of the alternatives)',
      'A credible threat of violence (one of the alternatives)',
      'A course of conduct',
      'Harassment (one of the alternatives, since January 1, 2025)',
      'It would place a reasonable person in fear',
      'It serves no legitimate purpose',
      'It is not constitutionally protected activity',
      'The standard of proof',
      'Great or irreparable harm would result (for a temporary order)',
    ]);
    for (const { law } of elements) expect(law).toContain('527.8');
  });

  it('maps each to the exhibits that bear on it', () => {
    const threat = element(elements, /credible threat/i);
    expect(exhibitsOf(threat, /stated outright/)).toEqual([5]);
    expect(exhibitsOf(threat, /implied/)).toEqual([1, 3]);
    expect(exhibitsOf(threat, /a weapon/)).toEqual([5]);
    expect(
      exhibitsOf(element(elements, /course of conduct/i), /5 acts from July 1, 2026 to July 17, 2026, over 16 days/),
    ).toEqual([1, 2, 3, 4, 5]);
    expect(exhibitsOf(element(elements, /reasonable person/), /killing/)).toEqual([3, 5]);
    expect(exhibitsOf(element(elements, /Unlawful violence/), /watching or following/)).toEqual([3]);
    expect(exhibitsOf(element(elements, /legitimate purpose/), /told to stop on July 11, 2026/)).toEqual([5]);
    expect(exhibitsOf(element(elements, /protected/), /CAUTION/)).toEqual([4]);
    expect(exhibitsOf(element(elements, /proof/), /preserved/)).toEqual([1, 2, 3, 5]);
    expect(exhibitsOf(element(elements, /harm/), /3 days before/)).toEqual([5]);
    expect(exhibitsOf(element(elements, /harm/), /graver than all before/)).toEqual([3, 5]);
  });

  it('names no exhibit that there is not', () => {
    for (const { shown } of elements)
      for (const { exhibits } of shown) for (const one of exhibits) expect([1, 2, 3, 4, 5]).toContain(one);
  });

  it('says plainly what is missing, and never that anything is proven', () => {
    const missing = (title: RegExp) => element(elements, title).missing.join(' ');
    expect(missing(/respondent/)).toContain('A street address');
    expect(missing(/workplace/)).toContain('opportunity to decline to be named');
    expect(missing(/reasonable person/)).toContain('A declaration of the employee');
    expect(missing(/course of conduct/i)).toContain('the act that shows nothing of concern by itself');
    expect(missing(/proof/)).toContain('The original of one exhibit (4)');
    expect(missing(/Unlawful violence/)).toContain('No exhibit reports an encounter in person');
    expect(JSON.stringify(elements)).not.toMatch(
      /\b(proves|is proven|establishes|guilty|dangerous|offender|perpetrator)\b/i,
    );
  });

  it('says so where there is one act, no threat, no notice, nobody named', () => {
    const one: Told = {
      day: 0,
      text: 'You are useless.',
      over: { categories: ['abuse'], threatType: null, severity: 1, targetIds: [] },
      contact: { subject: null, targets: [] },
    };
    const bare = elementsOf([one]);
    expect(element(bare, /respondent/).missing[0]).toBe('A name: the records hold none.');
    expect(element(bare, /course of conduct/i).missing[0]).toContain('A second act');
    expect(element(bare, /credible threat/i).shown).toEqual([]);
    expect(element(bare, /credible threat/i).missing.join()).toContain('No exhibit was found to hold a threat');
    expect(element(bare, /legitimate purpose/).missing[0]).toContain('A notice to stop: none is on record');
    expect(element(bare, /workplace/).missing[0]).toBe('An employee: no exhibit names one.');
  });

  it('takes an employee’s report of a threat that was felt, and without words, for no ordinary business', () => {
    const felt: Told = {
      day: 4,
      text: 'He stood at the door and looked at me.',
      over: { channel: 'in-person', categories: [], threatType: 'perceived', severity: 2, part: 'contributing' },
      contact: { report: { kind: 'note', perceived: true } },
    };
    const elements = elementsOf([HARASSER[0] as Told, felt]);
    expect(JSON.stringify(elements)).not.toMatch(/ordinary business/);
    expect(exhibitsOf(element(elements, /reasonable person/), /felt threatened/)).toEqual([2]);
    expect(exhibitsOf(element(elements, /workplace/), /address of the employer/)).toEqual([1]);
  });

  it('counts the same message seen again once', () => {
    const again: Told = {
      ...(HARASSER[0] as Told),
      day: 1,
      over: { ...HARASSER[0]?.over, sightingOf: caseContact(1).contactId },
    };
    const elements = elementsOf([HARASSER[0] as Told, again]);
    expect(element(elements, /course of conduct/i).missing[0]).toContain('A second act');
  });
});

describe('a packet for a civil harassment order', () => {
  const owen = targetIdOf({ name: 'Owen', address: null });
  const toOwen: Told = { day: 3, text: 'And you, Owen.', over: { targetIds: [owen] } };

  it('has the elements of Code of Civil Procedure 527.6, and what only the person can say as missing', () => {
    const elements = elementsOf(HARASSER, 'civil-harassment-order');
    for (const { law } of elements) expect(law).toContain('527.6');
    expect(exhibitsOf(element(elements, /person who was harassed/), /Aimed at Dana Whitfield/)).toEqual([
      1, 2, 3, 4, 5,
    ]);
    expect(element(elements, /actually caused/).missing[0]).toContain('own declaration');
    expect(elements.map(({ title }) => title)).toEqual(
      expect.arrayContaining([expect.stringMatching(/reasonable person substantial emotional distress/)]),
    );
  });

  it('holds nothing that is aimed at others, and says how much that is', () => {
    const { material } = materialOf([...HARASSER, toOwen], 'civil-harassment-order');
    expect(material.exhibits.every(({ contact }) => contact.targetIds.includes(DANA))).toBe(true);
    expect(material.leftOut).toBe(1);
    expect(material.employees.map(({ name }) => name)).toEqual(['Dana Whitfield']);
    const [first] = orderOf(material).elements;
    expect(first?.shown[0]?.what).toContain('1 further contact of the case is aimed at others');
  });
});

describe('exhibits in a sentence', () => {
  it.each([
    [[4], 'Exhibit 4'],
    [[2, 1], 'Exhibits 1 and 2'],
    [[1, 2, 3], 'Exhibits 1 to 3'],
    [[1, 3, 4, 5, 9], 'Exhibits 1, 3 to 5 and 9'],
  ])('%j are %s', (numbers, text) => {
    expect(exhibitsNamed(numbers)).toBe(text);
  });
});
