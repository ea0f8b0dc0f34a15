import type {
  Circumstance,
  CommittedBy,
  IncidentPlace,
  IncidentType,
  ViolenceType,
} from '../../functions/contracts/incident.ts';
import { choicesIn, choicesOf } from '../words/choices.ts';

/* What the violent incident log asks for, in the statute's words (Cal. Labor Code 6401.9(d)(2)). */

const VIOLENCE_TYPES: Readonly<Record<ViolenceType, string>> = {
  '1': 'Type 1: by somebody with no business at the workplace',
  '2': 'Type 2: by a customer, client or visitor',
  '3': 'Type 3: by a present or former employee',
  '4': 'Type 4: by somebody with a personal relationship to an employee',
};
const COMMITTED_BY: Readonly<Record<CommittedBy, true>> = {
  'client or customer': true,
  'family or friend of a client or customer': true,
  'stranger with criminal intent': true,
  coworker: true,
  'supervisor or manager': true,
  'partner or spouse': true,
  'parent or relative': true,
  other: true,
};
const CIRCUMSTANCES: Readonly<Record<Circumstance, true>> = {
  'usual job duties': true,
  'poorly lit area': true,
  rushed: true,
  'low staffing level': true,
  'isolated or alone': true,
  'unable to get help or assistance': true,
  'community setting': true,
  'unfamiliar or new location': true,
  other: true,
};
const PLACES: Readonly<Record<IncidentPlace, true>> = {
  workplace: true,
  'parking lot or other area outside the workplace': true,
  'other area': true,
};
const INCIDENT_TYPES: Readonly<Record<IncidentType, true>> = {
  'physical attack without a weapon': true,
  'attack with a weapon or object': true,
  'threat of physical force, or of the use of a weapon or other object': true,
  'sexual assault or threat': true,
  'animal attack': true,
  other: true,
};

/** Each of them, of which the record lacks none. */
const all = <V extends string>(of: Readonly<Record<V, true>>) => choicesOf(...(Object.keys(of) as V[]));

export const CHOICES = {
  violenceTypes: choicesIn(VIOLENCE_TYPES),
  committedBy: all(COMMITTED_BY),
  circumstances: all(CIRCUMSTANCES),
  where: all(PLACES),
  incidentTypes: all(INCIDENT_TYPES),
} as const;
