import type { Category } from '../../contracts/vocabulary.ts';
import { acts, type Exhibit, isQuiet, type Material } from '../material.ts';
import { CATEGORY_WORDS, type Clock, clockOf } from '../words.ts';
import type { Element, Shown } from './element.ts';

/* What the two orders ask alike. Each takes the words of its own statute. */

type Law = Pick<Element, 'law' | 'asks'>;

export const numbersOf = (exhibits: readonly Exhibit[]): number[] => exhibits.map(({ number }) => number);

/** Leaves out what nothing shows. */
export const shownBy = (...all: (readonly [what: string, exhibits: readonly Exhibit[]])[]): Shown[] =>
  all
    .filter(([, exhibits]) => exhibits.length > 0)
    .map(([what, exhibits]) => ({ what, exhibits: numbersOf(exhibits) }));

export const withCategory = (exhibits: readonly Exhibit[], ...categories: readonly Category[]): Exhibit[] =>
  exhibits.filter(({ contact }) => contact.categories.some((category) => categories.includes(category)));

const clockFor = ({ employer }: Material): Clock => clockOf(employer.timeZone);

/** What an exhibit names as its sender. A display name and a From line are the sender's to choose. */
export function respondent({ exhibits }: Material, law: Law): Element {
  const named = new Map<string, Exhibit[]>();
  const add = (what: string, exhibit: Exhibit) => named.set(what, [...(named.get(what) ?? []), exhibit]);
  for (const exhibit of exhibits) {
    const { name = null, address = null } = exhibit.source?.subject ?? {};
    if (name !== null) add(`The respondent goes by the name “${name}”.`, exhibit);
    if (address !== null) add(`The respondent writes from, or is reached at, ${address}.`, exhibit);
  }
  const authenticated = exhibits.filter(
    ({ source }) => source?.reporter === null && source.authentication.dmarc === 'pass',
  );
  const failed = exhibits.filter(({ source }) => source?.reporter === null && source.authentication.dmarc === 'fail');
  const missing = [
    'A street address, date of birth or description of the respondent, for service and for law enforcement: the records hold none.',
  ];
  if (![...named.keys()].some((what) => what.includes('the name'))) missing.unshift('A name: the records hold none.');
  if (failed.length > 0) {
    missing.push(
      'Other proof of who sent the exhibits whose domain’s check (DMARC) failed: such a mail may have been sent by anybody.',
    );
  }
  missing.push(
    'Testimony or records that connect the address or account to the respondent: a name and an address in a message are its sender’s to choose.',
  );
  return {
    title: 'The respondent is identified',
    ...law,
    shown: [
      ...[...named].map(([what, all]) => ({ what, exhibits: numbersOf(all) })),
      ...shownBy(
        ['The mail passed the check of the domain that it names as its sender (DMARC).', authenticated],
        ['The mail failed that check.', failed],
      ),
    ],
    missing,
  };
}

export function unlawfulViolence({ exhibits }: Material, law: Law): Element {
  const all = acts(exhibits);
  const inPerson = withCategory(all, 'violence-recipient', 'violence-others', 'weapon-capability').filter(
    ({ contact }) => contact.channel === 'in-person',
  );
  const pursuit = withCategory(all, 'surveillance-stalking');
  const missing = [
    'Reports of witnesses, medical or police records of any assault or battery: the records of this case are what was written and said, and do not show a touch.',
  ];
  if (inPerson.length === 0) missing.unshift('No exhibit reports an encounter in person with language of violence.');
  if (pursuit.length === 0) missing.unshift('No exhibit holds language of watching or following.');
  return {
    title: 'Unlawful violence (one of the alternatives)',
    ...law,
    shown: shownBy(
      ['An encounter in person with language of violence is reported.', inPerson],
      ['Language of watching or following the employee, which may bear on stalking (Penal Code 646.9).', pursuit],
    ),
    missing,
  };
}

const OF_THREAT: readonly Category[] = [
  'violence-recipient',
  'violence-others',
  'weapon-capability',
  'bomb-arson',
  'approach',
  'surveillance-stalking',
  'wish-harm',
  'leakage',
  'ultimatum',
];

export function credibleThreat({ exhibits }: Material, law: Law): Element {
  const all = acts(exhibits);
  const ofType = (type: string) => all.filter(({ contact }) => contact.threatType === type);
  const [direct, implied, perceived] = [ofType('direct'), ofType('implied'), ofType('perceived')];
  const missing: string[] = [];
  if (direct.length === 0) missing.push('No exhibit states a threat outright.');
  if (direct.length + implied.length + perceived.length === 0) {
    missing.push('No exhibit was found to hold a threat. This alternative would rest on the course of conduct alone.');
  }
  if (implied.length > 0 && direct.length === 0) {
    missing.push(
      'Testimony of how the implied words were understood, and what the parties both knew that gives them their meaning.',
    );
  }
  missing.push('Anything that shows the statements were knowing and willful, beyond the words themselves.');
  const byCategory = OF_THREAT.map(
    (category) => [`Language of ${CATEGORY_WORDS[category]}.`, withCategory(all, category)] as const,
  );
  return {
    title: 'A credible threat of violence (one of the alternatives)',
    ...law,
    shown: shownBy(
      ['A threat is stated outright.', direct],
      ['A threat is implied.', implied],
      ['An employee reports a threat that was felt, in an act or a look.', perceived],
      ...byCategory,
    ),
    missing,
  };
}

