import type { CaseContact, CaseState } from '../../contracts/case.ts';

/** Whether a contact came after its subject was told to stop, or was blocked, as far as the notice concerns whom it is aimed at (requirement 33). */
export function isAfterNotice(
  { occurredAt, targetIds }: Pick<CaseContact, 'occurredAt' | 'targetIds'>,
  warnings: CaseState['warnings'],
): boolean {
  return warnings.some(
    ({ toldAt, targetId }) => toldAt < occurredAt && (targetId === null || targetIds.includes(targetId)),
  );
}
