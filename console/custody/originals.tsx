import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import type { CaseView } from '../api/types.ts';
import { WordTable } from '../layout/word-table.tsx';
import { Moment } from '../time/moment.tsx';
import { DownloadOriginal } from './download-original.tsx';

/** The bytes as they were received, with the hash by which anyone can tell that they are. */
export function Originals({ shown: { caseId, evidence, evidenceMissing, contacts, may } }: { shown: CaseView }) {
  const receivedAt = (id: string) => contacts.find(({ contactId }) => contactId === id)?.receivedAt ?? null;
  return (
    <>
      <WordTable
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
                    <DownloadOriginal caseId={caseId} contactId={contactId} />
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
    </>
  );
}
