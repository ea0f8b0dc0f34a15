import { PageLink } from '../layout/page-link.tsx';
import { shortSubject } from '../words/short-id.ts';

/** To the page of a subject. `inText`: among words, where it is not clear what it is of which this is the id. */
export function SubjectLink({ subjectId, inText = false }: { subjectId: string; inText?: boolean }) {
  return <PageLink to={`/subjects/${subjectId}`}>{`${inText ? 'subject ' : ''}${shortSubject(subjectId)}`}</PageLink>;
}
