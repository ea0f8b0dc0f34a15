import { acts, type Material } from '../material.ts';
import type { Element, Order } from './element.ts';
import {
  courseOfConduct,
  credibleThreat,
  irreparableHarm,
  noLegitimatePurpose,
  notProtected,
  numbersOf,
  reasonableFear,
  respondent,
  standardOfProof,
  unlawfulViolence,
} from './parts.ts';

const CCP = 'Code Civ. Proc., § 527.8';

/**
 * A workplace violence restraining order, filed by the employer: California Code of Civil Procedure 527.8 as in force from 1 January 2025
 * (SB 553, ch. 289 of 2023; SB 428, ch. 286 of 2023). Its subdivisions were lettered anew by those acts: whoever files checks them.
 */
export function workplaceViolenceOrder(material: Material): Order {
  return {
    title: 'Workplace Violence Restraining Order',
    statute: 'California Code of Civil Procedure section 527.8',
    forms: 'WV-100 (petition), WV-109 (notice of hearing), WV-110 (temporary order), WV-130 (order after hearing)',
    filedBy: 'the employer, or a collective bargaining representative',
    elements: [
      respondent(material, {
        law: `${CCP}, subd. (a)`,
        asks: 'Who the individual is against whom the order is sought.',
      }),
      employeeAndWorkplace(material),
      unlawfulViolence(material, {
        law: `${CCP}, subds. (a), (b)`,
        asks: 'An employee has suffered unlawful violence: an assault or a battery, or stalking as in Penal Code 646.9.',
      }),
      credibleThreat(material, {
        law: `${CCP}, subds. (a), (b)`,
        asks: 'A knowing and willful statement or course of conduct that would place a reasonable person in fear for their safety, or that of their immediate family, and that serves no legitimate purpose.',
      }),
      courseOfConduct(material, 'A course of conduct', {
        law: `${CCP}, subd. (b)`,
        asks: 'A series of acts over a period of time, however short, evidencing a continuity of purpose: following, entering the workplace, telephone calls, correspondence by any means.',
      }),
      harassment(material),
      reasonableFear(material, {
        law: `${CCP}, subd. (b)`,
        asks: 'A reasonable person would be placed in fear for their safety, or that of their immediate family.',
      }),
      noLegitimatePurpose(material, {
        law: `${CCP}, subd. (b)`,
        asks: 'The statements and acts serve no legitimate purpose.',
      }),
      notProtected(material, {
        law: CCP,
        asks: 'No order may prohibit speech or other activities that are constitutionally protected, or protected by labor law.',
      }),
      standardOfProof(material, {
        law: CCP,
        asks: 'Reasonable proof for a temporary order; clear and convincing evidence for an order after hearing.',
      }),
      irreparableHarm(material, { law: CCP, asks: 'Great or irreparable harm would result to an employee.' }),
    ],
  };
}

function employeeAndWorkplace({ exhibits, employees, employer }: Material): Element {
  const shown = employees.map(({ targetId, name, address }) => ({
    what: `Aimed at ${name ?? 'an employee whose name is not in the records'}${address === null ? '' : ` (${address})`}.`,
    exhibits: numbersOf(exhibits.filter(({ contact }) => contact.targetIds.includes(targetId))),
  }));
  const written = exhibits.filter(({ contact }) => ['email', 'chat'].includes(contact.channel));
  const atWork = written.filter(({ source }) =>
    (source?.targets ?? []).some(({ address }) => employer.domains.some((domain) => address?.endsWith(`@${domain}`))),
  );
  const inPerson = acts(exhibits).filter(({ contact }) => contact.channel === 'in-person');
  if (atWork.length > 0)
    shown.push({
      what: 'Sent to an address of the employer, and so to the employee at work.',
      exhibits: numbersOf(atWork),
    });
  if (inPerson.length > 0)
    shown.push({ what: 'Reported as in person; where it was is in the exhibit.', exhibits: numbersOf(inPerson) });
  const missing = [
    'That the employee was given the opportunity to decline to be named in the order before the petition is filed: it is required, and is not on record here.',
    'The employment itself, and the address of each workplace to be protected.',
  ];
  if (employees.length === 0) missing.unshift('An employee: no exhibit names one.');
  return {
    title: 'An employee has suffered it, and it can be construed to be carried out at the workplace',
    law: `${CCP}, subd. (a)`,
    asks: 'An employee has suffered harassment, unlawful violence or a credible threat of violence that can reasonably be construed to be carried out, or to have been carried out, at the workplace.',
    shown,
    missing,
  };
}

function harassment({ exhibits }: Material): Element {
  const all = acts(exhibits).filter(({ contact }) => contact.categories.length > 0);
  return {
    title: 'Harassment (one of the alternatives, since January 1, 2025)',
    law: `${CCP}, subds. (a), (b)`,
    asks: 'A knowing and willful course of conduct directed at a specific person that seriously alarms, annoys or harasses them, serves no legitimate purpose, would cause a reasonable person substantial emotional distress, and actually causes it.',
    shown: all.length < 2 ? [] : [{ what: 'Acts in which language of concern was found.', exhibits: numbersOf(all) }],
    missing: [
      ...(all.length < 2 ? ['A second act in which language of concern was found.'] : []),
      'A declaration of the employee of the distress that it caused them.',
    ],
  };
}
