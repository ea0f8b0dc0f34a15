import type { CaseEventBody, CaseEventOf } from '../../functions/contracts/case.ts';
import { DISPOSITIONS, LANES, plain } from '../words/words.ts';

type Sentences = {
  readonly [T in CaseEventBody['type']]?: (body: CaseEventOf<T>, nameOf: (id: string) => string) => string;
};

/** What an event says to a person. One that is not here is named by its type. */
const SENTENCES: Sentences = {
  'case-opened': ({ priority, lane }) => `Opened as ${priority}, lane: ${LANES[lane]}`,
  'contact-added': ({ contact }) =>
    contact.part === 'flagged' ? 'A further contact was flagged' : 'A further contact joined the pattern',
  'sighting-added': () => 'The same message was seen again',
  'priority-raised': ({ from, to, because }) => `Raised from ${from} to ${to}: ${because}`,
  'lane-changed': ({ from, to }) => `Moved from the lane ${LANES[from]} to ${LANES[to]}`,
  'evidence-preserved': () => 'The original was put into the vault',
  'evidence-missing': ({ reason }) => `The original is not to be had: ${reason}`,
  'notification-sent': ({ role }) => `${plain(role)} was told`,
  'notification-failed': ({ role, reason }) => `${plain(role)} could not be told: ${reason}`,
  'clock-missed': ({ clock, escalatedTo }) => `${plain(clock)} was missed; ${plain(escalatedTo)} is asked`,
  acknowledged: ({ note }) => (note ? `Acknowledged: ${note}` : 'Acknowledged'),
  viewed: ({ what }) => `Looked at the ${what}`,
  closed: ({ disposition, note }) => `Closed as “${DISPOSITIONS[disposition]}”${note ? `: ${note}` : ''}`,
  'notice-recorded': ({ kind, targetId }, nameOf) =>
    `${plain(kind)} recorded${targetId === null ? '' : `, about ${nameOf(targetId)}`}`,
  reopened: () => 'Reopened',
};

export function sentenceOf(body: CaseEventBody, nameOf: (id: string) => string): string {
  const sentence = SENTENCES[body.type] as
    | ((body: CaseEventBody, nameOf: (id: string) => string) => string)
    | undefined;
  return sentence?.(body, nameOf) ?? plain(body.type);
}
