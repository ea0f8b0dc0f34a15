import { join } from 'node:path';
import type { Turn } from '../../../../functions/contracts/contact.ts';
import type { Engine } from '../../../../functions/score/engine.ts';
import type { ReadTurn } from '../../../../functions/score/model/read-passages.ts';
import type { SecondReader } from '../../../../functions/score/model/second-reader.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';
import { readPolicy } from '../../../../infra/assets/policy.ts';

export const policy = readPolicy(join(import.meta.dirname, '../../../../rules/policy.yml'));

/** A second reader that hears what a test says, and by its words nothing. */
export function fakeReader(hears: Pick<SecondReader, 'groups' | 'read' | 'lookClosely'>): SecondReader {
  return {
    version: 'second-reader@test',
    wordsConcern: () => 0,
    explain: (_, { first, last }) => new Float64Array(last - first),
    ...hears,
  };
}

/** What stands beside the readers where a signal is raised. */
export const BESIDE = {
  policy,
  versions: { rules: 'rules@test', model: 'model@test', policy: 'policy@test' } as Engine['versions'],
};

/** A text of one turn, as the readers get it. */
export const turnsOf = (text: string): ReadTurn[] => [{ turn: { index: 0, text } as Turn, text: normalize(text) }];
