import { join } from 'node:path';
import { readEngine } from '../../infra/assets/engine.ts';
import { type NamedHistory, readHistories } from './read-histories.ts';
import { openedBy, scanHistory, withoutModel } from './scan-history.ts';

/**
 * Measures the histories of `fixtures/histories` with the detections alone and with the model: of those of concern, how many get a case
 * at all and how many by conduct; of the innocent ones, how many are flagged, each by name. Gives the page.
 */
export async function measureHistories({ root, rules }: { root: string; rules: string }): Promise<string> {
  const histories = readHistories(join(root, 'fixtures', 'histories'));
  const whole = readEngine(rules);
  const lines = ['# Histories', '', `Measured: ${Object.values(whole.versions).join(', ')}.`];
  for (const [title, engine] of [
    ['The detections alone', withoutModel(whole)],
    ['With the model', whole],
  ] as const) {
    lines.push(
      '',
      `## ${title}`,
      '',
      '| written | of concern | get a case | by conduct | innocent | flagged | by conduct |',
    );
    lines.push('| --- | --- | --- | --- | --- | --- | --- |');
    const named: string[] = [];
    for (const written of ['with', 'after'] as const) {
      const judged = await Promise.all(
        histories
          .filter(({ history }) => history.written === written)
          .map(async (one) => ({ one, ...judge(await scanHistory(one, engine)) })),
      );
      const count = (
        concern: boolean,
        holds: (judged: { flagged: boolean; byConduct: boolean }) => boolean = () => true,
      ) => judged.filter((result) => result.one.history.concern === concern && holds(result)).length;
      const cells = [true, false].flatMap((concern) => [
        count(concern),
        count(concern, ({ flagged }) => flagged),
        count(concern, ({ byConduct }) => byConduct),
      ]);
      lines.push(`| ${[`${written} the detections`, ...cells].join(' | ')} |`);
      named.push(...judged.flatMap(({ one, flagged }) => wrong(one, flagged)));
    }
    lines.push('', ...named.map((name) => `- ${name}`));
  }
  return lines.join('\n');
}

function judge(assessments: Awaited<ReturnType<typeof scanHistory>>) {
  return {
    flagged: assessments.some(({ flagged }) => flagged),
    byConduct: assessments.some((assessment) => openedBy(assessment).length > 0),
  };
}

function wrong({ name, history }: NamedHistory, flagged: boolean): string[] {
  if (history.concern === flagged) return [];
  return [`${history.concern ? 'missed' : 'flagged'}: ${name}`];
}
