/** Detections alone, the model's two readers alone, or both as they are shipped. */
export type Way = 'rules' | 'model' | 'both';
export const WAYS: readonly Way[] = ['rules', 'model', 'both'];

/** How often a set in which nothing should open a case was flagged. */
export interface FlagRate {
  readonly set: string;
  readonly texts: number;
  /** As language of concern. */
  readonly flagged: number;
  /** Given to people because it could not be read or scored, wholly or in part: work, and no false flag. */
  readonly unscored: number;
  /** At most so many flagged in 1,000. */
  readonly reach: number;
}

/** How well one score ranks one label of a set. */
export interface Ranking {
  readonly set: string;
  readonly label: string;
  readonly score: string;
  readonly trainedOn: 'yes' | 'no' | 'left out';
  readonly way: Way;
  /** Area under the ROC curve, and its 95% interval. */
  readonly area: number;
  readonly low: number;
  readonly high: number;
  readonly averagePrecision: number;
  /** At the thresholds that flag 1 and 2 of 1,000 customer messages. */
  readonly recall: readonly [number, number];
  /** At least this area; null where none was set. */
  readonly reach: number | null;
}

export interface CorpusShare {
  readonly group: string;
  readonly kind: string;
  readonly texts: number;
  readonly flagged: number;
}

export interface GroupRanking {
  readonly group: string;
  readonly positives: number;
  readonly twins: number;
  readonly area: number;
  readonly low: number;
  readonly high: number;
}

/** Texts that were given about the same probability, and the share of them that were positive. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly texts: number;
  readonly meanSaid: number;
  readonly sharePositive: number;
}

/** The held-out part of our own corpus. */
export interface OwnCorpus {
  readonly shares: readonly CorpusShare[];
  readonly pairsRight: number;
  readonly pairs: number;
  readonly groups: readonly GroupRanking[];
  readonly reliability: readonly ReliabilityBin[];
}

/** All that one run measured; `versions` name the rules, policy and model that it measured. */
export interface QualityReport {
  readonly versions: readonly string[];
  readonly every: number;
  readonly flagRates: readonly FlagRate[];
  readonly rankings: readonly Ranking[];
  readonly own: OwnCorpus;
}

/** Shares of our own held-out implied threats to find, and of their near-twins to tell apart. */
export const REACH_IMPLIED = 0.9;
export const REACH_PAIRS = 0.85;

/** One figure that was set as a goal. `short` is by how much it falls short, in its own unit; 0 where it is reached. */
export interface Goal {
  readonly figure: string;
  readonly measured: number;
  readonly reach: string;
  readonly short: number;
}

/** The goals that this report speaks to, in the order of the report. */
export function goalsOf(report: QualityReport): Goal[] {
  const implied = report.own.shares.filter(({ kind }) => kind === 'implied');
  const found = sum(implied.map(({ flagged }) => flagged));
  const recall = found / Math.max(1, sum(implied.map(({ texts }) => texts)));
  const pairs = report.own.pairsRight / Math.max(1, report.own.pairs);
  return [
    ...report.flagRates.map(({ set, texts, flagged, reach }) => {
      const measured = (1000 * flagged) / Math.max(1, texts);
      return { figure: `${set}: flags per 1,000`, measured, reach: `≤ ${reach}`, short: Math.max(0, measured - reach) };
    }),
    atLeast('our own implied threats, held out: share flagged', recall, REACH_IMPLIED),
    atLeast('our own pairs, held out: both right', pairs, REACH_PAIRS),
    ...report.rankings.flatMap(({ set, label, trainedOn, way, area, reach }) =>
      reach === null || way !== 'both' || trainedOn === 'yes' ? [] : [atLeast(`${set} ${label}: AUC`, area, reach)],
    ),
  ];
}

function atLeast(figure: string, measured: number, reach: number): Goal {
  return { figure, measured, reach: `≥ ${reach.toFixed(2)}`, short: Math.max(0, reach - measured) };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
