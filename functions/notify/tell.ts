import type { Recipient } from '../contracts/case-telling.ts';
import type { NotifyMessage } from '../contracts/messages.ts';
import type { Policy } from '../contracts/policy.ts';
import type { RosterRole } from '../contracts/vocabulary.ts';
import { levelAbove } from '../shared/case/climb.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import { notTold, type TellingBody, told } from './bodies.ts';
import { tellByChannels } from './channels/tell-by-channels.ts';
import { waitsUntil } from './digest/waits-until.ts';
import { composeMail } from './mail.ts';
import { noticeFor, type Occasion, occasionOf } from './notice.ts';
import { outcomesOf } from './outcomes.ts';
import { IMPLICATED, peopleOf, roleOf, whyNobody } from './recipient.ts';
import { recipientsOf } from './roles-to-tell.ts';
import { ACTOR, MailRefusedError, type TellSetting } from './setting.ts';

/** What one run did. */
export interface Told {
  readonly record: CaseRecord;
  readonly sent: Recipient[];
  readonly failed: Recipient[];
  /** Roles that hear of it in their mail of the day. */
  readonly waiting: RosterRole[];
  /** Channels that did not deliver, each with the mails gone out all the same. */
  readonly undelivered: number;
  /** What a later run may overcome. */
  readonly troubles: unknown[];
  /** Whether anyone has been told of the event, in this run or before it, or will be in a mail of the day; or nobody need be, who took a case themselves. */
  readonly anyone: boolean;
}

/**
 * Tells people of an event: one mail a recipient, each recorded by itself, and none that is recorded already. Where one cannot be told,
 * because its mail is refused or came back, or nobody has the role, that is recorded and the next level up is told instead.
 */
export async function tell({ caseId, eventNumber }: NotifyMessage, setting: TellSetting): Promise<Told> {
  const { store, policy, roster } = setting;
  let record = await store.read(caseId);
  const occasion = occasionOf(record.events, eventNumber);
  const about = occasion.event.number;
  const before = outcomesOf(record, about);
  const nobodyYet = !reachesAnyone(before.values());

  const asked = recipientsOf(occasion, policy, roster);
  const recipients = [...asked];
  const sent: Recipient[] = [];
  const failed: Recipient[] = [];
  const waiting: RosterRole[] = [];
  const troubles: unknown[] = [];
  for (const to of recipients) {
    const known = before.get(to);
    if (known === 'sent' || known === 'waits') continue;
    // A refusal stands once somebody above was told. While nobody was, every run tries everybody again, but for what came back.
    if (known !== 'bounced' && (nobodyYet || known !== 'failed')) {
      const outcome = await tryOne(to, known === undefined && asked.includes(to), occasion, setting);
      if ('trouble' in outcome) {
        troubles.push(outcome.trouble);
        continue;
      }
      record = await note(record, outcome.body, occasion, setting);
      if (outcome.body.type === 'notification-deferred') {
        waiting.push(outcome.body.role);
        continue;
      }
      if (outcome.body.type === 'notification-sent' || outcome.body.type === 'person-told') {
        sent.push(to);
        continue;
      }
      // Passed over is as it should be, and no fault that the operator has to look at.
      if (outcome.body.reason !== IMPLICATED) failed.push(to);
    }
    // Who is above does not see the review of an employee: where HR cannot be told of it, the dead letters tell the operator.
    const above = occasion.event.track === 'handling' ? nextUntold(to, recipients, policy) : null;
    if (above !== null) recipients.push(above);
  }
  const byChannels = await tellByChannels(record, occasion, setting);
  await store.saveSummary(byChannels.record);
  return {
    record: byChannels.record,
    sent,
    failed,
    waiting,
    undelivered: byChannels.undelivered,
    troubles,
    anyone: asked.length === 0 || reachesAnyone(outcomesOf(byChannels.record, about).values()),
  };
}

function reachesAnyone(outcomes: Iterable<string>): boolean {
  return [...outcomes].some((outcome) => outcome === 'sent' || outcome === 'waits');
}

/** The lowest level above a recipient that is not told anyway: somebody must know what the recipient does not. */
function nextUntold(to: Recipient, recipients: readonly Recipient[], policy: Policy): RosterRole | null {
  let above = levelAbove(roleOf(to) ?? 'reporting-associate', policy);
  while (above !== null && recipients.includes(above)) above = levelAbove(above, policy);
  return above;
}

type Attempt = { body: TellingBody } | { trouble: unknown };

async function tryOne(to: Recipient, mayWait: boolean, occasion: Occasion, setting: TellSetting): Promise<Attempt> {
  const about = occasion.event.number;
  const people = peopleOf(to, occasion.state, setting.roster);
  if (people.length === 0) return { body: notTold(to, about, whyNobody(to, occasion.state, setting.roster)) };
  // Whoever is told in another's place, or could not be told before, is told at once.
  const until = mayWait ? waitsUntil(occasion, to, setting, setting.now()) : null;
  if (until !== null) return { body: { type: 'notification-deferred', about, ...until } };
  try {
    const notice = noticeFor(occasion, to, setting);
    const deliveryId = await setting.send(await composeMail(notice, occasion.event, to, people, setting.sender));
    return { body: told(to, about, deliveryId) };
  } catch (error) {
    if (!(error instanceof MailRefusedError)) return { trouble: error };
    return { body: notTold(to, about, error.reason) };
  }
}

/** On the track of what people were told of: who may not see that does not see who was told of it. */
async function note(
  record: CaseRecord,
  body: TellingBody,
  { event }: Occasion,
  { store, now }: TellSetting,
): Promise<CaseRecord> {
  const at = now();
  const to = 'role' in body ? body.role : body.to;
  const appended = await store.append(record, (latest) => {
    const known = outcomesOf(latest, body.about).get(to);
    if (known === 'sent' || known === 'bounced' || known === 'waits') return null;
    return { at, actor: ACTOR, track: event.track, body };
  });
  return appended.record;
}
