import type { Category } from '../../contracts/vocabulary.ts';
import { acts, type Material } from '../material.ts';
import { CATEGORY_WORDS } from '../words.ts';
import type { Element, Order } from './element.ts';
import {
  courseOfConduct,
  credibleThreat,
  irreparableHarm,
  noLegitimatePurpose,
  notProtected,
  numbersOf,
  respondent,
  shownBy,
  standardOfProof,
  unlawfulViolence,
  withCategory,
} from './parts.ts';

const CCP = 'Code Civ. Proc., § 527.6';

/** A civil harassment restraining order, filed by the person in their own name: California Code of Civil Procedure 527.6. */
export function civilHarassmentOrder(material: Material): Order {
  return {
    title: 'Civil Harassment Restraining Order',
    statute: 'California Code of Civil Procedure section 527.6',
    forms: 'CH-100 (request), CH-109 (notice of hearing), CH-110 (temporary order), CH-130 (order after hearing)',
    filedBy: 'the person who was harassed, in their own name',
    elements: [
      person(material),
      respondent(material, { law: `${CCP}, subd. (a)`, asks: 'Who the person is against whom the order is sought.' }),
      unlawfulViolence(material, {
        law: `${CCP}, subd. (b)(3), (7)`,
        asks: 'Unlawful violence: an assault or a battery, or stalking as in Penal Code 646.9.',
      }),
      credibleThreat(material, {
        law: `${CCP}, subd. (b)(2), (3)`,
        asks: 'A knowing and willful statement or course of conduct that would place a reasonable person in fear for their safety, or that of their immediate family, and that serves no legitimate purpose.',
      }),
      courseOfConduct(
        material,
        'A knowing and willful course of conduct directed at the person (one of the alternatives)',
        {
          law: `${CCP}, subd. (b)(1), (3)`,
          asks: 'A series of acts over a period of time, however short, evidencing a continuity of purpose, directed at a specific person: following or stalking, harassing telephone calls, harassing correspondence by any means.',
        },
      ),
      alarms(material),
      reasonableDistress(material),
      actualDistress(material),
      noLegitimatePurpose(material, { law: `${CCP}, subd. (b)(3)`, asks: 'The conduct serves no legitimate purpose.' }),
      notProtected(material, {
        law: `${CCP}, subd. (b)(1)`,
        asks: 'Constitutionally protected activity is not included in a course of conduct.',
      }),
      standardOfProof(material, {
        law: `${CCP}, subds. (d), (i)`,
        asks: 'Reasonable proof for a temporary order; clear and convincing evidence for an order after hearing.',
      }),
      irreparableHarm(material, {
        law: `${CCP}, subd. (d)`,
        asks: 'Great or irreparable harm would result to the petitioner.',
      }),
    ],
  };
}

function person({ petitioner, exhibits, leftOut }: Material): Element {
  const missing = [
    'The person’s own address and how they want to be reached; it may be kept confidential (form CH-100 says how).',
  ];
  if (petitioner?.name == null) missing.unshift('The person’s name: the records hold none.');
  return {
    title: 'The person who was harassed',
    law: `${CCP}, subd. (a)`,
    asks: 'A person who has suffered harassment may seek the order.',
    shown: [
      {
        what: `Aimed at ${petitioner?.name ?? 'the person'}${petitioner?.address == null ? '' : ` (${petitioner.address})`}.${leftOut === 0 ? '' : ` ${leftOut} further ${leftOut === 1 ? 'contact' : 'contacts'} of the case ${leftOut === 1 ? 'is' : 'are'} aimed at others, and not in this packet.`}`,
        exhibits: numbersOf(exhibits),
      },
    ],
    missing,
  };
}

const ALARMING: readonly Category[] = [
  'abuse',
  'sexual-harassment',
  'protected-trait',
  'obsessive-attachment',
  'surveillance-stalking',
  'doxxing',
  'wish-harm',
  'ultimatum',
];

function alarms({ exhibits }: Material): Element {
  const all = acts(exhibits);
  return {
    title: 'It seriously alarms, annoys or harasses the person',
    law: `${CCP}, subd. (b)(3)`,
    asks: 'The course of conduct seriously alarms, annoys or harasses the person.',
    shown: shownBy(...ALARMING.map((one) => [`Language of ${CATEGORY_WORDS[one]}.`, withCategory(all, one)] as const)),
    missing: ['The person’s own account of how it reached them, and what they did because of it.'],
  };
}

function reasonableDistress({ exhibits }: Material): Element {
  const all = acts(exhibits);
  return {
    title: 'It would cause a reasonable person substantial emotional distress',
    law: `${CCP}, subd. (b)(3)`,
    asks: 'The course of conduct is one that would cause a reasonable person to suffer substantial emotional distress.',
    shown: shownBy(
      [
        'Language of an implied threat, targeted harassment, or worse.',
        all.filter(({ contact }) => contact.severity >= 2),
      ],
      [
        'Language of watching or following, or of the person’s private life.',
        withCategory(all, 'surveillance-stalking', 'doxxing'),
      ],
      ['Sexual remarks, or an attack on a protected trait.', withCategory(all, 'sexual-harassment', 'protected-trait')],
    ),
    missing: all.length < 2 ? ['A second act: one act is no course of conduct.'] : [],
  };
}

function actualDistress({ exhibits }: Material): Element {
  const felt = exhibits.filter(({ source }) => source?.report?.perceived === true);
  return {
    title: 'It actually caused substantial emotional distress',
    law: `${CCP}, subd. (b)(3)`,
    asks: 'The course of conduct actually causes substantial emotional distress to the petitioner.',
    shown: shownBy(['A report in which an employee wrote that they felt threatened.', felt]),
    missing: [
      'The person’s own declaration of the distress: sleep, work, what they gave up, whom they told. No record of the employer can stand in for it.',
      'Records of a doctor or counselor, if the person wishes to use them.',
    ],
  };
}
