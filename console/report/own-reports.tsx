import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQueries } from '@tanstack/react-query';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { rememberedReports } from './remembered-reports.ts';

interface OwnReport {
  readonly reportId: string;
  readonly receivedAt: string;
  readonly state: 'received' | 'read' | 'case-open';
  readonly caseNumber: string | null;
}

const STATES = {
  received: ['pending', 'Taken in; it is being read'],
  read: ['in-progress', 'Read; a case is being opened'],
  'case-open': ['success', 'A case is open, and people have been told'],
} as const;

/** How far one's own reports are; nothing of what is in them. */
export function OwnReports() {
  const { api, session } = useSignedIn();
  const answers = useQueries({
    queries: rememberedReports(session).map((reportId) => ({
      queryKey: ['report', reportId],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.ask<OwnReport>(`/api/reports/${reportId}`, { signal }),
      refetchInterval: 15_000,
    })),
  });
  const reports = answers.flatMap(({ data }) => data?.body ?? []);
  if (reports.length === 0) return null;
  return (
    <Container header={<Header variant="h2">Your reports</Header>}>
      {reports.map(({ reportId, receivedAt, state, caseNumber }) => (
        <Box key={reportId} padding={{ vertical: 'xs' }}>
          <StatusIndicator type={STATES[state][0]}>{STATES[state][1]}</StatusIndicator>{' '}
          <span>
            {caseNumber === null ? '' : `(${caseNumber}) `}
            <Moment at={receivedAt} />, {reportId}
          </span>
        </Box>
      ))}
    </Container>
  );
}
