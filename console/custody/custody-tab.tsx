import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CaseView } from '../api/types.ts';
import { IncidentRowOfCase } from '../incident/incident-row.tsx';
import { CustodyLog } from './custody-log.tsx';
import { Hold } from './hold.tsx';
import { Originals } from './originals.tsx';
import { Packets } from './packets.tsx';

/** What a court needs: the originals, who did what with the case, and the packets. */
export function CustodyTab({ shown }: { shown: CaseView }) {
  const { custody, may } = shown;
  return (
    <SpaceBetween size="l">
      {custody.intact ? (
        <Alert type="success">
          The chain of custody holds: no event was changed or taken out since it was written.
        </Alert>
      ) : (
        <Alert type="error" header="The chain of custody does not hold">
          {custody.brokenAt === null
            ? 'An event that you do not see was changed or taken out. Tell legal.'
            : `Event ${custody.brokenAt} was changed, or one before it was taken out. Tell legal.`}
        </Alert>
      )}
      {may.includes('request-packet') && <Packets shown={shown} />}
      <Originals shown={shown} />
      {may.includes('record-incident') && <IncidentRowOfCase shown={shown} />}
      {may.includes('hold-case') && <Hold shown={shown} />}
      {may.includes('read-custody') && <CustodyLog caseId={shown.caseId} caseNumber={shown.caseNumber} />}
    </SpaceBetween>
  );
}
