import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { type ReactNode, useState } from 'react';

interface Props {
  readonly title: string;
  readonly button: string;
  readonly description?: string;
  /** What is asked for beside the reason. */
  readonly children?: ReactNode;
  readonly ready?: boolean;
  readonly onSay: (reason: string) => void;
}

/** A button that asks for a reason first, since the reason is what the record needs. */
export function AskReason({ title, button, description, children, ready = true, onSay }: Props) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const say = () => {
    onSay(reason.trim());
    setOpen(false);
    setReason('');
  };
  return (
    <>
      <Button wrapText={false} onClick={() => setOpen(true)}>
        {button}
      </Button>
      <Modal
        visible={open}
        header={title}
        closeAriaLabel="Close"
        onDismiss={() => setOpen(false)}
        footer={
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" onClick={() => setOpen(false)}>
                Not now
              </Button>
              <Button variant="primary" disabled={!ready || reason.trim() === ''} onClick={say}>
                {button}
              </Button>
            </SpaceBetween>
          </Box>
        }
      >
        <SpaceBetween size="m">
          {children}
          <FormField label="Why" description={description ?? 'It stays on the record of the case.'} stretch>
            <Textarea value={reason} onChange={({ detail }) => setReason(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Modal>
    </>
  );
}
