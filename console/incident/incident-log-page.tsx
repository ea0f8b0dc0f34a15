import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { saveFile } from '../custody/save-file.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { useTitle } from '../layout/title.ts';
import { useSignedIn } from '../session/session-gate.tsx';

const DAY_MS = 86_400_000;
const dayBefore = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** The violent incident log of a period as a table (requirement 38). That it was taken out is on the record of each case in it. */
export function IncidentLogPage() {
  useTitle('Incident log');
  const { api } = useSignedIn();
  const { say } = useFlashes();
  const [from, setFrom] = useState(() => dayBefore(90));
  const [to, setTo] = useState(() => dayBefore(0));
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      await saveFile(api, `/api/incident-log?${new URLSearchParams({ from, to })}`);
      say({ type: 'success', content: 'The log is in your downloads.' });
    } catch (error) {
      say({ type: 'error', content: (error as Error).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="Of the cases opened in a period that you may see. Rows that nobody completed say so. Not legal advice."
        >
          Violent incident log
        </Header>
      }
    >
      <Container>
        <SpaceBetween size="m">
          <FormField label="From">
            <DatePicker value={from} onChange={({ detail }) => setFrom(detail.value)} />
          </FormField>
          <FormField label="To" errorText={from > to ? 'The period ends before it begins.' : undefined}>
            <DatePicker value={to} onChange={({ detail }) => setTo(detail.value)} />
          </FormField>
          <Button variant="primary" disabled={from > to || from === ''} loading={busy} onClick={() => void download()}>
            Download the log
          </Button>
        </SpaceBetween>
      </Container>
    </ContentLayout>
  );
}
