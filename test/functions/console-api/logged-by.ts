import { logged } from '../case-support/logged.ts';
import { clientOf } from './client.ts';

/** What the functions log while the API is asked. */
export const loggedBy = <T>(work: (ask: ReturnType<typeof clientOf>) => Promise<T>) =>
  logged(async () => work(clientOf((await import('../../../functions/console-api/handler.ts')).handler)));
