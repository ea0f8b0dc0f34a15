import { PublishCommand } from '@aws-sdk/client-sns';
import type { RosterRole } from '../../contracts/vocabulary.ts';
import { type Channel, ChannelError, inOneLine } from './channel.ts';
import { snsClient } from './clients.ts';

/** SNS cuts a longer message into parts of 153 characters, each paid for; a link and a number need one or two. */
const TRANSACTIONAL = { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } };

/** A text message by SNS to the `mobile` of each person on the roster. Who has none is told by mail alone. */
export function sms(roles: readonly RosterRole[]): Channel {
  return {
    name: 'sms',
    roles,
    deliver: async (brief, _, people) => {
      const numbers = people.flatMap(({ mobile }) => mobile ?? []);
      if (numbers.length === 0) throw new ChannelError('no-mobile-on-the-roster');
      const sent = await Promise.allSettled(
        numbers.map((PhoneNumber) =>
          snsClient().send(
            new PublishCommand({ PhoneNumber, Message: inOneLine(brief), MessageAttributes: TRANSACTIONAL }),
          ),
        ),
      );
      const ids = sent.flatMap((one) => (one.status === 'fulfilled' ? (one.value.MessageId ?? 'unknown') : []));
      // One of several that is reached is enough to say that the role was; the mail goes to each.
      if (ids.length > 0) return ids.join(',');
      const [first] = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      // SNS's message may name the number; its code is enough for the record.
      throw new ChannelError(first instanceof Error ? first.name : 'fault', { cause: first });
    },
  };
}
