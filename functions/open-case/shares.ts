import type { Assessment } from '../contracts/assessment.ts';
import type { ConductFinding } from '../contracts/conduct.ts';
import type { Problem, Report } from '../contracts/contact.ts';
import type { Policy, PurposeRule } from '../contracts/policy.ts';
import type { Signal } from '../contracts/signal.ts';
import type { Category, Lane, Priority, Purpose, ThreatType } from '../contracts/vocabulary.ts';
import { type Decision, decide } from '../shared/decide.ts';

/** A flagged contact as far as one purpose goes: the case that it asks for, and its place there. */
export interface Share {
  /** Null where it shows none: a report without words, what nobody could read. */
  readonly purpose: Purpose | null;
  readonly priority: Priority;
  readonly lane: Lane;
  readonly threatType: ThreatType | null;
  readonly reasons: Assessment['reasons'];
  /** The patterns that are of this purpose, or of any. */
  readonly conduct: readonly ConductFinding[];
}

/** What a purpose is shown by. */
interface Shown {
  readonly signals: readonly Signal[];
  readonly conduct: readonly ConductFinding[];
  readonly problems: readonly Problem[];
  readonly report: Report | null;
}

/**
 * The cases that a flagged contact asks for, the most urgent first: one for each purpose that would be flagged alone, by the same
 * decision table (requirements 16, 19), after those that are means of another have gone with it. What shows no purpose goes with the
 * first. A contact of one purpose keeps the place that it was scored to.
 * @param categoriesOf what an act of its patterns showed; empty where that is not known.
 */
export function sharesOf(
  assessment: Assessment,
  report: Report | null,
  categoriesOf: (contactId: string) => readonly Category[],
  policy: Policy,
): [Share, ...Share[]] {
  const purposeOf = new Map(
    assessment.conduct.map((finding) => [finding, purposeOfFinding(finding, categoriesOf, policy)]),
  );
  const shownBy = (rules: readonly PurposeRule[]): Shown => ({
    signals: assessment.signals.filter(({ category }) => rules.some(({ categories }) => categories.includes(category))),
    conduct: assessment.conduct.filter((finding) => rules.some(({ purpose }) => purpose === purposeOf.get(finding))),
    problems: [],
    report: report?.perceived && rules.some(({ perceived }) => perceived) ? report : null,
  });
  const decideOn = (shown: Shown): Decision => decide({ ...assessment, ...shown }, policy);

  const isShown = (rule: PurposeRule, signals = shownBy([rule]).signals) =>
    decideOn({ ...shownBy([rule]), signals }).flagged;
  const purposes = policy.purposes.map((rule) => {
    const same = rule.with_same_words.filter((other) => {
      const theirs = shownBy(policy.purposes.filter(({ purpose }) => purpose === other)).signals;
      return !isShown(
        rule,
        shownBy([rule]).signals.filter((signal) => !theirs.some((one) => overlap(signal, one))),
      );
    });
    return { ...rule, with: [...rule.with, ...same] };
  });
  const shown = purposes.filter((rule) => isShown(rule));
  const groups = groupsOf(shown, purposes).map((rules) => ({ rules, ...decideOn(shownBy(rules)) }));
  const placeInTable = ({ reasons }: Decision) => policy.decision.findIndex(({ row }) => row === reasons[0]?.row);
  groups.sort((a, b) => placeInTable(a) - placeInTable(b));
  const ofAny = (finding: ConductFinding) => !finding.opensCase || (purposeOf.get(finding) ?? null) === null;

  const [first, ...others] = groups;
  if (first === undefined) return [{ ...placeOf(assessment), purpose: null, conduct: assessment.conduct }];
  const shareOf = ({ rules }: (typeof groups)[number], decision: Pick<Decision, 'priority' | 'lane' | 'reasons'>) => ({
    ...placeOf({ ...decision, threatType: threatTypeOf(shownBy(rules), assessment) }),
    purpose: (rules[0] as PurposeRule).purpose,
    conduct: assessment.conduct.filter((finding) => ofAny(finding) || shownBy(rules).conduct.includes(finding)),
  });
  if (others.length === 0) return [{ ...shareOf(first, assessment), threatType: assessment.threatType }];
  const { signals, conduct } = shownBy(first.rules);
  const { problems } = assessment;
  const leading = decideOn({ signals, conduct: [...conduct, ...assessment.conduct.filter(ofAny)], problems, report });
  return [shareOf(first, leading), ...others.map((group) => shareOf(group, group))];
}

/** What a case is for whose opening contact shows these categories; null where they show nothing. Of several the first of the policy. */
export function purposeOfCategories(categories: readonly Category[], policy: Policy): Purpose | null {
  const shown = policy.purposes.filter((rule) => rule.categories.some((category) => categories.includes(category)));
  return groupsOf(shown, policy.purposes)[0]?.[0]?.purpose ?? null;
}

/** Each purpose with those that are its means, in the order of the policy; the purpose itself first. */
function groupsOf(shown: readonly PurposeRule[], purposes: readonly PurposeRule[]): PurposeRule[][] {
  const isShown = (purpose: Purpose) => shown.some((rule) => rule.purpose === purpose);
  const endOf = (rule: PurposeRule, seen: readonly PurposeRule[] = []): PurposeRule => {
    const other = rule.with.find(isShown);
    const next = purposes.find(({ purpose }) => purpose === other);
    return next === undefined || seen.includes(rule) ? rule : endOf(next, [...seen, rule]);
  };
  const groups = new Map<PurposeRule, PurposeRule[]>();
  for (const rule of shown) {
    const end = endOf(rule);
    const group = groups.get(end) ?? [end];
    groups.set(end, rule === end ? group : [...group, rule]);
  }
  return purposes.flatMap((rule) => {
    const group = groups.get(rule);
    return group === undefined ? [] : [group];
  });
}

/** The purpose of most of the acts that a pattern stands on; of several the first of the policy. */
function purposeOfFinding(
  { contactIds }: ConductFinding,
  categoriesOf: (contactId: string) => readonly Category[],
  { purposes }: Policy,
): Purpose | null {
  const acts = contactIds.map(categoriesOf);
  const counted = purposes.map((rule) => ({
    purpose: rule.purpose,
    acts: acts.filter((categories) => categories.some((category) => rule.categories.includes(category))).length,
  }));
  const most = Math.max(...counted.map(({ acts: number }) => number));
  return most > 0 ? (counted.find(({ acts: number }) => number === most)?.purpose ?? null) : null;
}

function overlap({ span: a }: Signal, { span: b }: Signal): boolean {
  return a !== null && b !== null && a.turn === b.turn && a.start < b.end && b.start < a.end;
}

function threatTypeOf({ signals, report }: Shown, { threatType }: Assessment): ThreatType | null {
  const threatens = signals.some(({ type, severity }) => type !== null && severity >= 2);
  return threatens || report !== null ? threatType : null;
}

/** A message on the queue asks for a case. An assessment that gives it no place is a fault; a person works it, in a P2's time. */
function placeOf({
  priority,
  lane,
  threatType,
  reasons,
}: Pick<Assessment, 'priority' | 'lane' | 'threatType' | 'reasons'>): Pick<
  Share,
  'priority' | 'lane' | 'threatType' | 'reasons'
> {
  return { priority: priority ?? 'P2', lane: lane ?? 'unscored', threatType, reasons };
}
