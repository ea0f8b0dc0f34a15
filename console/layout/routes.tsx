import { createBrowserRouter } from 'react-router';
import { PageFailed } from './page-failed.tsx';
import { Shell } from './shell.tsx';

/** Each page is a file of its own script, fetched when somebody goes there. */
export function createRouter() {
  return createBrowserRouter([
    {
      element: <Shell />,
      errorElement: <PageFailed />,
      children: [
        // One of them that fails leaves what stands around it, and so the way to the others.
        {
          errorElement: <PageFailed />,
          children: [
            { index: true, lazy: async () => ({ Component: (await import('./home-page.tsx')).HomePage }) },
            {
              path: 'cases/:caseId',
              lazy: async () => ({ Component: (await import('../case/case-page.tsx')).CasePage }),
            },
            {
              path: 'subjects/:subjectId',
              lazy: async () => ({ Component: (await import('../subject/subject-page.tsx')).SubjectPage }),
            },
            {
              path: 'employees/:employeeId',
              lazy: async () => ({ Component: (await import('../target/target-page.tsx')).TargetPage }),
            },
            {
              path: 'consistency',
              lazy: async () => ({ Component: (await import('../consistency/consistency-page.tsx')).ConsistencyPage }),
            },
            {
              path: 'audit',
              lazy: async () => ({ Component: (await import('../audit/access-log-page.tsx')).AccessLogPage }),
            },
            {
              path: 'rescore',
              lazy: async () => ({ Component: (await import('../rescore/rescore-page.tsx')).RescorePage }),
            },
            {
              path: 'detections',
              lazy: async () => ({ Component: (await import('../detections/detections-page.tsx')).DetectionsPage }),
            },
            {
              path: 'dead-letters',
              lazy: async () => ({
                Component: (await import('../dead-letters/dead-letters-page.tsx')).DeadLettersPage,
              }),
            },
            {
              path: 'incidents',
              lazy: async () => ({ Component: (await import('../incident/incident-log-page.tsx')).IncidentLogPage }),
            },
            {
              path: 'retention',
              lazy: async () => ({ Component: (await import('../retention/retention-page.tsx')).RetentionPage }),
            },
            {
              path: 'report',
              lazy: async () => ({ Component: (await import('../report/report-page.tsx')).ReportPage }),
            },
            { path: '*', lazy: async () => ({ Component: (await import('./not-found-page.tsx')).NotFoundPage }) },
          ],
        },
      ],
    },
  ]);
}
