import type { PatternNode } from '../detections/pattern.ts';
import { usesPerMillion } from './common-words.ts';
import { lexiconOf, type Rulebook, widthOf } from './compile-pattern.ts';
import { inARow, NUMBER, type Phrase, phrasesOf, prefixOf } from './literals.ts';

/** A set of literals of which one stands in every match, between `least` and `most` words after its start. */
export interface Anchor {
  readonly phrases: readonly Phrase[];
  readonly names: boolean;
  readonly least: number;
  readonly most: number;
}

/** What to look for first, and what it costs: about how often it is met, per million words, and how much is tried each time. */
export interface AnchorChoice {
  readonly cost: number;
  readonly anchors: readonly Anchor[];
}

/** Words in a row are met less often than each of them; by about this much for each further word. */
const FURTHER_WORD = 0.2;
/** Names of a contact's targets, in a contact to them. */
const NAMES_PER_MILLION = 3000;
/** A literal whose distance from the start is not fixed makes the pattern be tried at several starts; most fail at once. */
const STARTS_AS_DEAR_AS_A_LITERAL = 4;
const NUMBERS_PER_MILLION = 15_000;
const PREFIX_PER_MILLION = 60;
/** Literals side by side are looked for as phrases while they make no more of them than this. */
const MOST_PHRASES_IN_A_ROW = 24;

/** The rarest literal, or set of literals, that every match of the pattern has; null where it has none. */
export function chooseAnchor(root: PatternNode, rulebook: Rulebook): AnchorChoice | null {
  return choose(root, { least: 0, most: 0 }, rulebook);
}

function choose(node: PatternNode, before: { least: number; most: number }, rulebook: Rulebook): AnchorChoice | null {
  const phrases = node.kind === 'number' ? null : phrasesOf(node, rulebook.words);
  if (phrases !== null) return anchorOn(phrases, false, before);
  switch (node.kind) {
    case 'lexicon': {
      const lexicon = lexiconOf(node, rulebook);
      return anchorOn(lexicon.phrases, lexicon.names, before);
    }
    case 'capture':
      return choose(node.of, before, rulebook);
    case 'choice': {
      const choices = node.of.map((option) => choose(option, before, rulebook));
      if (!choices.every((choice) => choice !== null)) return null;
      return {
        cost: choices.reduce((sum, { cost }) => sum + cost, 0),
        anchors: choices.flatMap(({ anchors }) => anchors),
      };
    }
    case 'sequence':
      return chooseInSequence(flatten(node), before, rulebook);
    default:
      return null;
  }
}

function chooseInSequence(
  parts: readonly PatternNode[],
  before: { least: number; most: number },
  rulebook: Rulebook,
): AnchorChoice | null {
  let best: AnchorChoice | null = null;
  const consider = (choice: AnchorChoice | null): void => {
    if (choice !== null && (best === null || choice.cost < best.cost)) best = choice;
  };
  let at = before;
  let row: { phrases: Phrase[]; from: { least: number; most: number } } | null = null;
  for (const part of parts) {
    consider(choose(part, at, rulebook));
    const phrases = phrasesOf(part, rulebook.words);
    if (phrases === null || phrases.length > MOST_PHRASES_IN_A_ROW) row = null;
    else if (row !== null && row.phrases.length * phrases.length <= MOST_PHRASES_IN_A_ROW) {
      row = { phrases: inARow(row.phrases, phrases), from: row.from };
      consider(anchorOn(row.phrases, false, row.from));
    } else row = { phrases, from: at };
    const width = widthOf(part, rulebook);
    at = { least: at.least + width.least, most: at.most + width.most };
  }
  return best;
}

/** Captures and sequences inside a sequence make no difference to what stands side by side. */
function flatten(node: PatternNode): PatternNode[] {
  if (node.kind === 'sequence') return node.of.flatMap(flatten);
  return node.kind === 'capture' ? flatten(node.of) : [node];
}

function anchorOn(
  phrases: readonly Phrase[],
  names: boolean,
  before: { least: number; most: number },
): AnchorChoice | null {
  if (phrases.some((phrase) => phrase.length === 0)) return null;
  if (phrases.every((phrase) => phrase.every((item) => item === NUMBER)) && !names) return null;
  const uses = phrases.reduce((sum, phrase) => sum + phraseCost(phrase), names ? NAMES_PER_MILLION : 0);
  const starts = 1 + before.most - before.least;
  return {
    cost: uses * (1 + starts / STARTS_AS_DEAR_AS_A_LITERAL),
    anchors: [{ phrases, names, least: before.least, most: before.most }],
  };
}

function phraseCost(phrase: Phrase): number {
  const rarest = Math.min(...phrase.map(itemCost));
  return rarest * FURTHER_WORD ** (phrase.length - 1);
}

function itemCost(item: string): number {
  if (item === NUMBER) return NUMBERS_PER_MILLION;
  return prefixOf(item) === null ? usesPerMillion(item) : PREFIX_PER_MILLION;
}
