import { z } from '@hono/zod-openapi';
import { CaseState } from '../../contracts/case.ts';
import { Sighting } from '../../contracts/conduct.ts';
import { LinkEvidence, SubjectLink } from '../../contracts/identity.ts';
import { Notice } from '../../contracts/notice.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { canonicalJson, sha256Hex } from '../../shared/hash.ts';
import { LinkDecision } from '../../shared/history/subject-record.ts';
import { ACTIONS } from '../access/access.ts';

export const SubjectParameters = z.object({ subjectId: z.string().regex(/^subject-[0-9a-f]{32}$/) });

/** What a contact of a subject showed, and never what it said. */
const ActView = Sighting.pick({
  contactId: true,
  at: true,
  heardAt: true,
  via: true,
  channel: true,
  severity: true,
  categories: true,
  targetIds: true,
  reporterId: true,
  signalIds: true,
  automated: true,
})
  .extend({
    /** The patterns by which it is in a case that you may see. */
    conductIds: z.array(z.string()),
  })
  .openapi('ActView');

export const NoticeView = Notice.omit({ subjectId: true }).openapi('NoticeView');

export const LinkView = SubjectLink.omit({ subjectId: true, evidence: true })
  .extend({
    evidence: z.array(LinkEvidence.omit({ mark: true })),
    /** What If-Match names to join or part them. */
    version: z.string(),
  })
  .openapi('LinkView');
export type LinkView = z.infer<typeof LinkView>;

/** A subject's history as it is kept: no text, no name, no address. */
export const SubjectView = z
  .object({
    subjectId: z.string(),
    cases: z.array(
      CaseState.pick({ caseId: true, caseNumber: true, purpose: true, status: true, priority: true, lane: true }),
    ),
    /** Newest first. */
    acts: z.array(ActView),
    cursor: z.string().nullable(),
    notices: z.array(NoticeView),
    links: z.array(LinkView),
    /** What people ever decided of this subject and others, the latest first; `links` has what holds now. */
    decisions: z.array(LinkDecision),
    may: z.array(z.enum(ACTIONS)),
  })
  .openapi('SubjectView');

export function viewActs(sightings: readonly Sighting[], cases: readonly CaseRecord[]): z.infer<typeof ActView>[] {
  const found = new Map<string, string[]>();
  for (const { contactId, conductIds } of cases.flatMap(({ state }) => state?.contacts ?? [])) {
    found.set(contactId, [...new Set([...(found.get(contactId) ?? []), ...conductIds])]);
  }
  return sightings.map((sighting) =>
    ActView.strip().parse({ ...sighting, conductIds: found.get(sighting.contactId) ?? [] }),
  );
}

export const viewNotice = ({ subjectId: _, ...shown }: Notice): z.infer<typeof NoticeView> => shown;

export const viewLink = (link: SubjectLink): LinkView => {
  const { subjectId: _, evidence, ...shown } = link;
  return { ...shown, evidence: evidence.map(({ mark: __, ...rest }) => rest), version: versionOfLink(link) };
};

/** Changes whenever the link does: whoever decides has seen the evidence as it is. */
export const versionOfLink = (link: SubjectLink): string => sha256Hex(canonicalJson(link)).slice(0, 16);
