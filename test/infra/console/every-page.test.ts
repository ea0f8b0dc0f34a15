import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ofType, synthesize } from '../support/synthesized.ts';

/** Runs the code as CloudFront does: as a script whose global function is called with the request of a viewer. */
function answered(uri: string): string {
  const code = readFileSync('infra/console/every-page.js', 'utf8');
  const event = {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    request: { method: 'GET', uri, headers: {} },
  };
  return (runInNewContext(`${code}\nhandler(event);`, { event }) as { uri: string }).uri;
}

describe('a request to the site', () => {
  it.each(['/', '/cases/case-0a1b2c', '/cases/v1.2/tabs', '/signed-in', '/queue/', '/ends-with-a-dot.'])(
    'for a path of the page, %s, is answered with the page',
    (path) => {
      expect(answered(path)).toBe('/index.html');
    },
  );

  it.each([
    '/index.html',
    '/config.json',
    '/icon.svg',
    '/assets/index-1a2b.js',
    '/assets/font-0c1d.woff2',
    '/nowhere.php',
  ])('for a file, %s, is answered with that file or with none', (path) => {
    expect(answered(path)).toBe(path);
  });

  it('passes the function, and one to the API does not, so that what the API refuses stays refused', () => {
    const synthesized = synthesize();
    const [every] = ofType(synthesized, 'AWS::CloudFront::Function');
    expect(every?.Properties.FunctionCode).toBe(readFileSync('infra/console/every-page.js', 'utf8'));
    const [distribution] = ofType(synthesized, 'AWS::CloudFront::Distribution');
    expect(distribution?.Properties.DistributionConfig).toMatchObject({
      DefaultCacheBehavior: {
        FunctionAssociations: [
          { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [every?.id, 'FunctionARN'] } },
        ],
      },
      CacheBehaviors: [expect.not.objectContaining({ FunctionAssociations: expect.anything() })],
    });
    expect(distribution?.Properties.DistributionConfig).not.toHaveProperty('CustomErrorResponses');
  });
});
