import { PageLink } from '../layout/page-link.tsx';

export function CaseLink({ caseId, caseNumber }: { caseId: string; caseNumber: string }) {
  return <PageLink to={`/cases/${caseId}`}>{caseNumber}</PageLink>;
}
