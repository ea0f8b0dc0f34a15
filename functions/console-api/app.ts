import { z } from '@hono/zod-openapi';
import { addCustodyLog } from './access/custody-log.ts';
import { addGrantAccess } from './access/grant-access.ts';
import { addReadAccessLog } from './access/read-access-log.ts';
import { addReadRoster } from './access/read-roster.ts';
import { addUnmask } from './access/unmask.ts';
import { addDecideAccount } from './account/decide-account.ts';
import { addReadAccountDecision } from './account/read-account-decision.ts';
import { addRecordAccountNotice } from './account/record-account-notice.ts';
import { addReachCareStage } from './care/reach-care-stage.ts';
import { addAcknowledge } from './cases/acknowledge.ts';
import { addListCases } from './cases/list-cases.ts';
import { addLookAgain } from './cases/look-again.ts';
import { addReadCase } from './cases/read-case.ts';
import { addReadContact } from './cases/read-contact.ts';
import { addReadConsistency } from './consistency/read-consistency.ts';
import { addExportCustody } from './custody/export-custody.ts';
import { addHoldCase } from './custody/hold-case.ts';
import { addIncidentLog } from './custody/incident-log.ts';
import { addReadEvidence } from './custody/read-evidence.ts';
import { addReadPacket } from './custody/read-packet.ts';
import { addRecordIncident } from './custody/record-incident.ts';
import { addRequestPacket } from './custody/request-packet.ts';
import { addDeadLetters } from './dead-letters/read-dead-letters.ts';
import { addGiveFeedback } from './feedback/give-feedback.ts';
import { addReadDetections } from './feedback/read-detections.ts';
import { addReadFeedback } from './feedback/read-feedback.ts';
import { addCompleteForm } from './forms/complete-form.ts';
import { addListForms } from './forms/list-forms.ts';
import { addReadForm } from './forms/read-form.ts';
import { addSaveForm } from './forms/save-form.ts';
import { type ConsoleApi, type ConsoleSetting, createApi, guardedRoute } from './http/api.ts';
import { addListPeople } from './people/list-people.ts';
import { addMakeReport } from './reports/make-report.ts';
import { addOwnForm } from './reports/own-form.ts';
import { addReadOwnReport } from './reports/read-own-report.ts';
import { addApplyRescore } from './rescores/apply-rescore.ts';
import { addReadRescore } from './rescores/read-rescore.ts';
import { addStartRescore } from './rescores/start-rescore.ts';
import { addAskDeletion } from './retention/ask-deletion.ts';
import { addEndedEvidence } from './retention/ended-evidence.ts';
import { addReadDeletion } from './retention/read-deletion.ts';
import { addOpenReview } from './review/open-review.ts';
import { addReviewOutcome } from './review/outcome.ts';
import { addReviewSteps } from './review/steps.ts';
import { addDecideLink } from './subjects/decide-link.ts';
import { addReadSubject } from './subjects/read-subject.ts';
import { addRecordNotice } from './subjects/record-notice.ts';
import { addReadTemplates } from './templates/read-templates.ts';
import { addRecordTemplate } from './templates/record-template.ts';
import { addTryText } from './trials/try-text.ts';
import { addWork } from './work/add-work.ts';

const openApiRoute = guardedRoute('read-openapi', {
  method: 'get',
  path: '/api/openapi.json',
  summary: 'This document',
  responses: {
    200: {
      description: 'OpenAPI 3.1',
      content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } },
    },
  },
});

/** The console's API. */
export function createConsoleApi(setting: ConsoleSetting): ConsoleApi {
  const api = createApi(setting);
  addListCases(api, setting);
  addReadCase(api, setting);
  addReadContact(api, setting);
  addAcknowledge(api, setting);
  addLookAgain(api, setting);
  addExportCustody(api, setting);
  addReadEvidence(api, setting);
  addHoldCase(api, setting);
  addRequestPacket(api, setting);
  addReadPacket(api, setting);
  addRecordIncident(api, setting);
  addIncidentLog(api, setting);
  addMakeReport(api, setting);
  addReadOwnReport(api, setting);
  addOwnForm(api, setting);
  addStartRescore(api, setting);
  addReadRescore(api, setting);
  addApplyRescore(api, setting);
  addReadSubject(api, setting);
  addRecordNotice(api, setting);
  addDecideLink(api, setting);
  addListPeople(api, setting);
  addWork(api, setting);
  addListForms(api, setting);
  addReadForm(api, setting);
  addSaveForm(api, setting);
  addCompleteForm(api, setting);
  addReachCareStage(api, setting);
  addDecideAccount(api, setting);
  addReadAccountDecision(api, setting);
  addRecordAccountNotice(api, setting);
  addReadTemplates(api, setting);
  addRecordTemplate(api, setting);
  addReadRoster(api, setting);
  addGrantAccess(api, setting);
  addUnmask(api, setting);
  addCustodyLog(api, setting);
  addReadAccessLog(api, setting);
  addReadConsistency(api, setting);
  addAskDeletion(api, setting);
  addGiveFeedback(api, setting);
  addReadDetections(api, setting);
  addReadFeedback(api, setting);
  addTryText(api, setting);
  addDeadLetters(api, setting);
  addReadDeletion(api, setting);
  addEndedEvidence(api, setting);
  addOpenReview(api, setting);
  addReviewSteps(api, setting);
  addReviewOutcome(api, setting);
  api.openapi(openApiRoute, (c) => c.json(describeApi(api), 200));
  return api;
}

/** The OpenAPI document of the API. */
export function describeApi(api: ConsoleApi): Record<string, unknown> {
  const info = { title: 'Undertone console', version: '1' };
  return api.getOpenAPI31Document({ openapi: '3.1.0', info }) as unknown as Record<string, unknown>;
}
