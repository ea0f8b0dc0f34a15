import '@cloudscape-design/global-styles/index.css';
import './layout/page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { ApiProblem } from './api/client.ts';
import { followColourScheme } from './layout/colour-scheme.ts';
import { createRouter } from './layout/routes.tsx';
import { CALLBACK_PATH } from './session/callback-path.ts';
import { finishSignIn } from './session/cognito.ts';
import { readConfiguration } from './session/configuration.ts';
import { SessionGate } from './session/session-gate.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only what may pass is tried again.
      retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status < 500),
      staleTime: 5_000,
    },
  },
});

followColourScheme();
const configuration = await readConfiguration();
if (location.pathname === CALLBACK_PATH && configuration.signIn.kind === 'cognito') {
  document.body.append('You are signed in. If this window stays open, close it.');
  await finishSignIn();
} else {
  createRoot(document.getElementById('page') as HTMLElement).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <SessionGate configuration={configuration}>
          <RouterProvider router={createRouter()} />
        </SessionGate>
      </QueryClientProvider>
    </StrictMode>,
  );
}
