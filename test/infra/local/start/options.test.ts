import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../../infra/local/start/free-port.ts';
import { readOptions, UsageError } from '../../../../infra/local/start/options.ts';

describe('npm start', () => {
  it('serves, feeds the story and takes the ports that the README names, unless told otherwise', () => {
    expect(readOptions([])).toEqual({
      once: false,
      fixtures: true,
      port: 8787,
      smtpPort: 2525,
      stateFolder: '.undertone',
    });
    expect(readOptions(['--once', '--no-fixtures', '--port', '0', '--smtp-port', '25', '--state', 'x'])).toEqual({
      once: true,
      fixtures: false,
      port: 0,
      smtpPort: 25,
      stateFolder: 'x',
    });
  });

  it.each([
    [['--onse'], /--onse/],
    [['--port', 'web'], /--port must be a port/],
    [['--smtp-port', '70000'], /--smtp-port must be a port/],
    [['--help'], /dead-letter queue/],
  ])('says what is wrong with %s, and how to call it', (args, reason) => {
    expect(() => readOptions(args)).toThrow(UsageError);
    expect(() => readOptions(args)).toThrow(reason);
  });
});

describe('a port', () => {
  it('that is taken gives way to the next that is free', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => {
      taken.listen(0, '127.0.0.1', resolve);
    });
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const found = await freePort(port);
    expect(found).toBeGreaterThan(port);
    await new Promise((resolve) => taken.close(resolve));
    expect(await freePort(port)).toBe(port);
  });
});
