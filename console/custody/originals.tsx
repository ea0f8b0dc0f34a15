import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Modal from '@cloudscape-design/components/modal';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import type { CaseView } from '../api/types.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { saveFile } from './save-file.ts';

/** The bytes as they were received, with the hash by which anyone can tell that they are. */
export function Originals({ shown: { caseId, evidence, evidenceMissing, contacts, may } }: { shown: CaseView }) {
  const { api } = useSignedIn();
  const { say } = useFlashes();
  const [asked, setAsked] = useState<string | null>(null);
  const receivedAt = (id: string) => contacts.find(({ contactId }) => contactId === id)?.receivedAt ?? null;
  const download = (contactId: string) => {
    setAsked(null);
    saveFile(api, `/api/cases/${caseId}/evidence/${contactId}`).catch((error: Error) =>
      say({ type: 'error', content: error.message }),
    );
  };
  return (
    <>
      <Table
        header={
          <Header
            variant="h2"
            counter={`(${evidence.length})`}
            description="Write-once: nobody can change or delete them before their time."
          >
            Originals in the vault
          </Header>
        }
        items={evidence}
        trackBy={({ contactId, versionId }) => `${contactId}${versionId}`}
        empty="None is there yet."
        columnDefinitions={[
          {
            id: 'received',
            header: 'Received',
            isRowHeader: true,
            cell: ({ contactId }) => {
              const at = receivedAt(contactId);
              return at === null ? contactId : <Moment at={at} />;
            },
          },
          { id: 'size', header: 'Bytes', cell: ({ sizeBytes }) => sizeBytes },
          { id: 'hash', header: 'SHA-256', cell: ({ sha256 }) => <code className="hash">{sha256}</code> },
          { id: 'until', header: 'Held until', cell: ({ retainUntil }) => <Moment at={retainUntil} /> },
          ...(may.includes('read-evidence')
            ? [
                {
                  id: 'download',
                  header: 'Original',
                  cell: ({ contactId }: CaseView['evidence'][number]) => (
                    <Button
                      wrapText={false}
                      onClick={() => setAsked(contactId)}
                      ariaLabel={`Download the original of ${contactId}`}
                    >
                      Download
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {evidenceMissing.map(({ contactId, reason }) => (
        <Box key={contactId} color="text-status-error">
          {`The original of ${contactId} is not in the vault: it was ${reason === 'gone' ? 'deleted' : 'changed'} before it could be.`}
        </Box>
      ))}
      <Modal
        visible={asked !== null}
        header="It may be harmful"
        closeAriaLabel="Close"
        onDismiss={() => setAsked(null)}
        footer={
          <Button variant="primary" onClick={() => asked !== null && download(asked)}>
            Download it all the same
          </Button>
        }
      >
        The file is exactly what the sender sent, with whatever they put into it. Do not open it on a machine that you
        work with. The download is on the record of the case.
      </Modal>
    </>
  );
}
