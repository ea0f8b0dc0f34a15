import { z } from '@hono/zod-openapi';
import { ContactOutcome, DeletionRequest, HeldReason, Inventory, SubjectDataKind } from '../../contracts/retention.ts';
import { accessOf } from '../access/case-access.ts';
import type { Person } from '../access/person.ts';
import type { ConsoleSetting } from '../http/api.ts';

export const DeletionParameters = z.object({ deletionId: DeletionRequest.shape.deletionId });

/** What a person’s request came to, for whoever answers them. Ids and numbers: no text, no name. */
export const DeletionView = DeletionRequest.omit({ revision: true })
  .extend({
    /** How much of each kind was deleted; null until it is done. */
    deleted: Inventory.nullable(),
    /** Other subjects that are the same person, as far as it is known: ask for each whose data the request is of. */
    joined: z.array(z.string()),
    /** The cases of the subject that you may see; their evidence is kept and their record stays. */
    cases: z.array(z.object({ caseId: z.string(), caseNumber: z.string(), status: z.string(), onHold: z.boolean() })),
  })
  .openapi('Deletion');
export type DeletionView = z.infer<typeof DeletionView>;

/** What is held and why, in words and by which rules. Not legal advice. */
export const HeldView = z.object({
  reason: HeldReason,
  why: z.string(),
  basis: z.string(),
});

export const DeletionPage = DeletionView.extend({
  held: z.array(HeldView),
  contacts: z.array(ContactOutcome),
  cursor: z.string().nullable(),
}).openapi('DeletionPage');

export async function viewDeletion(
  { revision: _, ...request }: DeletionRequest,
  person: Person,
  setting: ConsoleSetting,
): Promise<DeletionView> {
  const { before, after, subjectId } = request;
  const { subjects, store } = setting;
  const kinds = SubjectDataKind.options;
  const deleted =
    before === null || after === null
      ? null
      : Inventory.parse(Object.fromEntries(kinds.map((kind) => [kind, Math.max(0, before[kind] - after[kind])])));
  const links = await subjects.links(subjectId);
  const records = await Promise.all((await store.casesOf(subjectId)).map(({ caseId }) => store.read(caseId)));
  return {
    ...request,
    deleted,
    joined: links.filter(({ state }) => state === 'joined').map(({ otherId }) => otherId),
    cases: records
      .filter((record) => accessOf(record, 'read-deletion', person, setting) !== null)
      .flatMap(({ state }) => state ?? [])
      .map(({ caseId, caseNumber, status, custody }) => ({
        ...{ caseId, caseNumber, status },
        onHold: custody.hold !== null,
      })),
  };
}
