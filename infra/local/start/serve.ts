import { join, resolve } from 'node:path';
import pc from 'picocolors';
import type { Roster } from '../../../functions/contracts/roster.ts';
import { buildSite } from '../../assets/site.ts';
import { putOnce } from '../intake.ts';
import { startSmtpDoor } from '../services/smtp-door.ts';
import type { System } from '../system.ts';
import { serveConsole } from './console.ts';
import { freePort } from './free-port.ts';
import { watchInbox } from './inbox.ts';
import type { StartOptions } from './options.ts';
import type { Screen } from './screen.ts';
import { readSummary, type Summary } from './summary.ts';

export interface ServeInput {
  system: System;
  roster: Roster;
  options: StartOptions;
  root: string;
  screen: Screen;
}

/** Opens the doors and stays until it is interrupted: mail server, watched folder, API, and the clock's schedule. */
export async function serve({ system, roster, options, root, screen }: ServeInput): Promise<void> {
  const { receipt } = system.plan;
  const bucket = receipt?.bucket ?? system.names.INTAKE_BUCKET ?? '';
  const reporter = new ChangeReporter(system, screen, await readSummary(system));
  const store = async (key: string, bytes: Uint8Array): Promise<boolean> => {
    const isNew = await putOnce(system.clients.s3, bucket, key, bytes);
    reporter.look();
    return isNew;
  };
  const smtpPort = await freePort(options.smtpPort);
  const door = await startSmtpDoor({ port: smtpPort, keyPrefix: receipt?.prefix ?? 'mail/', store });
  const inbox = join(root, 'inbox');
  const closeInbox = await watchInbox({
    folder: inbox,
    store,
    onTaken: (name, isNew) =>
      screen.line(`  ${pc.dim(time())} took in ${name}${isNew ? '' : ' (it was here already)'}`),
    onFailure: (name, error) => screen.warn(`inbox/${name} stays where it is: ${error.message}`),
  });
  const keyFile = join(resolve(root, options.stateFolder), 'issuer.json');
  const siteFolder = await buildSite(root, join(resolve(root, options.stateFolder), 'site'));
  const { people } = roster;
  const onChange = () => reporter.look();
  const api = await serveConsole({ system, port: options.port, keyFile, people, siteFolder, onChange });
  system.tick();

  screen.line(`  ${pc.dim('Mail')}     smtp://127.0.0.1:${door.port}${busy(options.smtpPort, door.port)}`);
  screen.line(`  ${pc.dim('Files')}    drop an .eml, a transcript or a note into ${pc.bold('inbox/')}`);
  screen.line(`  ${pc.dim('Console')}  ${api.endpoint}  ${pc.dim('(tokens for the API alone: /tokens)')}`);
  screen.line(
    `  ${pc.dim('Stop with Ctrl-C. What was accepted is finished at the next start; npm run reset clears it.')}`,
  );
  screen.line();

  await untilInterrupted();
  screen.line();
  screen.progress('Finishing what is at work');
  await door.stop();
  await closeInbox();
  await api.stop();
  await system.stop();
  screen.line('Stopped.');
}

/** Says what became of what came in, once it has settled. */
class ChangeReporter {
  private looking = false;
  private again = false;

  constructor(
    private readonly system: System,
    private readonly screen: Screen,
    private last: Summary,
  ) {}

  look(): void {
    if (this.looking) {
      this.again = true;
      return;
    }
    this.looking = true;
    this.report()
      .catch((error: Error) => this.screen.warn(`What changed could not be read: ${error.message}`))
      .finally(() => {
        this.looking = false;
        if (this.again) {
          this.again = false;
          this.look();
        }
      });
  }

  private async report(): Promise<void> {
    await this.system.settled();
    const now = await readSummary(this.system);
    const before = new Map(this.last.cases.map((state) => [state.caseId, state]));
    for (const state of now.cases) {
      const earlier = before.get(state.caseId);
      if (earlier && earlier.contacts.length === state.contacts.length) continue;
      const what = earlier ? 'joined' : 'opened';
      this.screen.line(
        `  ${pc.dim(time())} ${what} ${pc.bold(state.caseNumber)} ${state.priority} ${state.lane}: ${state.reasons[0]?.why ?? ''}`,
      );
    }
    const read = now.contacts - this.last.contacts;
    const sent = now.notifications - this.last.notifications;
    const scored = now.flagged - this.last.flagged;
    this.last = now;
    if (read + sent + scored === 0) return;
    this.screen.line(`  ${pc.dim(time())} ${read} read, ${scored} flagged, ${sent} notifications`);
  }
}

function time(): string {
  return new Date().toTimeString().slice(0, 8);
}

function busy(wanted: number, got: number): string {
  return wanted === got || wanted === 0 ? '' : pc.yellow(`  (${wanted} is taken by another program)`);
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
