import type { SentMail } from './outbox.ts';
import { SesError } from './ses-error.ts';

/** Where a configuration set publishes. */
export interface EventDestination {
  /** As the template names them: `bounce`, `complaint`, `reject`, `deliveryDelay`. */
  readonly eventTypes: readonly string[];
  readonly publish: (event: string) => Promise<void>;
}

interface PublishedMail extends SentMail {
  readonly tags: Readonly<Record<string, string>>;
  readonly at: Date;
}

/** SES developer guide, "Using the mailbox simulator": what comes of a mail is in the address, with or without a label after a `+`. */
const SIMULATED = /^(bounce|complaint|suppressionlist)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;

/**
 * Publishes what becomes of mails. Nothing is delivered here, so only mail to the mailbox simulator has a fate: `bounce@`, `complaint@` and
 * `suppressionlist@`. Mail to its `ooto@` and `success@` arrives, of which nothing is published.
 */
export class EventPublisher {
  private readonly destinations = new Map<string, EventDestination>();
  private readonly publishing = new Set<Promise<void>>();

  configure(name: string, destination: EventDestination): void {
    this.destinations.set(name, destination);
  }

  /** @throws SesError for a configuration set that nobody made. */
  assertExists(configurationSet: string | null): void {
    if (configurationSet === null || this.destinations.has(configurationSet)) return;
    throw new SesError('ConfigurationSetDoesNotExist', `Configuration set <${configurationSet}> does not exist.`);
  }

  /** Like SES, after the sender has its answer: who sends cannot know yet what becomes of it. */
  publish(configurationSet: string | null, mail: PublishedMail): void {
    const destination = configurationSet === null ? undefined : this.destinations.get(configurationSet);
    if (destination === undefined) return;
    for (const { type, event } of eventsOf(mail, configurationSet ?? '')) {
      if (!destination.eventTypes.includes(type)) continue;
      const work: Promise<void> = new Promise<void>((done) => setImmediate(done))
        .then(() => destination.publish(JSON.stringify(event)))
        .catch((error: unknown) => console.error('The local SES could not publish an event:', (error as Error).name))
        .finally(() => this.publishing.delete(work));
      this.publishing.add(work);
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.publishing);
  }
}

function eventsOf(mail: PublishedMail, configurationSet: string): { type: string; event: object }[] {
  const at = mail.at.toISOString();
  const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
  const common = {
    timestamp: at,
    source: mail.source,
    messageId: mail.id,
    destination: mail.recipients,
    headersTruncated: false,
    headers: [],
    tags: { ...tags, 'ses:configuration-set': [configurationSet] },
  };
  return mail.recipients.flatMap((emailAddress): { type: string; event: object }[] => {
    const kind = SIMULATED.exec(emailAddress)?.[1]?.toLowerCase();
    if (kind === undefined) return [];
    const feedback = { timestamp: at, feedbackId: `local-${mail.id}` };
    if (kind === 'complaint') {
      const complaint = { ...feedback, complainedRecipients: [{ emailAddress }], complaintFeedbackType: 'abuse' };
      return [{ type: 'complaint', event: { eventType: 'Complaint', complaint, mail: common } }];
    }
    const bounce = {
      ...feedback,
      bounceType: 'Permanent',
      bounceSubType: kind === 'suppressionlist' ? 'Suppressed' : 'General',
      bouncedRecipients: [
        { emailAddress, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
      ],
    };
    return [{ type: 'bounce', event: { eventType: 'Bounce', bounce, mail: common } }];
  });
}

/** The tags of a call of the Query API: `Tags.member.1.Name`, `Tags.member.1.Value`. @throws SesError for one that SES refuses. */
export function tagsIn(form: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let n = 1; form.has(`Tags.member.${n}.Name`); n++) {
    const name = form.get(`Tags.member.${n}.Name`) ?? '';
    const value = form.get(`Tags.member.${n}.Value`) ?? '';
    // Amazon SES API reference, "MessageTag": ASCII letters, digits, _ and -, fewer than 256 characters.
    if (![name, value].every((text) => /^[A-Za-z0-9_-]{1,255}$/.test(text))) {
      throw new SesError('InvalidParameterValue', `Invalid message tag: <${name}>.`);
    }
    tags[name] = value;
  }
  return tags;
}
