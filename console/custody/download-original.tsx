import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import { useState } from 'react';
import { useFlashes } from '../layout/flashes.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { shortId } from '../words/short-id.ts';
import { saveFile } from './save-file.ts';

/** The bytes as the sender sent them, after a warning. Nothing of them is opened here. */
export function DownloadOriginal({ caseId, contactId }: { caseId: string; contactId: string }) {
  const { api } = useSignedIn();
  const { fail } = useFlashes();
  const [asked, setAsked] = useState(false);
  const download = () => {
    setAsked(false);
    saveFile(api, `/api/cases/${caseId}/evidence/${contactId}`).catch(fail);
  };
  return (
    <>
      <Button
        wrapText={false}
        onClick={() => setAsked(true)}
        ariaLabel={`Download the original of ${shortId(contactId)}`}
      >
        Download the original
      </Button>
      <Modal
        visible={asked}
        header="It may be harmful"
        closeAriaLabel="Close"
        onDismiss={() => setAsked(false)}
        footer={
          <Button variant="primary" onClick={download}>
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