export function courseOfConduct(material: Material, title: string, law: Law): Element {
  const { exhibits } = material;
  const clock = clockFor(material);
  const all = acts(exhibits);
  const [first, last] = [all[0], all.at(-1)];
  const shown: Shown[] = [];
  if (first && last && all.length >= 2) {
    const days = Math.round((Date.parse(last.contact.occurredAt) - Date.parse(first.contact.occurredAt)) / 86_400_000);
    shown.push({
      what: `${all.length} acts from ${clock.date(first.contact.occurredAt)} to ${clock.date(last.contact.occurredAt)}, over ${days} ${days === 1 ? 'day' : 'days'}. The same message seen again is counted once.`,
      exhibits: numbersOf(all),
    });
  }
  for (const [title, on] of conductOf(exhibits)) {
    shown.push({
      what: `A pattern was noted: ${title.charAt(0).toLowerCase()}${title.slice(1)}.`,
      exhibits: numbersOf(on),
    });
  }
  shown.push(
    ...shownBy(
      [
        'Correspondence by email, chat or social media.',
        all.filter(({ contact }) => ['email', 'chat', 'social-media'].includes(contact.channel)),
      ],
      ['Telephone calls.', all.filter(({ contact }) => contact.channel === 'phone')],
      ['Coming to the place, or being there in person.', all.filter(({ contact }) => contact.channel === 'in-person')],
      ['Language of watching or following.', withCategory(all, 'surveillance-stalking')],
    ),
  );
  const missing: string[] = [];
  if (all.length < 2) missing.push('A second act: one act is no course of conduct.');
  const quiet = all.filter(isQuiet);
  if (quiet.length > 0) {
    missing.push(
      `A reason to count ${quiet.length === 1 ? 'the act that shows' : `the ${quiet.length} acts that show`} nothing of concern by ${quiet.length === 1 ? 'itself' : 'themselves'} (the chronology says which): the respondent may say that ${quiet.length === 1 ? 'it was' : 'they were'} ordinary business.`,
    );
  }
  missing.push('What the employee can say of earlier contacts, or of others that were not written down.');
  return { title, ...law, shown, missing };
}

/** The titles of the patterns found, each with the exhibits that it stands on. */
function conductOf(exhibits: readonly Exhibit[]): Map<string, Exhibit[]> {
  const found = new Map<string, Set<string>>();
  for (const { assessment } of exhibits) {
    for (const { title, contactIds, lowered } of assessment?.conduct ?? []) {
      if (lowered !== undefined) continue;
      const ids = found.get(title) ?? new Set();
      for (const id of contactIds) ids.add(id);
      found.set(title, ids);
    }
  }
  const titles = new Map<string, Exhibit[]>();
  for (const [title, ids] of found) {
    const on = exhibits.filter(({ contact }) => ids.has(contact.contactId));
    if (on.length > 0) titles.set(title, on);
  }
  return titles;
}

export function reasonableFear({ exhibits }: Material, law: Law): Element {
  const all = acts(exhibits);
  const felt = exhibits.filter(({ source }) => source?.report?.perceived === true);
  const missing = [
    'A declaration of the employee, in their own words: that they are in fear for their safety or that of their family, and why.',
  ];
  if (felt.length > 0) missing[0] += ' A report by an employee is among the exhibits; it is not a declaration.';
  return {
    title: 'It would place a reasonable person in fear',
    ...law,
    shown: shownBy(
      ['Language of injury, of killing or of mass harm.', all.filter(({ contact }) => contact.severity >= 3)],
      [
        'A time is stated: now, soon, or upon a condition.',
        all.filter(({ assessment }) => (assessment?.imminence ?? 0) >= 2),
      ],
      ['Language of a weapon, or of the ability to do harm.', withCategory(all, 'weapon-capability', 'bomb-arson')],
      ['Language of coming to the employee.', withCategory(all, 'approach')],
      [
        'Language of watching, following, or the employee’s private life.',
        withCategory(all, 'surveillance-stalking', 'doxxing'),
      ],
      ['Language of violence to family or others.', withCategory(all, 'violence-others')],
      ['An employee reports that they felt threatened.', felt],
    ),
    missing,
  };
}

