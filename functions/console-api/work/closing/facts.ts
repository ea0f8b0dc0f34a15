import type { CaseState } from '../../../contracts/case.ts';
import type { ClosingFacts } from '../../../contracts/case-work.ts';
import type { DispositionRule, FactAsked } from '../../../contracts/disposition-rule.ts';
import type { Instant } from '../../../contracts/vocabulary.ts';
import { type Calendar, openingOn } from '../../../shared/case/business-time.ts';
import { ProblemError } from '../../http/problem.ts';

/** What facts are checked against. */
export interface FactSetting {
  readonly state: Pick<CaseState, 'warnings'>;
  readonly at: Instant;
  readonly longestWatchDays: number;
  readonly calendar: Calendar;
}

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The facts that a disposition asks for, as they were given, and the day on which the case is looked at again as the instant at which people
 * begin to work on it.
 * @throws ProblemError 422 naming everything that is missing or wrong at once.
 */
export function checkFacts(
  { asks, one_of, look_again }: DispositionRule,
  given: ClosingFacts,
  setting: FactSetting,
): { facts: ClosingFacts; lookAgainAt: Instant | null } {
  const known = asks.map(({ fact }) => fact);
  const faults = [
    ...asks.flatMap((asked) => faultOf(asked, given[asked.fact], setting)),
    ...one_of
      .filter((group) => group.every((fact) => given[fact] === undefined))
      .map((group) => `${group.join(' or ')}: one of them is asked for`),
    ...Object.keys(given)
      .filter((fact) => !known.includes(fact))
      .map((fact) => `${fact}: is nothing that this disposition asks for`),
  ];
  if (faults.length > 0) throw new ProblemError(422, `facts: ${faults.join('; ')}.`);
  const day = look_again === undefined ? undefined : given[look_again];
  return { facts: given, lookAgainAt: day === undefined ? null : openingOn(day, setting.calendar) };
}

function faultOf(
  { fact, title, kind, required }: FactAsked,
  value: string | undefined,
  setting: FactSetting,
): string[] {
  const fault = (why: string) => [`${fact} (${title}): ${why}`];
  if (value === undefined) return required ? fault('is asked for') : [];
  switch (kind) {
    case 'text':
      return value.trim() === '' ? fault('is empty') : [];
    case 'moment': {
      const moment = Date.parse(value);
      if (!/^\d{4}-\d{2}-\d{2}T/.test(value) || Number.isNaN(moment)) {
        return fault('must be a moment such as 2026-07-15T14:00:00Z');
      }
      return moment > Date.parse(setting.at) ? fault('has not been yet') : [];
    }
    case 'date': {
      if (!DAY.test(value) || startOf(value) === null) return fault('must be a day such as 2026-08-01');
      const days = (Date.parse(value) - Date.parse(setting.at)) / DAY_MS;
      if (days <= 0) return fault('must be a day to come');
      return days > setting.longestWatchDays ? fault(`is more than ${setting.longestWatchDays} days away`) : [];
    }
    case 'notice': {
      const isThere = setting.state.warnings.some(
        (notice) => notice.kind === 'notice-to-stop' && notice.noticeId === value,
      );
      return isThere ? [] : fault('is no notice to stop that this case has on record');
    }
  }
}

/** Null for a day that is in no calendar. */
function startOf(day: string): Instant | null {
  const at = new Date(`${day}T00:00:00.000Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : at.toISOString();
}
