import type { Policy } from '../../contracts/policy.ts';
import type { Channel } from './channel.ts';
import { sms } from './sms.ts';
import { webhook } from './webhook.ts';

/** The channels that the policy names; none where it names none. */
export function channelsOf({ notify }: Policy, webhookBus: string | undefined): Channel[] {
  const { channels } = notify;
  return [
    ...(channels.sms === undefined ? [] : [sms(channels.sms.roles)]),
    ...(channels.webhook === undefined ? [] : [webhook(channels.webhook.roles, webhookBus)]),
  ];
}
