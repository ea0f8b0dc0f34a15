import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/client.ts';
import type { CaseView } from '../api/types.ts';
import { NotFoundPage } from '../layout/not-found-page.tsx';
import { useTitle } from '../layout/title.ts';
import { useSignedIn } from '../session/session-gate.tsx';

export function CasePage() {
  const { caseId } = useParams();
  const { api } = useSignedIn();
  const { data, error } = useQuery({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) => api.ask<CaseView>(`/api/cases/${caseId}`, { signal }),
  });
  useTitle(data?.body.caseNumber ?? 'Case');
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 403)) return <NotFoundPage />;
  if (error) throw error;
  if (data === undefined) return <Spinner size="large" />;
  return (
    <ContentLayout header={<Header variant="h1">{data.body.caseNumber}</Header>}>{data.body.priority}</ContentLayout>
  );
}
