/** What people call a subject whose name is not shown: short enough to be said on the telephone. */
export const shortSubject = (subjectId: string): string => withoutKind(subjectId).slice(0, 6);

/** Any other id by its beginning, where it is told from the few beside it. */
export const shortId = (id: string): string => withoutKind(id).slice(0, 8);

/** `contact-0f3a…` → `0f3a…` */
const withoutKind = (id: string): string => id.slice(id.indexOf('-') + 1);
