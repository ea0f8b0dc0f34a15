import fc from 'fast-check';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { DANA } from './examples.ts';

/** What legal may do with the record of a case, in any order. */
export const CustodyAttempt = fc.record({
  type: fc.constant('custody' as const),
  step: fc.constantFrom('export', 'ask', 'make', 'give-up', 'hold', 'apply', 'lift', 'record', 'exclude'),
  n: fc.integer({ min: 1, max: 3 }),
});
export type CustodyAttempt = typeof CustodyAttempt extends fc.Arbitrary<infer T> ? T : never;

const REASON = 'As legal said.';

export function custodyBody({ step, n }: CustodyAttempt): CaseEventBody {
  const packetId = `packet-${String(n).padStart(32, '0')}`;
  const file = { sha256: 'b'.repeat(64), sizeBytes: n };
  switch (step) {
    case 'export':
      return { type: 'exported', what: 'custody', ...file };
    case 'ask':
      return { type: 'packet-requested', packetId, kind: 'civil-harassment-order', targetId: DANA };
    case 'make':
      return { type: 'exported', what: 'packet', packetId, ...file };
    case 'give-up':
      return { type: 'packet-failed', packetId, reason: 'too-large' };
    case 'hold':
      return { type: 'hold-placed', reason: REASON };
    case 'apply':
      return { type: 'hold-applied', objects: n };
    case 'lift':
      return { type: 'hold-lifted', reason: REASON };
    case 'exclude':
      return { type: 'incident-excluded', reason: REASON };
    case 'record':
      return { type: 'incident-recorded', incident: INCIDENT };
  }
}

export const INCIDENT = {
  date: '2026-07-15',
  time: null,
  location: 'By email',
  violenceTypes: ['2' as const],
  description: 'A customer wrote a threat.',
  committedBy: ['client or customer' as const],
  circumstances: ['usual job duties' as const],
  where: 'workplace' as const,
  incidentTypes: ['other' as const],
  consequences: { securityContacted: false, lawEnforcementContacted: false, response: '', protectiveActions: 'None.' },
  completedBy: { name: 'Lena', title: 'Counsel', date: '2026-07-16' },
};
