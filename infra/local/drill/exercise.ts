import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { createTransport, type Transporter } from 'nodemailer';
import type { Instant } from '../../../functions/contracts/vocabulary.ts';
import { putOnce } from '../intake.ts';
import type { HttpApi } from '../services/http-api.ts';
import { createIssuer, type Issuer } from '../services/issuer.ts';
import { listOutbox, readSentMail } from '../services/ses/outbox.ts';
import { type SmtpDoor, startSmtpDoor } from '../services/smtp-door.ts';
import type { Built } from '../start/build.ts';
import { serveConsole } from '../start/console.ts';
import { type System, startSystem } from '../system.ts';
import { CAST, type PlayerId } from './cast.ts';
import { ExerciseClock } from './exercise-clock.ts';
import { Player } from './player.ts';
import { type Entry, Protocol } from './protocol.ts';
import { withDailyMail } from './with-daily-mail.ts';

export interface ExerciseOptions {
  readonly built: Built;
  /** The project's folder, for its fixtures. */
  readonly root: string;
  readonly start: Instant;
  readonly onEntry?: (entry: Entry) => void;
}

/** A mail that the system sent. */
export interface Told {
  readonly to: readonly string[];
  readonly subject: string;
  readonly at: Instant;
  /** Its subject and both bodies, decoded. */
  readonly text: string;
}

/** All of the system on a clock of its own, its doors, and the people who play. Nothing goes in but by a door, and nothing is done but by the API. */
export class Exercise {
  readonly players: Readonly<Record<PlayerId, Player>>;
  readonly protocol: Protocol;

  private constructor(
    readonly root: string,
    readonly clock: ExerciseClock,
    readonly folder: string,
    private readonly system: System,
    private readonly api: HttpApi,
    private readonly issuer: Issuer,
    private readonly door: SmtpDoor,
    private readonly post: Transporter,
    tokens: Readonly<Record<PlayerId, string>>,
    onEntry?: (entry: Entry) => void,
  ) {
    this.protocol = new Protocol(() => clock.at, onEntry);
    this.players = Object.fromEntries(
      Object.entries(CAST).map(([id, { name }]) => [id, new Player(api.endpoint, tokens[id as PlayerId], name)]),
    ) as Record<PlayerId, Player>;
  }

  static async start({ built, root, start, onEntry }: ExerciseOptions): Promise<Exercise> {
    const folder = await mkdtemp(join(tmpdir(), 'undertone-drill-'));
    const clock = new ExerciseClock(start);
    const assemblyFolder = await withDailyMail(built.assemblyFolder, join(folder, 'assembly'));
    const system = await startSystem({
      ...built,
      assemblyFolder,
      stateFolder: null,
      webHost: '127.0.0.1:8787',
      logFolder: join(folder, 'logs'),
      retryDelayMs: 10,
      now: clock.now,
    });
    system.run();
    const keyFile = join(folder, 'issuer.json');
    const issuer = await createIssuer({ keyFile });
    const api = await serveConsole({ system, port: 0, keyFile });
    const { receipt } = system.plan;
    const bucket = receipt?.bucket ?? '';
    const door = await startSmtpDoor({
      port: 0,
      keyPrefix: receipt?.prefix ?? 'mail/',
      store: (key, bytes) => putOnce(system.clients.s3, bucket, key, bytes),
      now: clock.now,
    });
    const post = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true, pool: true });
    const tokens: Partial<Record<PlayerId, string>> = {};
    for (const [id, role] of Object.entries(CAST)) {
      tokens[id as PlayerId] = await issuer.issue({ ...authorizerOf(system), ...role });
    }
    return new Exercise(
      root,
      clock,
      folder,
      system,
      api,
      issuer,
      door,
      post,
      tokens as Record<PlayerId, string>,
      onEntry,
    );
  }

  /** A mail from outside, through the mail door, once all of what comes of it is done. */
  async mail(from: string, to: string, subject: string, text: string): Promise<void> {
    await this.post.sendMail({ from, to, subject, text, date: this.clock.now() });
    await this.system.settled();
  }

  /** A transcript or a note, where another program of the company puts it. */
  async drop(key: string, bytes: Uint8Array | string): Promise<void> {
    await putOnce(this.system.clients.s3, this.system.names.INTAKE_BUCKET ?? '', `drop/${key}`, Buffer.from(bytes));
    await this.system.settled();
  }

  settled(): Promise<void> {
    return this.system.settled();
  }

  /** What the schedules do at this moment. */
  async tick(): Promise<void> {
    for (const stage of ['clock', 'digest', 'sweep']) await this.system.functions.get(`undertone-${stage}`)?.invoke({});
    await this.system.settled();
  }

  /** The number of the last event of a type in a case, as security sees it. */
  async numberOf({ caseId }: { readonly caseId: string }, type: string): Promise<number> {
    const { body } = await this.players.samuel.get(`/cases/${caseId}`);
    const events = body.events as { number: number; body: { type: string } }[];
    return events.findLast((event) => event.body.type === type)?.number ?? 0;
  }

  /** The mails that name a case, in the order in which they went out. */
  async told(caseNumber: string): Promise<Told[]> {
    const folder = this.system.services.outboxFolder;
    const mails = await Promise.all(
      (await listOutbox(folder)).map(async ({ id, recipients, firstSentAt }) => {
        const bytes = await readSentMail(folder, id);
        const { subject = '', text = '', html } = await simpleParser(bytes);
        return { to: recipients, subject, at: firstSentAt, text: [subject, text, html || ''].join('\n') };
      }),
    );
    return mails.filter(({ text }) => text.includes(caseNumber));
  }

  /** Somebody with a token that no user pool would give: another group, another issuer, another key, or none. */
  async stranger(as: 'another-role' | 'another-issuer' | 'another-key' | 'no-token'): Promise<Player> {
    const asked = { ...authorizerOf(this.system), email: CAST.kofi.email, name: CAST.kofi.name };
    const tokens = {
      'another-role': () => this.issuer.issue({ ...asked, groups: ['chief-of-everything'] }),
      'another-issuer': () =>
        this.issuer.issue({ ...asked, issuer: 'https://issuer.elsewhere.example', groups: ['security'] }),
      'another-key': async () => (await createIssuer({ keyFile: null })).issue({ ...asked, groups: ['security'] }),
      'no-token': async () => null,
    };
    return new Player(this.api.endpoint, await tokens[as](), 'A stranger');
  }

  async deadLetters(): Promise<number> {
    return (await this.system.deadLetters()).reduce((sum, { messages }) => sum + messages, 0);
  }

  async stop(): Promise<void> {
    this.post.close();
    await this.door.stop();
    await this.api.stop();
    await this.system.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function authorizerOf(system: System): { issuer: string; audience: string } {
  const authorizer = system.plan.api?.routes.find((route) => route.authorizer)?.authorizer;
  return { issuer: authorizer?.issuer ?? '', audience: authorizer?.audience[0] ?? '' };
}
