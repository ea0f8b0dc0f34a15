import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { findCase } from '../api/find-case.ts';
import type { CaseRow } from '../api/types.ts';
import { useSignedIn } from '../session/session-gate.tsx';
import { caseNumberIn } from '../words/case-number.ts';
import { shortSubject } from '../words/short-id.ts';
import { PRIORITIES, plain } from '../words/words.ts';

interface Props {
  readonly label: string;
  readonly found: CaseRow | null;
  readonly onFound: (row: CaseRow | null) => void;
}

/** Another case, named by its number, and what it is before anything is done with it. */
export function CaseByNumber({ label, found, onFound }: Props) {
  const { api } = useSignedIn();
  const [typed, setTyped] = useState('');
  const number = caseNumberIn(typed);
  const find = useMutation({
    mutationFn: (wanted: string) => findCase(api, wanted),
    onSuccess: onFound,
  });
  const fault =
    find.error !== null
      ? find.error.message
      : find.isSuccess && find.data === null
        ? 'There is no such case, or it is not yours to see.'
        : undefined;
  return (
    <FormField
      label={label}
      constraintText="Its number, such as UT-4K7M-2P9X."
      errorText={fault}
      stretch
      secondaryControl={
        <Button disabled={number === null} loading={find.isPending} onClick={() => number && find.mutate(number)}>
          Find
        </Button>
      }
    >
      <SpaceBetween size="xs">
        <Input
          value={typed}
          ariaLabel={label}
          onChange={({ detail }) => {
            setTyped(detail.value);
            onFound(null);
            find.reset();
          }}
          onKeyDown={({ detail }) => detail.key === 'Enter' && number !== null && find.mutate(number)}
        />
        {found !== null && (
          <span>
            {`${found.caseNumber}: ${PRIORITIES[found.priority]}, ${plain(found.status).toLowerCase()}, ${found.contactCount} acts by subject ${shortSubject(found.subjectId)}.`}
          </span>
        )}
      </SpaceBetween>
    </FormField>
  );
}
