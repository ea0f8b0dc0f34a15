import type { CaseActor, CaseEventBody } from '../contracts/case.ts';
import type { NotifyMessage } from '../contracts/messages.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant, RosterRole } from '../contracts/vocabulary.ts';
import { levelAbove } from '../shared/case/climb.ts';
import { peopleToTell } from '../shared/case/people.ts';
import type { CaseRecord, CaseStore } from '../shared/case/store.ts';
import { UndertoneError } from '../shared/errors.ts';
import { composeMail, type Mail } from './mail.ts';
import { noticeFor, type Occasion, occasionOf } from './notice.ts';
import { rolesToTell } from './roles-to-tell.ts';

/** The mail service will not take this mail, now or later. `reason` names why without an address or a word of the mail. */
export class MailRefusedError extends UndertoneError {
  override readonly name = 'MailRefusedError';
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The mail was refused: ${reason}`, options);
  }
}

export interface TellSetting {
  readonly store: CaseStore;
  readonly policy: Policy;
  readonly roster: Roster;
  readonly consoleUrl: string;
  readonly sender: string;
  /** The time now; read again for each mail, because when each role was told is on the record. */
  readonly now: () => Instant;
  /** Gives the delivery's id. @throws MailRefusedError, or anything else where a later try may succeed. */
  readonly send: (mail: Mail) => Promise<string>;
}

/** What one run did. */
export interface Told {
  readonly record: CaseRecord;
  readonly sent: RosterRole[];
  readonly failed: RosterRole[];
  /** What a later run may overcome. */
  readonly troubles: unknown[];
  /** Whether anyone has been told of the event, in this run or before it. */
  readonly anyone: boolean;
}

const ACTOR: CaseActor = { kind: 'stage', id: 'notify' };
const NOBODY = 'nobody-on-the-roster';

/**
 * Tells people of an event: one mail a role, each recorded by itself, and none that is recorded already. Where a role cannot be
 * told, because its mail is refused or nobody has it, that is recorded and the next level up is told instead.
 */
export async function tell({ caseId, eventNumber }: NotifyMessage, setting: TellSetting): Promise<Told> {
  const { store, policy, roster } = setting;
  let record = await store.read(caseId);
  const occasion = occasionOf(record.events, eventNumber);
  const before = outcomesOf(record, eventNumber);
  const nobodyYet = ![...before.values()].includes('sent');

  const roles = rolesToTell(occasion, policy, roster);
  const sent: RosterRole[] = [];
  const failed: RosterRole[] = [];
  const troubles: unknown[] = [];
  for (const role of roles) {
    if (before.get(role) === 'sent') continue;
    // A refusal stands once somebody above was told. While nobody was, every run tries everybody again.
    if (nobodyYet || before.get(role) !== 'failed') {
      const outcome = await tryRole(role, occasion, setting);
      if ('trouble' in outcome) {
        troubles.push(outcome.trouble);
        continue;
      }
      record = await note(record, outcome.body, setting);
      if (outcome.body.type === 'notification-sent') {
        sent.push(role);
        continue;
      }
      failed.push(role);
    }
    const above = nextUntold(role, roles, policy);
    if (above !== null) roles.push(above);
  }
  await store.saveSummary(record);
  return { record, sent, failed, troubles, anyone: [...outcomesOf(record, eventNumber).values()].includes('sent') };
}

/** The lowest level above a role that is not told anyway: somebody must know what the role does not. */
function nextUntold(role: RosterRole, roles: readonly RosterRole[], policy: Policy): RosterRole | null {
  let above = levelAbove(role, policy);
  while (above !== null && roles.includes(above)) above = levelAbove(above, policy);
  return above;
}

type Outcome =
  | { body: Extract<CaseEventBody, { type: 'notification-sent' | 'notification-failed' }> }
  | { trouble: unknown };

async function tryRole(role: RosterRole, occasion: Occasion, setting: TellSetting): Promise<Outcome> {
  const about = occasion.event.number;
  const people = peopleToTell(role, occasion.state, setting.roster);
  if (people.length === 0) return { body: { type: 'notification-failed', about, role, reason: NOBODY } };
  try {
    const notice = noticeFor(occasion, role, setting);
    const deliveryId = await setting.send(await composeMail(notice, occasion.event, role, people, setting.sender));
    return { body: { type: 'notification-sent', about, role, deliveryId } };
  } catch (error) {
    if (!(error instanceof MailRefusedError)) return { trouble: error };
    return { body: { type: 'notification-failed', about, role, reason: error.reason } };
  }
}

async function note(
  record: CaseRecord,
  body: Extract<CaseEventBody, { type: 'notification-sent' | 'notification-failed' }>,
  { store, now }: TellSetting,
): Promise<CaseRecord> {
  const at = now();
  const appended = await store.append(record, ({ state }) => {
    const told = state?.told.some(({ about, role }) => about === body.about && role === body.role);
    return told ? null : { at, actor: ACTOR, track: 'handling', body };
  });
  return appended.record;
}

function outcomesOf({ events }: CaseRecord, eventNumber: number): Map<RosterRole, 'sent' | 'failed'> {
  const outcomes = new Map<RosterRole, 'sent' | 'failed'>();
  for (const { body } of events) {
    if (body.type !== 'notification-sent' && body.type !== 'notification-failed') continue;
    if (body.about !== eventNumber || outcomes.get(body.role) === 'sent') continue;
    outcomes.set(body.role, body.type === 'notification-sent' ? 'sent' : 'failed');
  }
  return outcomes;
}
