import type { CaseAction } from '../../functions/contracts/case-work.ts';
import { choicesIn, choicesOf } from '../words/choices.ts';
import { CHANNELS, plain } from '../words/words.ts';

export type Kind = CaseAction['kind'];

interface Field {
  readonly name: string;
  readonly optional?: true;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** What is asked of each kind of action, by the names of the contract. */
export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  investigation: [{ name: 'what' }],
  'customer-contact': [{ name: 'channel', options: choicesIn(CHANNELS) }, { name: 'what' }],
  'contact-reassigned': [{ name: 'to' }],
  'notice-to-stop': [{ name: 'noticeId' }],
  'protective-step': [
    {
      name: 'step',
      options: choicesOf(
        'escort',
        'changed-shift',
        'parking',
        'moved-workplace',
        'screened-calls',
        'access-refused',
        'other',
      ),
    },
    { name: 'what', optional: true },
  ],
  'law-enforcement-informed': [{ name: 'agency' }, { name: 'officer' }, { name: 'reportNumber' }],
};

export const KINDS = choicesOf(...(Object.keys(FIELDS) as Kind[]));

const LABELS: Readonly<Record<string, string>> = {
  what: 'What was done',
  channel: 'By',
  to: 'To whom the contact goes now',
  noticeId: 'Which notice',
  step: 'Which step',
  agency: 'Agency',
  officer: 'Officer’s name',
  reportNumber: 'Report number, or none given',
};

export const labelOf = (name: string): string => LABELS[name] ?? plain(name);

export function sentenceOfAction(action: CaseAction): string {
  switch (action.kind) {
    case 'investigation':
      return `Investigation: ${action.what}`;
    case 'customer-contact':
      return `Contact with the customer by ${plain(action.channel).toLowerCase()}: ${action.what}`;
    case 'contact-reassigned':
      return `The contact goes to ${action.to}`;
    case 'notice-to-stop':
      return 'A notice to stop was sent';
    case 'protective-step':
      return `${plain(action.step)}${action.what === undefined ? '' : `: ${action.what}`}`;
    case 'law-enforcement-informed':
      return `${action.agency} was informed: ${action.officer}, report ${action.reportNumber}`;
  }
}
