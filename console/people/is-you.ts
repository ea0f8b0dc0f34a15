import type { CaseView, DirectoryView } from '../api/types.ts';

type Holder = NonNullable<CaseView['work']['holder']>;

/** Whether who has a case is who is looking: by their sign-in, or by their place in the roster. */
export const isYou = ({ kind, id }: Pick<Holder, 'kind' | 'id'>, you: DirectoryView['you']): boolean =>
  id === (kind === 'console' ? you.id : you.employeeId);
