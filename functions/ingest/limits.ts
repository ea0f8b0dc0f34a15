/**
 * Every bound on what `ingest` reads, with the attack or the failure that it answers. Beyond a bound the contact is kept, what
 * was read is scored, and a problem says so: a person sees it in the unscored lane. Nothing is dropped in silence.
 */

/**
 * Time to read one contact, in milliseconds. The stage has 60 s for five of them, with fetching and storing; an ordinary one takes two,
 * and the slowest of the corpora a third of a second. One that is made to take longer is read so far, and not tried again and again.
 */
export const MAX_READING_MS = 10_000;

/** SES bounces mail above 40 MB; a transcript comes through S3 without that bound. Above it a function of 1 GB could be made to run out of memory. */
export const MAX_ORIGINAL_BYTES = 41_943_040;

/** A mail of forty megabytes of words costs a minute of matching and says no more than its first part; padding in front of a threat costs its writer a flag for truncation. */
export const MAX_TEXT_CHARACTERS_PER_TURN = 200_000;

/** The same padding spread over many turns. */
export const MAX_TEXT_CHARACTERS_PER_CONTACT = 1_000_000;

/** A transcript of a million empty lines: each turn costs memory and a row in the console. A ten-hour call has about 5,000. */
export const MAX_TURNS = 20_000;

/** HTML is read in one linear pass; a megabyte of tags around ten words is a way to spend the time of the stage. */
export const MAX_HTML_CHARACTERS = 5_000_000;

/** Elements nested deeper are read as text at this depth: a parser's stack grows with them (200,000 nested `<b>` took one 9 s). Browsers flatten at 512. */
export const MAX_HTML_DEPTH = 512;

/** A mail of ten thousand parts holds the parser. mailparser itself stops at 1,000, with an error. */
export const MAX_MIME_PARTS = 1_000;

/** One header block of a part; a longer one is refused by the parser and the mail is read as plain lines instead. */
export const MAX_HEADER_BYTES = 1_048_576;

/** Messages attached to messages attached to messages: each level is parsed anew, so depth costs its square. Real forwards are rarely three deep. */
export const MAX_NESTED_MESSAGES = 5;

/** Attachments listed on the contact; beyond it they are counted. Each is hashed. */
export const MAX_ATTACHMENTS = 200;

/** Attachments whose text is read into turns. */
export const MAX_READ_ATTACHMENTS = 25;

/** One attachment's bytes that are read as text; a log file of a hundred megabytes is kept and not scored to its end. */
export const MAX_ATTACHMENT_TEXT_BYTES = 2_000_000;

/** A quoted line is never longer than this in practice; header patterns look at no longer one, so that no pattern's time grows with a line's square. */
export const MAX_STRUCTURE_LINE_CHARACTERS = 1_000;

/** Messages of one thread (each reply header opens one). A mail of ten thousand "On … wrote:" lines would make as many turns. */
export const MAX_THREAD_MESSAGES = 200;

/** Depth of `>` signs that is told apart; more is the same depth. */
export const MAX_QUOTE_DEPTH = 50;

/** What email-forward-parser is given: its patterns look through whole lines for each of a hundred separators. */
export const MAX_FORWARD_PARSER_CHARACTERS = 50_000;

/** An employee's own report in which another's words are looked for. Nobody writes a longer one; a log pasted in would hold the stage. It opens a case in any event. */
export const MAX_REPORT_CHARACTERS = 100_000;

/** Recipients kept as targets. A mail to the whole company is aimed at no one in particular; the rest is counted on the original. */
export const MAX_TARGETS = 50;

/** References kept as hints. */
export const MAX_REFERENCES = 50;

/** A Message-ID is a header line, which RFC 5322 ends at 998 characters; a longer one is made to fill what stores it. */
export const MAX_MESSAGE_ID_CHARACTERS = 998;

/** Names, addresses and ids are cut to this: they are shown in tables and kept in indexes. RFC 5321 allows an address 254 octets. */
export const MAX_NAME_CHARACTERS = 320;

/** Attachment names, which a sender chooses freely. */
export const MAX_FILE_NAME_CHARACTERS = 255;

/** Streams and storages of an Outlook message; each property of each recipient is one, so a mail to 300 people has 6,000. */
export const MAX_COMPOUND_ENTRIES = 20_000;

/** Storages within storages; a message attached to a message is two deeper. Reading calls itself for each. */
export const MAX_COMPOUND_DEPTH = 24;

/** JSON nested deeper than this is not a transcript; walking it would overflow the stack. */
export const MAX_JSON_DEPTH = 64;

/** A signature is at most so many lines and characters; more after `-- ` is speech that hides behind two dashes. */
export const MAX_SIGNATURE_LINES = 12;
export const MAX_SIGNATURE_CHARACTERS = 800;

/** Stretches marked in one turn (apart or hidden): beyond it neighbours are joined. Text of alternating zero-width characters would make a million. */
export const MAX_STRETCHES_PER_TURN = 5_000;

/** Stretches of doubtful words marked in one turn; beyond it the last one runs on. A recording of noise is doubtful word by word. */
export const MAX_UNSURE_STRETCHES_PER_TURN = 200;

/** Times of words kept for one turn: half an hour of speech without a pause. Beyond it a span is played to the end of its turn. */
export const MAX_WORD_TIMES_PER_TURN = 5_000;
