import * as z from 'zod';
import type { BounceKind } from '../../contracts/case-telling.ts';

const Recipients = z.array(z.object({ emailAddress: z.string() })).default([]);

/**
 * What SES publishes of a mail that did not arrive, as far as it is needed here (SES developer guide, "Contents of event data that Amazon
 * SES publishes to Amazon SNS"). It names addresses, so it is read and forgotten.
 */
const SesEvent = z.discriminatedUnion('eventType', [
  z.object({
    eventType: z.literal('Bounce'),
    bounce: z.object({ bounceType: z.string(), bounceSubType: z.string(), bouncedRecipients: Recipients }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    complaint: z.object({ complaintFeedbackType: z.string().nullish(), complainedRecipients: Recipients }),
  }),
  z.object({ eventType: z.literal('Reject'), reject: z.object({ reason: z.string() }) }),
  z.object({
    eventType: z.literal('DeliveryDelay'),
    deliveryDelay: z.object({ delayType: z.string(), delayedRecipients: Recipients }),
  }),
]);
const WithMail = z.object({
  mail: z.object({ messageId: z.string().min(1), tags: z.record(z.string(), z.array(z.string())) }),
});

/** A mail that did not arrive. */
export interface MailFeedback {
  readonly kind: BounceKind;
  readonly reason: string;
  /** SES's id of the mail, as `notification-sent` has it. */
  readonly deliveryId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** To find whose they are on the roster; never kept. Empty where the mail did not leave at all. */
  readonly addresses: readonly string[];
}

/** SES writes this on a topic when it is set up, as plain text. */
const GREETING = 'Successfully validated SNS topic for Amazon SES event publishing.';

/** Reads a message of the queue; null for SES's greeting. @throws ZodError or SyntaxError for what is no such event. */
export function readSesEvent(body: string): MailFeedback | null {
  if (body.trim() === GREETING) return null;
  const json: unknown = JSON.parse(body);
  const event = SesEvent.parse(json);
  const { mail } = WithMail.parse(json);
  const tags = Object.fromEntries(
    Object.entries(mail.tags).flatMap(([name, [value]]) => (value ? [[name, value]] : [])),
  );
  return { ...whatHappened(event), deliveryId: mail.messageId, tags };
}

function whatHappened(event: z.infer<typeof SesEvent>): Pick<MailFeedback, 'kind' | 'reason' | 'addresses'> {
  const said = (kind: BounceKind, reason: string, recipients: z.infer<typeof Recipients>) => ({
    kind,
    reason: reason.replace(/[^A-Za-z0-9/ _-]/g, '').slice(0, 80),
    addresses: recipients.map(({ emailAddress }) => bareAddress(emailAddress)),
  });
  switch (event.eventType) {
    case 'Bounce': {
      const { bounceType, bounceSubType, bouncedRecipients } = event.bounce;
      return said('bounce', `${bounceType}/${bounceSubType}`, bouncedRecipients);
    }
    case 'Complaint':
      return said('complaint', event.complaint.complaintFeedbackType ?? '', event.complaint.complainedRecipients);
    case 'Reject':
      return said('reject', event.reject.reason, []);
    case 'DeliveryDelay':
      return said('delay', event.deliveryDelay.delayType, event.deliveryDelay.delayedRecipients);
  }
}

/** SES may give `Name <user@domain>`. */
function bareAddress(address: string): string {
  return (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();
}
