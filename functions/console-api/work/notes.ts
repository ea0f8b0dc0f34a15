import { z } from '@hono/zod-openapi';
import { canonicalJson } from '../../shared/hash.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { NoteText } from './typed.ts';

/** A note stays as it was written. Whoever wrote it may write another in its place, and both are kept. */
export function addNotes(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'add-note',
    path: '/notes',
    summary: 'Write a note into the case, or one in the place of a note of your own',
    body: z.strictObject({
      text: NoteText,
      /** The event of the note in whose place it stands. */
      corrects: z.int().positive().optional(),
    }),
    decide: ({ body: { text, corrects }, state: { work }, person }) => {
      const again = { text, corrects };
      if (isWritten(work.notes, person.id, (note) => sameJson(again, { text: note.text, corrects: note.corrects })))
        return null;
      if (corrects === undefined) return { type: 'note-added', text };
      assertOwn(work.notes, corrects, person.id);
      return { type: 'note-added', text, corrects };
    },
  });
}

/**
 * Whether a person wrote the same already, and nothing stands in its place: a request whose answer was lost, made again, writes nothing
 * a second time.
 */
export function isWritten<T extends Entry>(
  entries: readonly T[],
  personId: string,
  isSame: (one: T) => boolean,
): boolean {
  return entries.some((one) => one.by.id === personId && one.correctedBy === undefined && isSame(one));
}

export const sameJson = (a: object, b: object): boolean => canonicalJson(present(a)) === canonicalJson(present(b));

const present = (value: object) =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));

interface Entry {
  readonly number: number;
  readonly by: { readonly id: string };
  readonly correctedBy?: number | undefined;
}

/** @throws ProblemError 422 for what is not there, 409 for what is another's or was corrected already. */
export function assertOwn(entries: readonly Entry[], corrects: number, personId: string): void {
  const wrong = entries.find(({ number }) => number === corrects);
  if (wrong === undefined) throw new ProblemError(422, `corrects: event ${corrects} is no such entry of this case.`);
  if (wrong.by.id !== personId) {
    throw new ProblemError(409, 'Only who wrote an entry corrects it. Write one of your own that says what is so.');
  }
  if (wrong.correctedBy !== undefined) {
    throw new ProblemError(409, `It was corrected by event ${wrong.correctedBy} already: correct that one.`);
  }
}
