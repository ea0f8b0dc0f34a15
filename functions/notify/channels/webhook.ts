import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { RosterRole } from '../../contracts/vocabulary.ts';
import { type Channel, ChannelError, inOneLine } from './channel.ts';
import { eventsClient } from './clients.ts';

/** By these a rule of the bus knows what to post (infra/pipeline/webhooks.ts). */
export const EVENT_SOURCE = 'undertone.notify';
export const EVENT_KIND = 'Case notification';

/**
 * A post to the address that the deployer gave for a role, such as a Slack or Teams channel, through an EventBridge bus: the address and its
 * secret are EventBridge's alone, and it tries again for a day. A person is told by the address of their role.
 */
export function webhook(roles: readonly RosterRole[], bus: string | undefined): Channel {
  return {
    name: 'webhook',
    roles,
    deliver: async (brief, to, people) => {
      if (bus === undefined) throw new ChannelError('no-bus');
      const role = roles.find((one) => one === to || people.some((person) => person.roles.includes(one)));
      const { Entries = [] } = await eventsClient().send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: bus,
              Source: EVENT_SOURCE,
              DetailType: EVENT_KIND,
              Detail: JSON.stringify({ role, text: inOneLine(brief) }),
            },
          ],
        }),
      );
      const [entry] = Entries;
      if (entry?.EventId === undefined) throw new ChannelError(entry?.ErrorCode ?? 'not-taken');
      return entry.EventId;
    },
  };
}
