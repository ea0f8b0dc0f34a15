import type { Scores } from '../../contracts/assessment.ts';
import type { Policy } from '../../contracts/policy.ts';
import type { Signal } from '../../contracts/signal.ts';
import { Category } from '../../contracts/vocabulary.ts';

/** The three groups that a category counts toward; `concerning-behaviour` is none of them by itself. */
const GROUPS: Record<'threat' | 'harassment' | 'self_harm', readonly Category[]> = {
  threat: [
    'violence-recipient',
    'violence-others',
    'weapon-capability',
    'bomb-arson',
    'surveillance-stalking',
    'approach',
    'wish-harm',
    'ultimatum',
    'leakage',
    'doxxing',
  ],
  harassment: ['sexual-harassment', 'protected-trait', 'abuse', 'obsessive-attachment', 'personal-report'],
  self_harm: ['self-harm'],
};

/**
 * 0..1 per category and group, to rank with. A signal gives its severity's risk from the policy, weighed by its confidence;
 * signals of one category and the model's own score for it join as independent evidence (noisy or), so that one more can only raise.
 */
export function scoresOf(
  signals: readonly Signal[],
  modelScores: Readonly<Record<string, number>>,
  policy: Policy,
): Scores {
  const quiet = new Map<string, number>(Category.options.map((category) => [category, 1]));
  const hear = (category: Category, strength: number) =>
    quiet.set(category, (quiet.get(category) ?? 1) * (1 - Math.min(strength, 0.999)));
  for (const signal of signals) {
    if (signal.id.startsWith('model/')) continue;
    hear(signal.category, (policy.severity[signal.severity]?.risk ?? 0) * signal.confidence);
  }
  for (const [group, score] of Object.entries(modelScores)) {
    const category = policy.model[group]?.category;
    if (category !== undefined) hear(category, score);
  }
  const scores = Object.fromEntries(
    Category.options.map((category) => [category, round(1 - (quiet.get(category) ?? 1))]),
  );
  for (const [group, categories] of Object.entries(GROUPS)) {
    scores[group] = round(Math.max(...categories.map((category) => scores[category] ?? 0)));
  }
  return scores as Scores;
}

/** 0..1: the contact's place in a queue. Soon and specific rank above vague; a pattern ranks at least as high as its severity. */
export function riskOf(
  scores: Scores,
  { imminence, specificity, conductSeverity }: { imminence: number; specificity: number; conductSeverity: number },
  policy: Policy,
): number {
  const worst = Math.max(scores.threat ?? 0, scores.self_harm ?? 0, 0.8 * (scores.harassment ?? 0));
  const pattern = policy.severity[conductSeverity]?.risk ?? 0;
  return round(1 - (1 - worst) * (1 - 0.06 * imminence) * (1 - 0.03 * specificity) * (1 - pattern));
}

const round = (value: number) => Math.round(value * 1e4) / 1e4;
