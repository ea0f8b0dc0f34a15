import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { once } from '../../shared/clients.ts';

/** Made when a channel is first used; most deployments use none. */
export const snsClient = once(() => new SNSClient({ maxAttempts: 2 }));
export const eventsClient = once(() => new EventBridgeClient({ maxAttempts: 2 }));
