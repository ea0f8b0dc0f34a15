import { Navigate } from 'react-router';
import { QueuePage } from '../queue/queue-page.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { linksFor } from './links.ts';

/** Where somebody begins: at the queue, or at the first page that they have a use for. */
export function HomePage() {
  const { session } = useSignedIn();
  const begin = linksFor(session.roles)[0]?.href ?? '/';
  return begin === '/' ? <QueuePage /> : <Navigate to={begin} replace />;
}
