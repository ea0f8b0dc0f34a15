import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { addActions } from './actions.ts';
import { addClaims } from './claim.ts';
import { addClose } from './closing/close.ts';
import { addCloseMany } from './closing/close-many.ts';
import { addListDispositions } from './closing/list-dispositions.ts';
import { addProposals } from './closing/propose.ts';
import { addNotes } from './notes.ts';
import { addPriority } from './priority.ts';
import { addLinks } from './relations/link.ts';
import { addMerge } from './relations/merge.ts';
import { addSplit } from './relations/split.ts';
import { addUnmerge } from './relations/unmerge.ts';
import { addReopen } from './reopen.ts';
import { addSnooze } from './snooze.ts';

/** What people do with cases. */
export function addWork(api: ConsoleApi, setting: ConsoleSetting): void {
  addClaims(api, setting);
  addNotes(api, setting);
  addActions(api, setting);
  addSnooze(api, setting);
  addPriority(api, setting);
  addClose(api, setting);
  addProposals(api, setting);
  addReopen(api, setting);
  addMerge(api, setting);
  addUnmerge(api, setting);
  addSplit(api, setting);
  addLinks(api, setting);
  addCloseMany(api, setting);
  addListDispositions(api, setting);
}
