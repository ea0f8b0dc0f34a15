import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { keepViews, type SavedView, VIEWS } from './saved-views.ts';

interface Props {
  readonly views: readonly SavedView[];
  readonly chosen: SavedView;
  readonly query: PropertyFilterProps.Query;
  readonly onChosen: (view: SavedView) => void;
  readonly onKept: (kept: SavedView[]) => void;
}

/** Which cases are shown; what somebody filters for often can be kept under a name. */
export function ViewChoice({ views, chosen, query, onChosen, onKept }: Props) {
  const [naming, setNaming] = useState(false);
  const [title, setTitle] = useState('');
  const own = views.filter(({ id }) => !VIEWS.some((view) => view.id === id));
  const keep = (next: SavedView[]) => {
    keepViews(next);
    onKept(next);
  };
  const save = () => {
    const view = { id: crypto.randomUUID(), title: title.trim(), statuses: chosen.statuses, query };
    keep([...own, view]);
    onChosen(view);
    setNaming(false);
    setTitle('');
  };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Select
        selectedOption={{ value: chosen.id, label: chosen.title }}
        options={views.map(({ id, title: label }) => ({ value: id, label }))}
        selectedAriaLabel="Shown"
        ariaLabel="View"
        onChange={({ detail }) => {
          const next = views.find(({ id }) => id === detail.selectedOption.value);
          if (next !== undefined) onChosen(next);
        }}
      />
      <Button onClick={() => setNaming(true)}>Save this view</Button>
      {own.includes(chosen) && (
        <Button
          onClick={() => {
            keep(own.filter(({ id }) => id !== chosen.id));
            onChosen(VIEWS[0] as SavedView);
          }}
        >
          Forget it
        </Button>
      )}
      <Modal
        visible={naming}
        header="Save this view"
        closeAriaLabel="Close"
        onDismiss={() => setNaming(false)}
        footer={
          <Button variant="primary" disabled={title.trim() === ''} onClick={save}>
            Save
          </Button>
        }
      >
        <FormField label="Name" description="Kept in this browser. Put no customer's name in it.">
          <Input value={title} onChange={({ detail }) => setTitle(detail.value)} />
        </FormField>
      </Modal>
    </SpaceBetween>
  );
}
