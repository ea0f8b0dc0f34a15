import type { CaseEventBody } from '../../contracts/case.ts';
import type { Recipient } from '../../contracts/case-telling.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { linkTo, type Occasion, whatRuns } from '../notice.ts';
import { outcomesOf, triedBy } from '../outcomes.ts';
import { peopleOf, roleOf } from '../recipient.ts';
import { ACTOR, type TellSetting } from '../setting.ts';
import { type Brief, type Channel, ChannelError } from './channel.ts';

export interface ToldByChannels {
  readonly record: CaseRecord;
  readonly undelivered: number;
}

/**
 * Tells by their channels those who are told of an event by mail, or were to be: each once, each recorded. A channel that does not deliver
 * is recorded and not tried again: the mail has gone out, and what comes after in the case must not wait for it.
 */
export async function tellByChannels(
  start: CaseRecord,
  occasion: Occasion,
  setting: TellSetting,
): Promise<ToldByChannels> {
  let record = start;
  let undelivered = 0;
  const about = occasion.event.number;
  for (const [to, outcome] of outcomesOf(start, about)) {
    if (outcome === 'waits') continue;
    for (const channel of setting.channels) {
      if (!isTakenBy(channel, to, occasion, setting) || triedBy(record, about, to, channel.name)) continue;
      const body = await deliver(channel, to, occasion, setting);
      if (body === null) continue;
      if (body.type === 'channel-failed') undelivered++;
      const at = setting.now();
      const appended = await setting.store.append(record, (latest) =>
        triedBy(latest, about, to, channel.name) ? null : { at, actor: ACTOR, track: occasion.event.track, body },
      );
      record = appended.record;
    }
  }
  return { record, undelivered };
}

/** A person is told by the channels of the roles that they have. */
function isTakenBy({ roles }: Channel, to: Recipient, { state }: Occasion, { roster }: TellSetting): boolean {
  const role = roleOf(to);
  if (role !== null) return roles.includes(role);
  return peopleOf(to, state, roster).some((person) => person.roles.some((one) => roles.includes(one)));
}

type ChannelBody = Extract<CaseEventBody, { type: 'channel-delivered' | 'channel-failed' }>;

async function deliver(
  channel: Channel,
  to: Recipient,
  { event, state }: Occasion,
  { roster, consoleUrl }: TellSetting,
): Promise<ChannelBody | null> {
  const people = peopleOf(to, state, roster);
  if (people.length === 0) return null;
  const brief: Brief = {
    caseNumber: state.caseNumber,
    priority: state.priority,
    runs: whatRuns(state, roster.timeZone),
    link: linkTo(state.caseId, consoleUrl),
    at: event.at,
  };
  const said = { about: event.number, to, channel: channel.name };
  try {
    return { type: 'channel-delivered', ...said, deliveryId: await channel.deliver(brief, to, people) };
  } catch (error) {
    return { type: 'channel-failed', ...said, reason: error instanceof ChannelError ? error.reason : 'fault' };
  }
}
