import { choicesOf } from '../words/choices.ts';

export interface StepField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'text' | 'moment' | 'choice';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Sent as null where it is left empty. */
  readonly optional?: true;
}

export interface Step {
  /** Below the review's own path. */
  readonly path: string;
  readonly title: string;
  readonly fields: readonly StepField[];
  /** What is sent beside the fields. */
  readonly also?: Readonly<Record<string, unknown>>;
}

const choice = (name: string, label: string, ...values: string[]): StepField => ({
  name,
  label,
  kind: 'choice',
  options: choicesOf(...values),
});
const line = (name: string, label: string): StepField => ({ name, label, kind: 'line' });
const text = (name: string, label: string): StepField => ({ name, label, kind: 'text' });
const moment = (name: string, label: string): StepField => ({ name, label, kind: 'moment' });

/** What a review consists of while it is open, by the names of the contract. */
export const BEFORE: readonly Step[] = [
  {
    path: '/told',
    title: 'The employee was told',
    fields: [
      choice('how', 'How', 'in-person', 'by-phone', 'by-video', 'in-writing'),
      line('who', 'Who told them'),
      moment('toldAt', 'When'),
      { ...text('note', 'A note'), optional: true },
    ],
  },
  {
    path: '/support',
    title: 'Support was offered',
    fields: [
      choice(
        'step',
        'What',
        'employee-assistance-program',
        'changed-duties',
        'contact-person',
        'time-off',
        'safety-planning',
        'other',
      ),
      moment('offeredAt', 'When'),
      { ...text('note', 'A note'), optional: true },
    ],
    also: { accepted: null },
  },
  {
    path: '/facts',
    title: 'A fact',
    fields: [
      choice('kind', 'About', 'what-the-employee-did', 'what-the-customer-claims', 'whether-a-rule-was-broken'),
      text('text', 'What is so'),
      line('source', 'Where it can be looked up'),
      line('who', 'Who says so'),
    ],
  },
  {
    path: '/interviews',
    title: 'An interview',
    fields: [
      choice('of', 'Of', 'employee', 'witness', 'customer'),
      choice('outcome', 'Outcome', 'held', 'declined'),
      moment('heldAt', 'When'),
      line('who', 'Who asked, and who came along'),
      text('summary', 'What was said'),
    ],
  },
];

/** What may follow when it is complete. */
export const AFTER: readonly Step[] = [
  {
    path: '/discipline',
    title: 'Discipline',
    fields: [
      choice(
        'measure',
        'Measure',
        'spoken-warning',
        'written-warning',
        'final-warning',
        'training',
        'suspension',
        'dismissal',
        'other',
      ),
      line('who', 'Who decided'),
      moment('decidedAt', 'When'),
      text('note', 'Why'),
    ],
  },
  {
    path: '/appeals',
    title: 'An appeal',
    fields: [
      choice('against', 'Against', 'findings', 'discipline'),
      moment('receivedAt', 'When it came'),
      text('grounds', 'On which grounds'),
    ],
  },
];
