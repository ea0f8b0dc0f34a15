import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { type Shortcuts, shortcutsAreOn, turnShortcuts } from './shortcuts.ts';

export function ShortcutsHelp({ shortcuts, onClose }: { shortcuts: Shortcuts; onClose: () => void }) {
  const [on, setOn] = useState(shortcutsAreOn);
  return (
    <Modal visible header="Keys" closeAriaLabel="Close" onDismiss={onClose}>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={2}
          items={Object.entries(shortcuts).map(([key, { does }]) => ({ label: key, value: does }))}
        />
        <Toggle
          checked={on}
          onChange={({ detail }) => {
            turnShortcuts(detail.checked);
            setOn(detail.checked);
          }}
        >
          Keys are on
        </Toggle>
        <Box color="text-body-secondary">They are off while you type.</Box>
      </SpaceBetween>
    </Modal>
  );
}
