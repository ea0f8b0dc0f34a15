import { z } from '@hono/zod-openapi';
import type { CaseEvent } from '../../contracts/case.ts';
import type { Contact } from '../../contracts/contact.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import type { Person } from '../access/person.ts';

/** Which of the subject's marks are there and not shown. */
export const Masked = z.array(z.enum(['name', 'address']));

/**
 * Until when a person is shown who the subject of a case is, because they asked and said why; null where they did not, or it is over.
 * It is theirs alone, and of that case alone (docs/decisions/0022).
 */
export function unmaskedUntil(events: readonly CaseEvent[], { id }: Pick<Person, 'id'>, at: Instant): Instant | null {
  const asked = events.findLast(
    ({ actor, body }) =>
      body.type === 'viewed' && body.what === 'identity' && actor.kind === 'person' && actor.id === id,
  );
  const until = asked?.body.type === 'viewed' ? (asked.body.until ?? null) : null;
  return until !== null && at < until ? until : null;
}

type Named = Pick<Contact, 'subject' | 'turns'>;

/**
 * A contact without its subject's name and address, in the fields that hold them. The words stay as they were said: what is evidence is
 * not rewritten, and a name in a text cannot be told from any other word.
 */
export function masked<T extends Named>(contact: T): T & { masked: z.infer<typeof Masked> } {
  const { subject, turns } = contact;
  const names = turns.filter(({ speaker, name }) => speaker !== 'employee' && speaker !== 'reporter' && name !== null);
  return {
    ...contact,
    subject: subject && { name: null, address: null },
    turns: turns.map((turn) => (names.includes(turn) ? { ...turn, name: null } : turn)),
    masked: [
      ...(subject?.name != null || names.length > 0 ? ['name' as const] : []),
      ...(subject?.address != null ? ['address' as const] : []),
    ],
  };
}