export function noLegitimatePurpose(material: Material, law: Law): Element {
  const { exhibits, state } = material;
  const clock = clockFor(material);
  const all = acts(exhibits);
  const shown: Shown[] = [];
  const warnings = state.warnings.filter(
    ({ targetId }) => material.petitioner === null || targetId === null || targetId === material.petitioner.targetId,
  );
  for (const { kind, toldAt, targetId } of warnings) {
    const after = all.filter(
      ({ contact }) => contact.occurredAt > toldAt && (targetId === null || contact.targetIds.includes(targetId)),
    );
    const told = kind === 'block' ? 'The respondent was blocked' : 'The respondent was told to stop';
    shown.push({
      what: `${told} on ${clock.date(toldAt)}, as was recorded by a person. ${after.length === 0 ? 'Nothing that came after it is in the case.' : 'These came after it:'}`,
      exhibits: numbersOf(after),
    });
  }
  const ofNoBusiness = withCategory(
    all,
    'sexual-harassment',
    'protected-trait',
    'abuse',
    'obsessive-attachment',
    'doxxing',
  );
  shown.push(
    ...shownBy([
      'Language that serves no request: abuse, sexual remarks, attachment, an attack on a protected trait, private details.',
      ofNoBusiness,
    ]),
  );
  const missing: string[] = [];
  if (warnings.length === 0)
    missing.push(
      'A notice to stop: none is on record. Whether and when the respondent was told to stop has to be shown otherwise.',
    );
  else
    missing.push(
      'The notice to stop itself, with how and when it reached the respondent: the case records that it was given and not its words.',
    );
  const quiet = all.filter(isQuiet);
  if (quiet.length > 0) {
    missing.push(
      `An answer to what the respondent may say of ${quiet.length === 1 ? 'one exhibit' : `${quiet.length} exhibits`} in which nothing of concern was found (${quiet
        .map(({ number }) => number)
        .slice(0, 30)
        .join(
          ', ',
        )}${quiet.length > 30 ? ' …' : ''}): that ${quiet.length === 1 ? 'it was' : 'they were'} the ordinary business of a customer.`,
    );
  }
  return { title: 'It serves no legitimate purpose', ...law, shown, missing };
}

export function notProtected({ exhibits }: Material, law: Law): Element {
  const petition = withCategory(acts(exhibits), 'personal-report', 'ultimatum');
  const missing = [
    'A lawyer’s view of which exhibits are protected speech or petition (U.S. Const., 1st Amend.; Cal. Const., art. I, §§ 2 and 3). Complaints, criticism and threats to report or to sue may be.',
  ];
  if (petition.length > 0) {
    missing.unshift(
      'A reason why the order does not rest on the exhibits named here, or why those are not protected: the respondent is likely to rely on them.',
    );
  }
  return {
    title: 'It is not constitutionally protected activity',
    ...law,
    shown: shownBy([
      'CAUTION. Language of reporting, suing, exposing or of an ultimatum, which may be protected:',
      petition,
    ]),
    missing,
  };
}

export function standardOfProof({ exhibits }: Material, law: Law): Element {
  const preserved = exhibits.filter(({ original }) => original !== null);
  const without = exhibits.filter(({ original }) => original === null);
  const told = exhibits.filter(
    ({ source }) => source?.turns.some(({ standing }) => standing === 'as-reported') ?? false,
  );
  const shown = shownBy(
    [`The original is preserved write-once, with its SHA-256 (${preserved.length} of ${exhibits.length}).`, preserved],
    ['The words, or some of them, are as an employee passed them on: the headers of the original are not there.', told],
  );
  const missing = [
    'A declaration of a custodian of records who authenticates the exhibits (Evidence Code 1400 and following, 1560 to 1567).',
  ];
  if (without.length > 0) {
    missing.unshift(
      `The original of ${without.length === 1 ? 'one exhibit' : `${without.length} exhibits`} (${without.map(({ number }) => number).join(', ')}): the vault does not hold ${without.length === 1 ? 'it' : 'them'}. What was read is printed below.`,
    );
  }
  if (told.length > 0) missing.push('Where words are as reported: the declaration of whoever heard or received them.');
  return { title: 'The standard of proof', ...law, shown, missing };
}

export function irreparableHarm(material: Material, law: Law): Element {
  const { exhibits, at } = material;
  const all = acts(exhibits);
  const last = all.at(-1);
  const rising = all.filter(
    ({ contact }, index) =>
      index > 0 && all.slice(0, index).every((before) => before.contact.severity < contact.severity),
  );
  const shown: Shown[] = [];
  if (last !== undefined) {
    const days = Math.floor((Date.parse(at) - Date.parse(last.contact.occurredAt)) / 86_400_000);
    shown.push({
      what: `The last act was ${days === 0 ? 'less than a day' : days === 1 ? 'a day' : `${days} days`} before this packet was made.`,
      exhibits: [last.number],
    });
  }
  shown.push(
    ...shownBy(
      ['Each is graver than all before it.', rising],
      [
        'A time is stated: now, soon, or upon a condition.',
        all.filter(({ assessment }) => (assessment?.imminence ?? 0) >= 2),
      ],
    ),
  );
  return {
    title: 'Great or irreparable harm would result (for a temporary order)',
    ...law,
    shown,
    missing: [
      'A declaration that says what harm would come before a hearing, and to whom.',
      'A police report and its number, if there is one: the records of this packet hold none.',
    ],
  };
}
