import RadioGroup from '@cloudscape-design/components/radio-group';
import { useState } from 'react';
import type { CaseRow, CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { AskReason } from '../work/ask-reason.tsx';
import { CaseByNumber } from './case-by-number.tsx';

const LINK = {
  value: 'link',
  label: 'They belong together and stay two cases',
  description: 'Each says so, with the same reason.',
};
const MERGE = {
  value: 'merge',
  label: 'They are one: go on in this case',
  description: 'The other is read only from then on. This one takes over its clock and its urgency.',
};

/** Says that another case belongs to this one, or goes on in it. */
export function JoinCases({ shown: { caseId, may } }: { shown: CaseView }) {
  const { api } = useSignedIn();
  const { fail } = useFlashes();
  const change = useChangeCase(caseId);
  const [other, setOther] = useState<CaseRow | null>(null);
  const [how, setHow] = useState('link');
  const join = async (reason: string) => {
    if (other === null) return;
    if (how === 'link') {
      change.mutate({ path: '/link', body: { caseId: other.caseId, reason }, done: 'Both cases say so.' });
      return;
    }
    // The version that is merged is the one that there is now, which may be later than what was shown when it was found.
    const { body } = await api.ask<CaseView>(`/api/cases/${other.caseId}`);
    const merged = { caseId: other.caseId, version: body.version, reason };
    change.mutate({ path: '/merge', body: merged, done: `${other.caseNumber} goes on in this case.` });
  };
  return (
    <AskReason
      title="Another case"
      button="Link or merge another case"
      ready={other !== null && other.caseId !== caseId}
      onSay={(reason) => void join(reason).catch(fail)}
    >
      <CaseByNumber label="The other case" found={other} onFound={setOther} />
      <RadioGroup
        value={how}
        items={may.includes('merge-cases') ? [LINK, MERGE] : [LINK]}
        ariaLabel="What they have to do with each other"
        onChange={({ detail }) => setHow(detail.value)}
      />
    </AskReason>
  );
}
