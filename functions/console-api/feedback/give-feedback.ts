import { z } from '@hono/zod-openapi';
import { Assessment } from '../../contracts/assessment.ts';
import { Verdict } from '../../contracts/case-feedback.ts';
import { Contact } from '../../contracts/contact.ts';
import { aboutOf } from '../../shared/case/fold/feedback.ts';
import { canonicalJson } from '../../shared/hash.ts';
import { assessmentKey, contactKey, readJsonIfThere } from '../../shared/objects.ts';
import { readCaseFor } from '../access/case-access.ts';
import { caseChangeRoute } from '../cases/case-change-route.ts';
import { changeCase } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { etagOf } from '../http/version.ts';

const Body = z
  .strictObject({
    said: Verdict,
    /** Whether the operator may see the sentence, without names, addresses and numbers as far as these can be told. */
    shareQuote: z.boolean().default(true),
  })
  .openapi('FeedbackBody');

const route = caseChangeRoute('give-feedback', {
  path: '/contacts/{contactId}/feedback',
  summary: 'Say that a signal is right or wrong and why, or that words were missed; it changes nothing of the case',
  parameters: z.object({ contactId: Contact.shape.contactId }),
  body: Body,
});

/**
 * Puts what a reviewer says into the case, and beside the detections for the operator: what ended between the two is completed when it is said
 * again. A person who says otherwise of the same is counted once, by what they said last.
 */
export function addGiveFeedback(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId, contactId } = c.req.valid('param');
    const { said, shareQuote } = c.req.valid('json');
    const read = await readCaseFor(caseId, 'give-feedback', c.get('person'), setting);
    const known = read.record.state?.contacts.find((contact) => contact.contactId === contactId);
    if (known === undefined) throw new ProblemError(404, 'There is no such contact in this case.');
    await assertIsThere(contactId, known.assessment, said, setting);
    const asked = { action: 'give-feedback' as const, caseId, ifMatch: c.req.valid('header')['if-match'] };
    const view = await changeCase({ ...asked, person: c.get('person') }, setting, (_, state, __, { person }) => {
      const last = state.feedback.find(
        (one) => one.by.id === person.id && one.contactId === contactId && aboutOf(one.said) === aboutOf(said),
      );
      const isSaid = last?.shareQuote === shareQuote && canonicalJson(last.said) === canonicalJson(said);
      return isSaid ? null : { type: 'feedback-given', contactId, said, shareQuote };
    });
    const given = view.feedback.find(
      (one) => one.by.id === read.person.id && one.contactId === contactId && aboutOf(one.said) === aboutOf(said),
    );
    if (given !== undefined) {
      const { at, number, by } = given;
      await setting.feedback.note({ at, number, by: by.id, caseId, contactId, said, shareQuote });
    }
    return c.json(view, 200, { etag: etagOf(view.version) });
  });
}

/** @throws ProblemError 422 for a signal or a place that is not in the contact. */
async function assertIsThere(
  contactId: string,
  version: string | undefined,
  said: Verdict,
  { contactsBucket }: ConsoleSetting,
): Promise<void> {
  if (said.verdict === 'missed') {
    const contact = await readJsonIfThere(contactsBucket, contactKey(contactId), Contact);
    const { turn, start, end } = said.span;
    const text = contact?.turns.find(({ index }) => index === turn)?.text;
    if (text === undefined) throw new ProblemError(422, 'said.span.turn: is no turn of this contact.');
    if (start >= end || end > text.length) {
      throw new ProblemError(
        422,
        `said.span: must lie within the ${text.length} units of turn ${turn}, start before end.`,
      );
    }
    return;
  }
  const assessment = await readJsonIfThere(contactsBucket, assessmentKey(contactId, version), Assessment);
  const found = [...(assessment?.signals ?? []), ...(assessment?.conduct ?? []).map(({ id }) => ({ id, span: null }))];
  const isFound = found.some(
    ({ id, span }) => id === said.signalId && canonicalJson(span) === canonicalJson(said.span),
  );
  if (!isFound) throw new ProblemError(422, 'said: names a signal that was not found at that place in this contact.');
}
