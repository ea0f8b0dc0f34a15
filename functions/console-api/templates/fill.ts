import type { CaseState } from '../../contracts/case.ts';
import type { Roster } from '../../contracts/roster.ts';
import { Placeholder, type Template } from '../../contracts/template.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { heldContacts } from '../../shared/case/held.ts';
import { targetIdsOf } from '../../shared/case/people.ts';

/** What a text is filled from. */
export interface Filling {
  readonly state: CaseState;
  readonly roster: Roster;
  readonly senderName: string;
  /** Null where the person is not shown who the customer is, or nobody knows. */
  readonly customerName: string | null;
  readonly at: Instant;
}

/** A text with what is known in it, and what is left for the person to fill in. */
export interface Filled {
  readonly subject: string;
  readonly body: string;
  readonly left: readonly Placeholder[];
}

const BLANKS: Record<Placeholder, string> = {
  case_number: '[case number]',
  today: '[date]',
  customer_name: '[name of the customer]',
  employee_name: '[name of the employee]',
  sender_name: '[your name]',
  last_contact_date: '[date of the last contact]',
  channels: '[by which means]',
};

const MARK = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Fills in a template. Nothing that a customer wrote is in it: there is no placeholder for that. */
export function fillTemplate(template: Template, filling: Filling): Filled {
  const values = valuesFor(template, filling);
  const left = new Set<Placeholder>();
  const fill = (text: string): string =>
    text.replace(MARK, (_, name: string) => {
      const placeholder = Placeholder.parse(name);
      const value = values[placeholder];
      if (value === null) left.add(placeholder);
      return value ?? BLANKS[placeholder];
    });
  return { subject: fill(template.subject), body: fill(template.body), left: [...left] };
}

function valuesFor(template: Template, filling: Filling): Record<Placeholder, string | null> {
  const { state, roster, at } = filling;
  const flagged = heldContacts(state).filter(({ part }) => part === 'flagged');
  const last = flagged
    .map(({ occurredAt }) => occurredAt)
    .sort()
    .at(-1);
  const day = (instant: Instant): string =>
    new Intl.DateTimeFormat('en-US', { timeZone: roster.timeZone, dateStyle: 'long' }).format(new Date(instant));
  return {
    case_number: state.caseNumber,
    today: day(at),
    customer_name: filling.customerName,
    employee_name: employeeOf(template, state, roster),
    sender_name: filling.senderName,
    last_contact_date: last === undefined ? null : day(last),
    channels: [...new Set(flagged.map(({ channel }) => channel.replaceAll('-', ' ')))].join(', ') || null,
  };
}

/** The one employee whom it is for, by the roster; null where there are several, or none that it knows. */
function employeeOf({ track }: Template, state: CaseState, { people }: Roster): string | null {
  const ids =
    track === 'employee-review'
      ? state.review.reviews.filter(({ completedAt }) => completedAt === null).map(({ employeeId }) => employeeId)
      : state.targets.map(({ targetId }) => targetId);
  const meant = people.filter((person) => targetIdsOf(person).some((id) => ids.includes(id)));
  return meant.length === 1 ? (meant[0]?.name ?? null) : null;
}
