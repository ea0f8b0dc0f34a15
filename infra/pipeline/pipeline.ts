import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accessLogsBucket } from './access-logs.ts';
import { Clock } from './clock.ts';
import { DeadLetters } from './dead-letters.ts';
import { DailyMail } from './digest.ts';
import type { Foundation } from './foundation.ts';
import { sendTo } from './grants.ts';
import { Ingest } from './ingest.ts';
import { Intake } from './intake.ts';
import { MailFeedback } from './mail-feedback.ts';
import { Notify } from './notify.ts';
import { OpenCase } from './open-case.ts';
import { Packets } from './packets.ts';
import { Rescore } from './rescore.ts';
import { Retention } from './retention.ts';
import { Score } from './score.ts';
import type { StageFunction } from './stage-function.ts';
import { Storage } from './storage.ts';
import { Sweep } from './sweep.ts';
import { Try } from './try.ts';
import { Vault } from './vault.ts';
import type { WorkQueue } from './work-queue.ts';

/** From received bytes to a person who has been told, in the order of the data. */
export class Pipeline extends Construct {
  readonly accessLogs: IBucket;
  readonly intake: Intake;
  readonly storage: Storage;
  readonly vault: Vault;
  readonly rescore: Rescore;
  readonly try: Try;
  readonly packets: Packets;
  readonly retention: Retention;
  /** In the order of the data. */
  readonly stages: readonly StageFunction[];
  /** In the order of the data. */
  readonly workQueues: readonly WorkQueue[];

  /** People act in the console too, and the roster is told of it. */
  readonly notify: Notify;
  private readonly mailFeedback: MailFeedback;
  private readonly dailyMail: DailyMail;

  constructor(scope: Construct, id: string, foundation: Foundation) {
    super(scope, id);
    const { keys, settings } = foundation;
    this.accessLogs = accessLogsBucket(this, 'AccessLogs');
    const { accessLogs } = this;
    this.storage = new Storage(this, 'Storage', keys, accessLogs, settings.retention.unflagged_contact_days);
    this.vault = new Vault(this, 'Vault', keys, accessLogs, settings.evidenceRetentionYears);
    const { contacts, history, cases } = this.storage;

    this.intake = new Intake(this, 'Intake', foundation, accessLogs);
    const { intake } = this;
    const ingest = new Ingest(this, foundation, { intake: intake.bucket, contacts });
    const score = new Score(this, foundation, { contacts, history });
    const openCase = new OpenCase(this, foundation, {
      intake: intake.bucket,
      contacts,
      vault: this.vault.bucket,
      cases,
    });
    this.notify = new Notify(this, foundation, { cases });
    this.mailFeedback = new MailFeedback(this, foundation, { cases });
    this.dailyMail = new DailyMail(this, foundation, { cases });
    const clock = new Clock(this, foundation, { cases });
    const deadLetters = new DeadLetters(
      this,
      foundation,
      { intake: intake.bucket, contacts, vault: this.vault.bucket, cases },
      { intake: ingest.work, score: score.work, cases: openCase.work },
    );

    const sweep = new Sweep(this, foundation, { intake: intake.bucket, contacts, cases });

    this.rescore = new Rescore(this, foundation, { contacts, history });
    this.try = new Try(this, foundation);
    this.packets = new Packets(this, foundation, accessLogs, { contacts, vault: this.vault.bucket, cases });

    this.retention = new Retention(this, foundation, {
      intake: intake.bucket,
      contacts,
      vault: this.vault.bucket,
      history,
      cases,
    });

    intake.announceTo(ingest.work);
    sendTo(ingest, score.work, 'SCORE_QUEUE_URL');
    sendTo(score, openCase.work, 'CASES_QUEUE_URL');
    sendTo(this.rescore.stage, openCase.work, 'CASES_QUEUE_URL');
    sendTo(openCase, this.notify.work, 'NOTIFY_QUEUE_URL');
    sendTo(this.mailFeedback, this.notify.work, 'NOTIFY_QUEUE_URL');
    sendTo(this.dailyMail, this.notify.work, 'NOTIFY_QUEUE_URL');
    sendTo(clock, this.notify.work, 'NOTIFY_QUEUE_URL');
    sendTo(deadLetters, this.notify.work, 'NOTIFY_QUEUE_URL');
    sendTo(sweep, ingest.work, 'INTAKE_QUEUE_URL');

    this.workQueues = [
      ...[ingest, score, openCase, this.notify, this.mailFeedback],
      ...[this.rescore.stage, this.packets.stage, this.retention.stage],
    ].map(({ work }) => work);
    this.stages = [
      ingest,
      score,
      openCase,
      this.notify,
      this.mailFeedback,
      this.dailyMail,
      clock,
      deadLetters,
      sweep,
      this.rescore.stage,
      this.try,
      this.packets.stage,
      this.retention.stage,
    ];
  }

  /** Where the link in a notification leads. */
  linkNotificationsTo(consoleUrl: string): void {
    this.notify.function.addEnvironment('CONSOLE_URL', consoleUrl);
    this.dailyMail.function.addEnvironment('CONSOLE_URL', consoleUrl);
  }
}
