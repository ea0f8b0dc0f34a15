import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FunctionPlan } from '../template/plan.ts';

/** A function did not answer: it threw, ran out of time, crashed, or could not start. */
export class InvocationError extends Error {
  override readonly name = 'InvocationError';
}

export interface FunctionWorkerOptions {
  plan: FunctionPlan;
  /** AWS_* of the machine; the template's own variables win. */
  environment: Readonly<Record<string, string>>;
  /** The file that its output is added to; null throws it away. */
  logFile: string | null;
  /** The clock that the function lives by, looked at for each invocation; left out: this machine's. */
  now?: () => Date;
}

interface Pending {
  worker: Worker;
  resolve: (result: unknown) => void;
  reject: (error: InvocationError) => void;
  timer: NodeJS.Timeout;
}

const RUNTIME = new URL('./function-main.mjs', import.meta.url);

/**
 * One function as Lambda runs it: its own thread with its own environment, one invocation at a time, a time limit, a memory limit. A
 * thread that crashed or ran out of time is replaced at the next invocation, as a sandbox is.
 */
export class FunctionWorker {
  readonly name: string;
  private worker: Worker | null = null;
  private ready: Promise<void> | null = null;
  private pending = new Map<string, Pending>();
  private turn: Promise<unknown> = Promise.resolve();
  private readonly log: WriteStream | null;

  constructor(private readonly options: FunctionWorkerOptions) {
    this.name = options.plan.name;
    if (options.logFile !== null) mkdirSync(dirname(options.logFile), { recursive: true });
    this.log = options.logFile === null ? null : createWriteStream(options.logFile, { flags: 'a' });
  }

  /** Loads the code, so that a fault in the build or in the environment shows before the first event. */
  async warm(): Promise<void> {
    this.start();
    await this.ready;
  }

  /** Runs the handler on an event and gives its result. @throws InvocationError */
  invoke(event: unknown): Promise<unknown> {
    const run = this.turn.then(() => this.run(event));
    this.turn = run.catch(() => undefined);
    return run;
  }

  /** Whether an invocation is at work. */
  get busy(): boolean {
    return this.pending.size > 0;
  }

  /** Ends the thread at once, wherever it is: what a crash of the sandbox does. */
  async kill(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.giveUp(worker, new InvocationError(`${this.name} was ended.`));
    await worker.terminate();
  }

  async stop(): Promise<void> {
    await this.turn;
    await this.kill();
    this.log?.end();
  }

  private async run(event: unknown): Promise<unknown> {
    this.start();
    const worker = this.worker as Worker;
    await this.ready;
    const id = randomUUID();
    const { timeoutSeconds } = this.options.plan;
    const deadline = Date.now() + timeoutSeconds * 1000;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.giveUp(worker, new InvocationError(`${this.name} timed out after ${timeoutSeconds} seconds.`));
        void worker.terminate();
      }, timeoutSeconds * 1000);
      this.pending.set(id, { worker, resolve, reject, timer });
      const { now } = this.options;
      worker.postMessage({ id, event, deadline, nowOffsetMs: now ? now().getTime() - Date.now() : null });
    });
  }

  private start(): void {
    if (this.worker) return;
    const { plan, environment } = this.options;
    const worker = new Worker(RUNTIME, {
      name: plan.name,
      // Nothing of this process: a variable that the template forgot is missing here as on AWS.
      env: {
        ...environment,
        AWS_LAMBDA_FUNCTION_NAME: plan.name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMegabytes),
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        ...plan.environment,
        LAMBDA_TASK_ROOT: plan.folder,
      },
      execArgv: plan.environment.NODE_OPTIONS?.includes('--enable-source-maps') ? ['--enable-source-maps'] : [],
      resourceLimits: { maxOldGenerationSizeMb: plan.memoryMegabytes },
      workerData: {
        entry: pathToFileURL(join(plan.folder, `${plan.module}.mjs`)).href,
        exportName: plan.exportName,
        context: {
          functionName: plan.name,
          functionVersion: '$LATEST',
          invokedFunctionArn: plan.arn,
          memoryLimitInMB: String(plan.memoryMegabytes),
          logGroupName: `/local/${plan.name}`,
          logStreamName: 'local',
        },
      },
      stdout: true,
      stderr: true,
    });
    worker.stdout.on('data', (text: Buffer) => this.log?.write(text));
    worker.stderr.on('data', (text: Buffer) => this.log?.write(text));
    this.worker = worker;
    this.ready = new Promise((resolve, reject) => {
      const onEnd = (error: InvocationError): void => {
        reject(error);
        this.giveUp(worker, error);
      };
      worker.on('message', (message: WorkerMessage) => {
        if ('ready' in message) resolve();
        else this.settle(message);
      });
      worker.on('error', (error: Error) => {
        onEnd(new InvocationError(`${this.name} could not go on: ${error.name}: ${error.message}`, { cause: error }));
      });
      worker.on('exit', () => onEnd(new InvocationError(`${this.name} ended before it answered.`)));
    });
    // Whoever invokes hears of it; a start that nobody waits for is no unhandled rejection.
    this.ready.catch(() => undefined);
  }

  private settle(message: Exclude<WorkerMessage, { ready: true }>): void {
    const pending = this.pending.get(message.id);
    if (!pending) return;
    this.pending.delete(message.id);
    clearTimeout(pending.timer);
    if ('error' in message) {
      pending.reject(new InvocationError(`${this.name} failed: ${message.error.name}: ${message.error.message}`));
    } else pending.resolve(message.result);
  }

  /** Forgets a thread that is no more, so that the next invocation starts another, and fails what it was at. */
  private giveUp(worker: Worker, error: InvocationError): void {
    if (this.worker === worker) this.worker = null;
    for (const [id, pending] of this.pending) {
      if (pending.worker !== worker) continue;
      this.pending.delete(id);
      clearTimeout(pending.timer);
      pending.reject(error);
    }
  }
}

type WorkerMessage =
  | { ready: true }
  | { id: string; result: unknown }
  | { id: string; error: { name: string; message: string } };
