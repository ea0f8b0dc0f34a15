import type { z } from 'zod';
import type { ReadEntry } from '../../functions/console-api/access/read-access-log.ts';
import type { OnRoster as OnRosterSchema } from '../../functions/console-api/access/read-roster.ts';
import type { AccountView as AccountViewSchema } from '../../functions/console-api/account/read-account-decision.ts';
import type { CaseRow as CaseRowSchema } from '../../functions/console-api/cases/views.ts';
import type { Packet } from '../../functions/console-api/custody/read-packet.ts';
import type { DeadLettersView as DeadLettersSchema } from '../../functions/console-api/dead-letters/read-dead-letters.ts';
import type { DetectionRecords } from '../../functions/console-api/feedback/read-detections.ts';
import type { ExampleView } from '../../functions/console-api/feedback/read-feedback.ts';
import type { Directory } from '../../functions/console-api/people/list-people.ts';
import type { RescorePage } from '../../functions/console-api/rescores/rescore-desk.ts';
import type { DeletionPage } from '../../functions/console-api/retention/deletion-views.ts';
import type { EndedView } from '../../functions/console-api/retention/ended-evidence.ts';
import type { Recorded } from '../../functions/console-api/subjects/record-notice.ts';
import type { SubjectView as SubjectViewSchema } from '../../functions/console-api/subjects/subject-views.ts';
import type { TemplateView as TemplateViewSchema } from '../../functions/console-api/templates/read-templates.ts';

/*
 * What the API answers, by the schemas that it answers with. Types alone: nothing of the function is in the page
 * (docs/decisions/0025-the-page-takes-types-from-the-api.md).
 */
export type CaseRow = z.infer<typeof CaseRowSchema>;
export type DirectoryView = z.infer<typeof Directory>;
export type PacketView = Packet;
export type TemplateView = z.infer<typeof TemplateViewSchema>;
export type RescoreView = z.infer<typeof RescorePage>;
export type AccountView = z.infer<typeof AccountViewSchema>;
export type DeadLettersView = z.infer<typeof DeadLettersSchema>;
export type DetectionRecordsView = z.infer<typeof DetectionRecords>;
export type LabelledExampleView = z.infer<typeof ExampleView>;
export type DeletionPageView = z.infer<typeof DeletionPage>;
export type EndedEvidenceView = z.infer<typeof EndedView>;
export type SubjectView = z.infer<typeof SubjectViewSchema>;
export type NoticeRecordedView = z.infer<typeof Recorded>;
export type OnRoster = z.infer<typeof OnRosterSchema>;
export type AccessEntry = z.infer<typeof ReadEntry>;
export type { CaseView, ContactView } from '../../functions/console-api/cases/views.ts';
export type { ConsistencyReport as ConsistencyView } from '../../functions/console-api/consistency/report.ts';
export type { FormRow, FormView } from '../../functions/console-api/forms/form-views.ts';
export type { DeletionView } from '../../functions/console-api/retention/deletion-views.ts';
