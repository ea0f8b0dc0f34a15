/** The partition of a case: its events and its summary. */
export const caseKey = (caseId: string): string => `CASE#${caseId}`;

export const EVENT_PREFIX = 'EVENT#';

/** The summary of a case, beside its events. */
export const SUMMARY_KEY = 'SUMMARY';

/**
 * Four digits, as people read them in the table. From event 10,000 on the text order is no longer the number order, so readers
 * sort by number; the key is for the condition that a number is free.
 */
export const eventKey = (number: number): string => `${EVENT_PREFIX}${String(number).padStart(4, '0')}`;

/** The partition that says which case a subject has. */
export const subjectKey = (subjectId: string): string => `SUBJECT#${subjectId}`;

/** The partition that says which case was opened on an original that nobody could read, by the hash of its place. */
export const originalKey = (placeHash: string): string => `ORIGINAL#${placeHash}`;
