import type { Evidence } from '../../contracts/case.ts';
import { Contact } from '../../contracts/contact.ts';
import { checkPreserved, EvidenceChangedError, readPreserved } from '../../shared/case/evidence.ts';
import { originalExtension } from '../../shared/case/file-name.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { contactKey, readJsonIfThere } from '../../shared/objects.ts';
import { linkTo } from '../../shared/presign.ts';
import { readCaseFor } from '../access/case-access.ts';
import { logView } from '../access/log-view.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { visibleEvents } from '../cases/views.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { FILE_RESPONSE, fileAnswer, LARGEST_ANSWER_BYTES, linkAnswer } from './hand-over.ts';

const route = guardedRoute('read-evidence', {
  method: 'get',
  path: '/api/cases/{caseId}/evidence/{contactId}',
  summary:
    'The original of a contact, byte for byte as it was received, checked against its SHA-256; the view is logged',
  request: { params: CaseParameters.extend({ contactId: Contact.shape.contactId }) },
  responses: { 200: FILE_RESPONSE, ...problems(404, 422) },
});

export function addReadEvidence(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId, contactId } = c.req.valid('param');
    const person = c.get('person');
    const { record, tracks } = await readCaseFor(caseId, 'read-evidence', person, setting);
    const state = foldCase(visibleEvents(record, tracks));
    const evidence = state?.evidence.findLast((one) => one.contactId === contactId);
    if (state === null || evidence === undefined) throw new ProblemError(404, whyNot(state, contactId));
    await logView(record, { what: 'evidence', contactId }, person, setting);
    const contact = await readJsonIfThere(setting.contactsBucket, contactKey(contactId), Contact);
    const extension = contact === null ? 'bin' : originalExtension(contact);
    const fileName = `${state.caseNumber}-${contactId}.${extension}`;
    const answer = await handOver(evidence, fileName).catch((error: unknown) => {
      if (error instanceof EvidenceChangedError) reportChanged(caseId, contactId, setting);
      throw error;
    });
    // A file and no JSON, which the types of a route do not know.
    return answer as never;
  });
}

async function handOver(evidence: Evidence, fileName: string): Promise<Response> {
  const { sha256, sizeBytes } = evidence;
  if (sizeBytes <= LARGEST_ANSWER_BYTES) return fileAnswer(await readPreserved(evidence), fileName, sha256);
  await checkPreserved(evidence);
  return linkAnswer(await linkTo(evidence, fileName), { fileName, sha256, sizeBytes });
}

function whyNot(state: ReturnType<typeof foldCase>, contactId: string): string {
  if (!state?.contacts.some((contact) => contact.contactId === contactId)) {
    return 'There is no such contact in this case.';
  }
  const missing = state.evidenceMissing.find((one) => one.contactId === contactId);
  if (missing === undefined) return 'The original is not in the vault yet. It is being copied; try again in a minute.';
  return missing.reason === 'gone'
    ? 'The original was deleted before it could be put in the vault. The contact holds what was read of it.'
    : 'The original was changed before it could be put in the vault. The contact holds what was read of it.';
}

/** Rings the alarm on `CustodyBroken`: what the case stands on is not what it was. */
function reportChanged(caseId: string, contactId: string, { tools }: ConsoleSetting): void {
  tools.metrics.addMetric('CustodyBroken', 'Count', 1);
  tools.logger.error('An original in the vault is not what was put there', { caseId, contactId });
}
