import type { CaseState } from '../../contracts/case.ts';
import { Contact } from '../../contracts/contact.ts';
import { type FormDefinition, FormName } from '../../contracts/form.ts';
import { contactKey, readJsonIfThere } from '../../shared/objects.ts';
import type { CaseRead } from '../access/case-access.ts';
import { masked, unmaskedUntil } from '../cases/masking.ts';
import { CaseParameters } from '../cases/read-case.ts';
import type { ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { contactOfForm } from './prefill.ts';

export const FormParameters = CaseParameters.extend({ form: FormName });

/** @throws ProblemError 404 naming the forms that there are. */
export function definitionOf(form: FormName, { forms }: Pick<ConsoleSetting, 'forms'>): FormDefinition {
  const found = forms.find((each) => each.form === form);
  if (found !== undefined) return found;
  throw new ProblemError(404, `There is no such form. There are ${forms.map((each) => each.form).join(', ')}.`);
}

/**
 * The contact that a form of a case is about, as a person may see it: who its subject is, only where they asked for it with a reason. Null
 * where it is not there any more.
 */
export async function readContactOfForm(
  definition: FormDefinition,
  state: CaseState,
  { record: { events }, person }: Pick<CaseRead, 'record' | 'person'>,
  { contactsBucket, now }: Pick<ConsoleSetting, 'contactsBucket' | 'now'>,
): Promise<Contact | null> {
  const { contactId } = contactOfForm(definition, state);
  const contact = await readJsonIfThere(contactsBucket, contactKey(contactId), Contact);
  return contact === null || unmaskedUntil(events, person, now()) !== null ? contact : masked(contact);
}
