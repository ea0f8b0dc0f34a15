import type { PatternNode } from '../detections/pattern.ts';
import { NAMES_PER_MILLION, NUMBERS_PER_MILLION, PREFIX_PER_MILLION, usesPerMillion } from './common-words.ts';
import { lexiconOf, type Rulebook, type Width, widthOf } from './compile-pattern.ts';
import { firstWords } from './first-words.ts';
import { MOST_GUARDS } from './instructions.ts';
import { inARow, NAME, NUMBER, type Phrase, phrasesOf, prefixOf } from './literals.ts';

/** A set of literals of which one stands in every match, between `least` and `most` words after its start. */
export interface Anchor {
  readonly phrases: readonly Phrase[];
  readonly names: boolean;
  readonly least: number;
  readonly most: number;
  readonly guards: readonly Guard[];
  /** How often one of the literals is met, per million words, as far as one can tell. */
  readonly uses: number;
}

/**
 * Words of which one stands near the anchor's literal in every match: at one of the places from `from` to `to`, counted from the literal's
 * end, or, where they are below 0, from its start. Looked at before the pattern is tried, which few literals then make it be.
 */
export interface Guard {
  readonly items: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** What to look for first, and what it costs: about how often it is met, per million words, and how much is tried each time. */
export interface AnchorChoice {
  readonly cost: number;
  readonly anchors: readonly Anchor[];
}

/** Words in a row are met less often than each of them; by about this much for each further word. */
const FURTHER_WORD = 0.2;
/**
 * Literals side by side are looked for as phrases while they make no more of them than this. With 256 a seventh fewer entries would be
 * looked at than with 64, and the tables would be a third larger.
 */
const MOST_PHRASES_IN_A_ROW = 64;
/** To try a pattern, against looking at its guards, */
const TRIAL_AS_DEAR_AS_GUARDS = 4;
/** and how many more starts cost as much again; most fail at the first word. */
const STARTS_AS_DEAR_AS_A_TRIAL = 4;
/** A guard that is nearly always there holds back next to nothing. */
const MOST_OFTEN_PASSED = 0.7;

/** A part that stands in every match, with the words that one of begins it and how far off it is. */
interface Neighbour {
  readonly items: readonly string[];
  /** The chance, per word, to be met. */
  readonly share: number;
  readonly width: Width;
}

/** Where a part stands in the pattern: words before it, and the parts on its left and right. */
interface Surroundings {
  readonly before: Width;
  /** Widths are from where the neighbour starts to where the part starts. */
  readonly left: readonly Neighbour[];
  /** Widths are from where the part ends to where the neighbour starts. */
  readonly right: readonly Neighbour[];
}

const NOTHING: Width = { least: 0, most: 0 };

/** The rarest literal, or set of literals, that every match of the pattern has; null where it has none. */
export function chooseAnchor(root: PatternNode, rulebook: Rulebook): AnchorChoice | null {
  return choose(root, { before: NOTHING, left: [], right: [] }, rulebook);
}

function choose(node: PatternNode, around: Surroundings, rulebook: Rulebook): AnchorChoice | null {
  const phrases = node.kind === 'number' ? null : phrasesOf(node, rulebook.words);
  if (phrases !== null) return anchorOn(phrases, false, around);
  switch (node.kind) {
    case 'lexicon': {
      const lexicon = lexiconOf(node, rulebook);
      return anchorOn(lexicon.phrases, lexicon.names, around);
    }
    case 'capture':
      return choose(node.of, around, rulebook);
    case 'choice': {
      const choices = node.of.map((option) => choose(option, around, rulebook));
      if (!choices.every((choice) => choice !== null)) return null;
      return {
        cost: choices.reduce((sum, { cost }) => sum + cost, 0),
        anchors: choices.flatMap(({ anchors }) => anchors),
      };
    }
    case 'sequence':
      return chooseInSequence(flatten(node), around, rulebook);
    default:
      return null;
  }
}

function chooseInSequence(
  parts: readonly PatternNode[],
  around: Surroundings,
  rulebook: Rulebook,
): AnchorChoice | null {
  let best: AnchorChoice | null = null;
  const consider = (choice: AnchorChoice | null): void => {
    if (choice !== null && (best === null || choice.cost < best.cost)) best = choice;
  };
  const widths = parts.map((part) => widthOf(part, rulebook));
  const neighbours = parts.map((part) => firstWords(part, rulebook));
  const breaks = parts.map(hasBreak);
  const between = (from: number, to: number): Width => widths.slice(from, to).reduce(plus, NOTHING);
  /** What surrounds the parts from `first` to `last`, inclusive. Guards do not look over the end of a sentence. */
  const surroundings = (first: number, last: number): Surroundings => {
    const left: Neighbour[] = [];
    let at = first - 1;
    for (; at >= 0 && !breaks[at]; at -= 1) addTo(left, neighbours[at], between(at, first));
    const before = between(0, first);
    if (at < 0) left.push(...around.left.map((one) => ({ ...one, width: plus(one.width, before) })));
    const right: Neighbour[] = [];
    at = last + 1;
    for (; at < parts.length && !breaks[at]; at += 1) {
      addTo(right, neighbours[at], between(last + 1, at));
    }
    if (at === parts.length) {
      const after = between(last + 1, parts.length);
      right.push(...around.right.map((one) => ({ ...one, width: plus(one.width, after) })));
    }
    return { before: plus(around.before, before), left, right };
  };
  let row: { phrases: Phrase[]; from: number } | null = null;
  parts.forEach((part, index) => {
    consider(choose(part, surroundings(index, index), rulebook));
    const phrases = phrasesOf(part, rulebook.words);
    if (phrases === null || phrases.length > MOST_PHRASES_IN_A_ROW) row = null;
    else if (row !== null && row.phrases.length * phrases.length <= MOST_PHRASES_IN_A_ROW) {
      row = { phrases: inARow(row.phrases, phrases), from: row.from };
      consider(anchorOn(row.phrases, false, surroundings(row.from, index)));
    } else row = { phrases, from: index };
  });
  return best;
}

/** Whether a sentence may end within the part. */
function hasBreak(node: PatternNode): boolean {
  if (node.kind === 'choice' || node.kind === 'sequence') return node.of.some(hasBreak);
  return node.kind === 'break' || ((node.kind === 'optional' || node.kind === 'capture') && hasBreak(node.of));
}

const plus = (a: Width, b: Width): Width => ({ least: a.least + b.least, most: a.most + b.most });

function addTo(neighbours: Neighbour[], items: readonly string[] | null | undefined, width: Width): void {
  if (items === null || items === undefined) return;
  neighbours.push({ items, share: Math.min(1, sum(items.map(itemCost)) / 1_000_000), width });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Captures and sequences inside a sequence make no difference to what stands side by side. */
function flatten(node: PatternNode): PatternNode[] {
  if (node.kind === 'sequence') return node.of.flatMap(flatten);
  return node.kind === 'capture' ? flatten(node.of) : [node];
}

function anchorOn(phrases: readonly Phrase[], names: boolean, around: Surroundings): AnchorChoice | null {
  if (phrases.some((phrase) => phrase.length === 0)) return null;
  if (phrases.every((phrase) => phrase.every((item) => item === NUMBER)) && !names) return null;
  const { before } = around;
  const uses = phrases.reduce((total, phrase) => total + phraseCost(phrase), names ? NAMES_PER_MILLION : 0);
  const { guards, passed } = guardsOf(around);
  const starts = 1 + before.most - before.least;
  return {
    cost: uses * (1 + passed * TRIAL_AS_DEAR_AS_GUARDS * (1 + starts / STARTS_AS_DEAR_AS_A_TRIAL)),
    anchors: [{ phrases, names, least: before.least, most: before.most, guards, uses }],
  };
}

/** The neighbours that are met least, and how often all of them are, as far as one can tell. */
function guardsOf({ left, right }: Surroundings): { guards: Guard[]; passed: number } {
  const all = [
    ...left.map(({ items, share, width }) => ({ items, share, from: -width.most, to: -width.least })),
    ...right.map(({ items, share, width }) => ({ items, share, from: width.least, to: width.most })),
  ]
    .map(({ share, ...guard }) => ({ guard, passed: 1 - (1 - share) ** (guard.to - guard.from + 1) }))
    .filter(({ passed }) => passed < MOST_OFTEN_PASSED)
    .sort((a, b) => a.passed - b.passed)
    .slice(0, MOST_GUARDS);
  return {
    guards: all.map(({ guard }) => guard),
    passed: all.reduce((product, { passed }) => product * passed, 1),
  };
}

function phraseCost(phrase: Phrase): number {
  const rarest = Math.min(...phrase.map(itemCost));
  return rarest * FURTHER_WORD ** (phrase.length - 1);
}

function itemCost(item: string): number {
  if (item === NUMBER) return NUMBERS_PER_MILLION;
  if (item === NAME) return NAMES_PER_MILLION;
  return prefixOf(item) === null ? usesPerMillion(item) : PREFIX_PER_MILLION;
}
