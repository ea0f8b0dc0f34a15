import type { DeletionMessage } from '../../contracts/retention.ts';
import type { RequestStore } from '../../shared/retention/request-store.ts';

/** Where requests for deletion are entered and looked at; the stage `retention` does the work, for nothing here may delete. */
export interface DeletionDesk {
  readonly store: RequestStore;
  readonly send: (message: DeletionMessage) => Promise<void>;
}
