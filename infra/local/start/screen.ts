import pc from 'picocolors';

/** What a person sees while it works: on a terminal one line that changes, elsewhere a line a step. */
export class Screen {
  private open = false;

  constructor(private readonly out: NodeJS.WriteStream) {}

  /** A step that has ended, with how long it took. */
  step(what: string, milliseconds: number): void {
    this.line(`${pc.green('✓')} ${what} ${pc.dim(`${(milliseconds / 1000).toFixed(1)} s`)}`);
  }

  /** Where a long step is. Only a terminal shows it. */
  progress(what: string): void {
    if (!this.out.isTTY) return;
    this.out.write(`\r\u001b[2K${pc.cyan('›')} ${what.slice(0, Math.max(20, this.columns - 3))}`);
    this.open = true;
  }

  line(text = ''): void {
    if (this.open) this.out.write('\r\u001b[2K');
    this.open = false;
    this.out.write(`${text}\n`);
  }

  warn(text: string): void {
    this.line(`${pc.yellow('!')} ${text}`);
  }

  get columns(): number {
    return this.out.columns ?? 120;
  }

  get isTerminal(): boolean {
    return this.out.isTTY === true;
  }
}
