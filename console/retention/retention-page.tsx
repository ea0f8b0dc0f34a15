import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTitle } from '../layout/title.ts';
import { useSignedIn } from '../session/session-gate.tsx';
import { DeletionRequests } from './deletion-requests.tsx';
import { EndedEvidence } from './ended-evidence.tsx';

/** What people asked to have deleted and what came of it, and what is held no longer than it has to be. */
export function RetentionPage() {
  useTitle('Retention');
  const { session } = useSignedIn();
  return (
    <ContentLayout
      header={
        <Header variant="h1" description="Nothing goes without a person, and what is held says why. Not legal advice.">
          Retention
        </Header>
      }
    >
      <SpaceBetween size="l">
        <DeletionRequests />
        {session.roles.includes('legal') && <EndedEvidence />}
      </SpaceBetween>
    </ContentLayout>
  );
}
