import type { Assessment } from '../contracts/assessment.ts';
import type { CaseContact } from '../contracts/case.ts';
import type { Contact, Original } from '../contracts/contact.ts';
import type { Instant, Lane, Priority } from '../contracts/vocabulary.ts';
import { contactIdOf, subjectIdOf, targetIdOf } from '../shared/ids.ts';
import type { LetterQueue } from './letter.ts';

/** What a case is opened on for a dead letter. */
export interface UnreadContact {
  readonly contact: CaseContact & { readonly priority: Priority; readonly lane: Lane };
  readonly subjectId: string;
  /** Null where its bytes could not be had. */
  readonly original: Original | null;
}

/** Why it is here and what to do, for the person who works the lane. */
const WHY: Record<LetterQueue, string> = {
  intake:
    'Reading it failed five times, by a fault of the system and not of the message, so nobody has read it and nothing was scored. Read the original, and tell the operator: it is scored after the repair.',
  score:
    'Scoring it failed five times, by a fault of the system and not of the message, so it is neither flagged nor cleared. Read it, and tell the operator: it is scored after the repair.',
  cases:
    'Opening its case failed five times, by a fault of the system. It was scored; its original may not be in the vault yet. Read it, and tell the operator.',
};

const GONE =
  'Its bytes could not be fetched either; the dead-letter queue names the place in the intake bucket. Ask whoever sent it in, and tell the operator.';

/** As the policy places what nobody could read (requirement 20): P2, in the lane for it. */
const UNSCORED = { priority: 'P2', lane: 'unscored' } as const;

/** An original that became no contact. Someone unknown stands alone, by the object and its bytes, as `ingest` would have it. */
export function unreadOriginal(
  place: { readonly bucket: string; readonly key: string; readonly versionId: string | null },
  bytes: { readonly sha256: string; readonly sizeBytes: number } | null,
  receivedAt: Instant,
): UnreadContact {
  const original = bytes === null ? null : { ...place, ...bytes };
  const sha256 = bytes?.sha256 ?? '';
  return {
    contact: {
      ...blank(contactIdOf({ ...place, sha256 }), receivedAt),
      channel: channelOf(place.key),
      reasons: reasons('intake', bytes === null ? `${WHY.intake} ${GONE}` : WHY.intake),
    },
    subjectId: subjectIdOf(`object:${place.key}:${sha256}`),
    original,
  };
}

/**
 * A contact that was not scored, or got no case. Where it was scored, its own place goes before the lane of what nobody could read:
 * a threat with a place of P0 waits for nobody.
 */
export function unreadContact(
  queue: 'score' | 'cases',
  contact: Contact,
  assessment: Assessment | null,
): UnreadContact {
  const { contactId, channel, receivedAt, occurredAt } = contact;
  return {
    contact: {
      ...blank(contactId, receivedAt),
      channel,
      occurredAt,
      targetIds: [...new Set(contact.targets.map(targetIdOf))],
      ...(assessment === null
        ? {}
        : {
            priority: assessment.priority ?? UNSCORED.priority,
            lane: assessment.lane ?? UNSCORED.lane,
            threatType: assessment.threatType,
            severity: assessment.severity,
            categories: assessment.categories,
            conductIds: [...new Set(assessment.conduct.map(({ id }) => id))],
          }),
      reasons: [...(assessment?.reasons ?? []), ...reasons(queue, WHY[queue])],
    },
    subjectId: contact.subjectId,
    original: contact.original,
  };
}

const reasons = (queue: LetterQueue, why: string) => [{ row: `dead-letter-${queue}`, why }];

function blank(contactId: string, receivedAt: Instant): UnreadContact['contact'] {
  return {
    contactId,
    part: 'flagged',
    channel: 'email',
    receivedAt,
    occurredAt: receivedAt,
    targetIds: [],
    ...UNSCORED,
    threatType: null,
    severity: 0,
    categories: [],
    conductIds: [],
    reasons: [],
  };
}

/** The key says at most how it came in, and there is nothing else to go by. */
function channelOf(key: string): CaseContact['channel'] {
  if (/chat/i.test(key)) return 'chat';
  if (/call|phone|voice/i.test(key)) return 'phone';
  return /note/i.test(key) ? 'in-person' : 'email';
}
