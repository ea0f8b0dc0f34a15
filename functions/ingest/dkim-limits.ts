/**
 * Bounds on the check of DKIM signatures (functions/ingest/dkim.ts), each with its reason. Beyond one the verdict is `unknown` and
 * says so; the message itself is read and scored all the same.
 */

/** Attached originals of one contact that are checked. Nobody forwards more at once by hand, and each costs look-ups. */
export const MAX_CHECKED_ORIGINALS = 5;

/** Look-ups of keys for one contact: mail carries one signature or two. More would let a sender make us ask at his pace. */
export const MAX_KEY_LOOK_UPS = 6;

/** One look-up, in milliseconds. A resolver that knows answers within 200; six of these, the most, are a fifth of the function's 60 s. */
export const KEY_LOOK_UP_MILLISECONDS = 2_000;

/** Signatures in one message. Each has its own hash of the whole body, so a thousand would hold the stage. */
export const MAX_SIGNATURES = 8;

/** Bytes of the header block that is looked at: the library's parser works through header lines and names in each other's number. */
export const MAX_SIGNED_HEADER_BYTES = 131_072;

/** Lines of the header block, folded ones counted: joining them takes the library the square of their number. */
export const MAX_SIGNED_HEADER_LINES = 4_000;

/** A larger message is not hashed: providers take no more than this from one another (Gmail and Outlook: 25 MB, 35 % more in base64). */
export const MAX_SIGNED_BYTES = 36_700_160;

/** Lines of a message that is hashed: each costs the library two microseconds, however short. 25 MB in base64 are 480,000. */
export const MAX_SIGNED_LINES = 500_000;

/** One line, in bytes. RFC 5322 2.1.1 ends it at 998; the library took two minutes over a single one of 34 MB of spaces. */
export const MAX_SIGNED_LINE_BYTES = 4_000;
