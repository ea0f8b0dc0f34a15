import { SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { sesClient } from '../shared/clients.ts';
import type { Mail } from './mail.ts';
import { MailRefusedError } from './setting.ts';

/** What SES says when trying again cannot help. Anything else (throttling, a fault, no permission) is tried again by the queue. */
const REFUSALS: ReadonlySet<string> = new Set([
  'MessageRejected',
  'InvalidParameterValue',
  'MailFromDomainNotVerified',
  'MailFromDomainNotVerifiedException',
  'AccountSendingPaused',
  'AccountSendingPausedException',
]);

/**
 * Hands the mail to SES as it is, with what SES is to say when it does not arrive.
 * @param configurationSet where SES sends that; none: nowhere.
 * @returns SES's id of it.
 * @throws MailRefusedError
 */
export async function sendMail({ from, to, bytes, tags }: Mail, configurationSet?: string): Promise<string> {
  try {
    const { MessageId } = await sesClient().send(
      new SendRawEmailCommand({
        Source: from,
        Destinations: [...to],
        RawMessage: { Data: bytes },
        Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
        ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
      }),
    );
    return MessageId ?? 'unknown';
  } catch (error) {
    // SES's message names addresses; its code is enough for the record.
    if (error instanceof SESServiceException && REFUSALS.has(error.name)) {
      throw new MailRefusedError(error.name, { cause: error });
    }
    throw error;
  }
}
