import type { CaseContact, TargetActs } from '../../contracts/case.ts';

/**
 * What a case holds toward each target (requirement 17), the one with most acts first. Most anger may go to the one who decides, and the
 * pattern to somebody who only answers the mail. A second sighting is no further act, and its targets are targets of the act.
 */
export function actsPerTarget(contacts: readonly CaseContact[]): TargetActs[] {
  const actOf = new Map(contacts.map((contact) => [contact.contactId, contact]));
  const acts = new Map<string, Set<CaseContact>>();
  for (const contact of contacts) {
    const act = (contact.sightingOf === undefined ? undefined : actOf.get(contact.sightingOf)) ?? contact;
    for (const targetId of contact.targetIds) {
      const toward = acts.get(targetId);
      if (toward === undefined) acts.set(targetId, new Set([act]));
      else toward.add(act);
    }
  }
  return [...acts]
    .map(([targetId, toward]) => summed(targetId, [...toward]))
    .sort((a, b) => b.acts - a.acts || (a.targetId < b.targetId ? -1 : 1));
}

function summed(targetId: string, acts: readonly CaseContact[]): TargetActs {
  const times = acts.map(({ occurredAt }) => occurredAt).sort();
  return {
    targetId,
    acts: acts.length,
    flaggedActs: acts.filter(({ part }) => part === 'flagged').length,
    severity: acts.reduce((most, { severity }) => Math.max(most, severity), 0),
    categories: [...new Set(acts.flatMap(({ categories }) => categories))],
    firstAt: times[0] as string,
    lastAt: times.at(-1) as string,
  };
}
