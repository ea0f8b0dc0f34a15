import { z } from '@hono/zod-openapi';
import type { CaseEventBody, Track } from '../../contracts/case.ts';
import { TemplateAudience, TemplateId } from '../../contracts/case-telling.ts';
import { Instant } from '../../contracts/vocabulary.ts';
import { addCaseChange, type ChangeAsked } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { offersFor } from './offer.ts';

const TemplateParameters = z.object({ template: TemplateId });
const SentBody = z.strictObject({
  /** To whom, as you sent it. */
  to: TemplateAudience,
  /** When you sent it. */
  sentAt: Instant,
  note: z.string().min(1).max(4000).optional(),
});

/**
 * A person says that they sent a text. Nothing is sent by this, and nothing else is recorded of it: a notice to stop becomes the baseline
 * only by `POST /api/subjects/{subjectId}/notices`. One route a track, since a supervisor must not put anything on the employee's.
 */
export function addRecordTemplate(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'record-template',
    path: '/templates/{template}/sent',
    summary: 'Say that you sent a text; nothing is sent by this',
    parameters: TemplateParameters,
    body: SentBody,
    decide: (asked) => sent(asked, 'handling'),
  });
  addCaseChange(api, setting, {
    action: 'record-review-template',
    path: '/review-templates/{template}/sent',
    summary: 'Say that you sent a text of the employee’s review; nothing is sent by this',
    parameters: TemplateParameters,
    body: SentBody,
    decide: (asked) => sent(asked, 'employee-review'),
  });
}

function sent(
  { body, parameters, state, person, tracks, at, setting }: ChangeAsked<z.infer<typeof SentBody>, { template: string }>,
  track: Track,
): CaseEventBody {
  const offers = offersFor(setting.templates, state, { roles: person.roles, tracks });
  const offer = offers.find(({ template }) => template.template === parameters.template && template.track === track);
  if (offer === undefined) throw new ProblemError(404, 'There is no such text for you in this case.');
  if (offer.forbids !== null) throw new ProblemError(409, `This text is not sent in this case. ${offer.forbids}`);
  if (body.to !== offer.template.to) {
    throw new ProblemError(422, `to: this text is for the ${offer.template.to.replaceAll('-', ' ')}.`);
  }
  if (body.sentAt > at) throw new ProblemError(422, 'sentAt: is in the future. Record a text when you have sent it.');
  return { type: 'template-sent', template: parameters.template, ...body };
}
