/**
 * A pattern is a short program over the stream of a text's words, three integers an instruction: what, a, b. It is run by
 * `run-pattern.ts`.
 */
export const INSTRUCTION_SIZE = 3;

/** The next word is the one with id `a`. */
export const WORD = 0;
/** The next words are a member of symbol `a`. */
export const SYMBOL = 1;
/** Up to `a` words of the same sentence. */
export const GAP = 2;
/** A sentence ends and the next begins. */
export const BREAK = 3;
/** Nothing stands before in the sentence or the clause. */
export const START = 4;
/** Nothing follows in the sentence or the clause. */
export const END = 5;
/** What follows is not a member of symbol `a`. */
export const NOT = 6;
/** Go on at `a`, or else at `b`. */
export const SPLIT = 7;
/** Go on at `a`. */
export const JUMP = 8;
/** Capture `a` begins. */
export const OPEN = 9;
/** Capture `a` ends. */
export const CLOSE = 10;
/** The pattern is here. */
export const MATCH = 11;

/** A symbol has members of several words. */
export const HAS_PHRASES = 1;
/** A symbol also has the names of the contact's targets. */
export const HAS_NAMES = 2;

/** Names of more words are not looked for. */
export const MAXIMUM_NAME_WORDS = 4;

/** `within` of a composite, as a number: these two, or a number of words, which is greater. */
export const WITHIN_SENTENCE = 0;
export const WITHIN_TURN = 1;

/**
 * Integers of one row of the detection table: match, match_all and unless patterns as half-open ranges, `within`, and which pattern of
 * match_all is looked up; the others are looked for where it stands.
 */
export const DETECTION_ROW = 8;

/** Integers of one row of the words: hash, id, where its UTF-16 units start and how many it has. */
export const WORD_ROW = 4;

/**
 * Integers of one row of the pattern table: first instruction, number of instructions, most words it spans, its detection, and the set of
 * words that one of begins each match: where it starts in `members`, and its mask; a mask of NO_SET where any word may.
 */
export const PATTERN_ROW = 6;
export const NO_SET = -1;

/** Integers of one row of the symbols: its words as a set (start and mask), flags, where its parts start; they end where the next's do. */
export const SYMBOL_ROW = 4;

/**
 * Integers of one row of the nodes: word, first child, fallback, the next node to report after this one or 0, where its symbols and its
 * literals' entries start; lists end where those of the next node start.
 */
export const NODE_ROW = 6;

/**
 * Integers of one entry of a node that ends an anchor's literal: the row of the anchor and, below ENTRY_SHIFT bits, which surroundings its
 * two first guards ask for; then for each of the two, the marks (64 bits, low half first) of the words that it asks for.
 */
export const ENTRY_ROW = 5;
export const ENTRY_SHIFT = 8;

/**
 * Integers of one anchor, as many as one line of a processor's cache holds: pattern, fewest and most words that stand before the literal, how
 * many guards it has, and the guards.
 */
export const ANCHOR_ROW = 16;
export const FIRST_GUARD = 4;
/** Those behind the third hold back next to nothing. */
export const MOST_GUARDS = 3;

/**
 * Integers of one guard: a set of words (start and mask) of which one stands in every match, and at which places, from and to, inclusive:
 * counted from the literal's end, or, where they are below 0, from its start.
 */
export const GUARD_ROW = 4;
