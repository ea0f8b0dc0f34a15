import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CaseView } from '../api/types.ts';
import { OtherCases } from '../relations/other-cases.tsx';
import { Account } from '../standing/account.tsx';
import { Care } from '../standing/care.tsx';
import { Actions } from './actions.tsx';
import { CloseCase } from './close-case.tsx';
import { HolderAndRest } from './holder-and-rest.tsx';
import { LookAgain } from './look-again.tsx';
import { Notes } from './notes.tsx';
import { ToldSubject } from './told-subject.tsx';

/** What people do with a case: who has it, what was noted and done, its rest, its priority, its end. */
export function WorkTab({ shown }: { shown: CaseView }) {
  return (
    <SpaceBetween size="l">
      {shown.may.includes('look-again') && <LookAgain shown={shown} />}
      <HolderAndRest shown={shown} />
      <Notes shown={shown} />
      <Actions shown={shown} />
      {shown.may.includes('record-notice') && <ToldSubject shown={shown} />}
      <Care shown={shown} />
      {shown.may.includes('read-account-decision') && <Account shown={shown} />}
      <OtherCases shown={shown} />
      <CloseCase shown={shown} />
    </SpaceBetween>
  );
}
