import { Resolver } from 'node:dns/promises';
import { KEY_LOOK_UP_MILLISECONDS } from './dkim-limits.ts';

/**
 * Asks the machine's resolver for the TXT records of a name, once, for at most {@link KEY_LOOK_UP_MILLISECONDS}.
 * Which names it is given is decided in `key-look-up.ts`.
 * @throws Error with the resolver's `code`; `ECANCELLED` or `ETIMEOUT` when the time is over.
 */
export async function lookUpKeyByDns(name: string): Promise<string[][]> {
  const resolver = new Resolver({ timeout: KEY_LOOK_UP_MILLISECONDS, tries: 1 });
  // The resolver's own limit is for each server of the machine's list; this one is for the question.
  const limit = setTimeout(() => resolver.cancel(), KEY_LOOK_UP_MILLISECONDS);
  try {
    return await resolver.resolveTxt(name);
  } finally {
    clearTimeout(limit);
  }
}
