import type { CaseEvent, CaseEventBody, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { UndertoneError } from '../../errors.ts';

/** An event that cannot come after those before it. Before it is written: a mistake in the caller. After: the case was tampered with. */
export class IllegalCaseEventError extends UndertoneError {
  override readonly name = 'IllegalCaseEventError';
  constructor(
    readonly caseId: string,
    readonly number: number,
    readonly eventType: string,
    readonly why: string,
  ) {
    super(`Event ${number} (${eventType}) of ${caseId} is refused: ${why}.`);
  }
}

/** What an event of one type changes in the state; it throws a {@link refusal} where the event cannot come now. */
export type Change<T extends CaseEventBody['type']> = (
  state: CaseState,
  body: CaseEventOf<T>,
  event: CaseEvent,
) => Partial<CaseState>;

/** A change for each of some types of events: what a part of a case consists of. */
export type Changes<T extends CaseEventBody['type']> = { readonly [K in T]: Change<K> };

export function refusal(event: CaseEvent, why: string): IllegalCaseEventError {
  return new IllegalCaseEventError(event.caseId, event.number, event.body.type, why);
}

/** Who an event is of, as the state shows it. */
export function writerOf({ actor }: CaseEvent): { id: string; name: string } {
  return { id: actor.id, name: actor.kind === 'person' ? actor.name : actor.id };
}

export function assertNotClosed(state: CaseState, event: CaseEvent): void {
  if (state.status === 'closed') throw refusal(event, 'the case is closed');
}

export function assertHasContact(state: CaseState, event: CaseEvent, id: string): void {
  if (!state.contacts.some(({ contactId }) => contactId === id)) throw refusal(event, 'the contact is not in the case');
}

export function assertIsBefore(event: CaseEvent, about: number): void {
  if (about >= event.number) throw refusal(event, `event ${about} is not before it`);
}
