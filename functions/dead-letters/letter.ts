import * as z from 'zod';
import { CaseMessage, ScoreMessage } from '../contracts/messages.ts';
import { type CreatedObject, createdObjects } from '../shared/object-created.ts';

/** A dead-letter queue that is looked at, by the queue whose letters it holds. */
export const LETTER_QUEUES = ['intake', 'score', 'cases'] as const;
export type LetterQueue = (typeof LETTER_QUEUES)[number];

/** What a message that failed to its last try was about. */
export type Letter =
  | { readonly about: 'original'; readonly object: CreatedObject }
  | {
      readonly about: 'contact';
      readonly contactId: string;
      readonly subjectId: string | null;
      /** Which assessment asks for a case; left out for the first. */
      readonly assessment?: string | undefined;
    };

const ContactPointer = z.union([CaseMessage, ScoreMessage]);

/**
 * Reads what a dead letter points to. Empty where it points to nothing, as what somebody else put on the queue: there is no contact
 * that a person could work, and the alarm of the dead-letter queue has told the operator.
 */
export function lettersOf(queue: LetterQueue, body: string): Letter[] {
  try {
    if (queue === 'intake') return createdObjects(body).map((object) => ({ about: 'original', object }));
    const message = ContactPointer.parse(JSON.parse(body));
    return [
      {
        about: 'contact',
        contactId: message.contactId,
        subjectId: 'subjectId' in message ? message.subjectId : null,
        ...('assessment' in message ? { assessment: message.assessment } : {}),
      },
    ];
  } catch {
    return [];
  }
}
