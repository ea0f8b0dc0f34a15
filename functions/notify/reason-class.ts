import type { CaseContact, CaseState } from '../contracts/case.ts';
import type { ThreatType } from '../contracts/vocabulary.ts';
import { isAfterNotice } from '../shared/case/after-notice.ts';

const THREATS: Record<ThreatType, string> = {
  direct: 'a direct threat',
  implied: 'an implied threat',
  perceived: 'an act or a fear that an employee reported',
};

/**
 * What kind of thing a contact is, in words that may stand in a mail on a locked screen: never what was said or who said it
 * (requirement 23).
 * @param warnings what the subject was told before: what comes in spite of it weighs more than its words.
 */
export function reasonClasses(contact: CaseContact, warnings: CaseState['warnings'] = []): string[] {
  const { categories, threatType, conductIds, lane, reasons } = contact;
  const classes: string[] = [];
  if (lane === 'unscored') classes.push('a contact that could not be read or scored');
  if (categories.includes('bomb-arson')) classes.push('words about a bomb or a fire');
  if (categories.includes('self-harm')) classes.push('words about self-harm');
  if (threatType !== null) classes.push(THREATS[threatType]);
  if (categories.includes('surveillance-stalking')) classes.push('signs that an employee is watched');
  if (conductIds.length > 0) classes.push('a pattern of contacts');
  if (categories.includes('personal-report')) classes.push('a threat to an employee’s job or name');
  if (classes.length === 0 && reasons.some(({ row }) => row === 'employee-report')) {
    classes.push('an employee’s report');
  }
  const known = classes.length > 0 ? classes : ['abuse or harassment'];
  return isAfterNotice(contact, warnings) ? ['a contact after the subject was told to stop', ...known] : known;
}

/** Whether HR and Corporate Security are told whatever comes of it. Self-harm is a threat of the report form (requirement 25). */
export function isThreat({ threatType, categories }: CaseContact): boolean {
  return threatType !== null || categories.includes('self-harm') || categories.includes('bomb-arson');
}
