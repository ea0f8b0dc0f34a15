import type { Changes } from './change.ts';
import { refusal } from './change.ts';

/** Whom people put on the roster of the case by name, and whom they took off it: the last word counts. */
export const ACCESS_CHANGES: Changes<'access-granted' | 'access-withdrawn'> = {
  'access-granted': ({ access }, { personId, name, until }, event) => {
    if (until !== null && until <= event.at) throw refusal(event, 'the access would be over already');
    const isOther = (one: { personId: string }) => one.personId !== personId;
    return {
      access: {
        ...access,
        granted: [...access.granted.filter(isOther), { personId, name, until }],
        withdrawn: access.withdrawn.filter(isOther),
      },
    };
  },
  'access-withdrawn': ({ access }, { personId, name }, event) => {
    if (access.withdrawn.some((one) => one.personId === personId)) throw refusal(event, 'it is withdrawn already');
    const granted = access.granted.filter((one) => one.personId !== personId);
    return { access: { ...access, granted, withdrawn: [...access.withdrawn, { personId, name }] } };
  },
};
