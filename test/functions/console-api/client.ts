import type { handler as Handler } from '../../../functions/console-api/handler.ts';
import type { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { lambdaContext } from '../case-support/services.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests look at.
  readonly body: any;
}

export interface Asking {
  readonly roles?: readonly ConsoleRole[] | readonly string[];
  readonly person?: string;
  /** Proven by the user pool. Left out: of the person of the roster who has the first of the roles. */
  readonly address?: string | null;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: string;
  readonly claims?: Record<string, unknown> | null;
}

export const ADDRESSES: Readonly<Record<string, string>> = {
  supervisor: 'ruth.okafor@harborline.example',
  security: 'samuel.greer@harborline.example',
  hr: 'lena.fischer@harborline.example',
  legal: 'counsel@harborline.example',
  auditor: 'ines.calloway@harborline.example',
  operator: 'operations@harborline.example',
};

/** Asks the function as API Gateway does: payload format 2.0, with the claims that its authorizer checked. */
export function clientOf(handler: typeof Handler) {
  return async (method: string, url: string, asking: Asking = {}): Promise<Answer> => {
    const [path = '', query = ''] = url.split('?');
    const person = asking.person ?? 'ruth';
    const roles = asking.roles ?? ['supervisor'];
    const address = asking.address === undefined ? ADDRESSES[roles[0] ?? ''] : asking.address;
    const proven = address == null ? {} : { email: address, email_verified: 'true' };
    const claims =
      asking.claims === undefined
        ? { sub: `sub-${person}`, name: person, 'cognito:groups': `[${roles.join(' ')}]`, ...proven }
        : asking.claims;
    const body = asking.rawBody ?? (asking.body === undefined ? null : JSON.stringify(asking.body));
    const event = {
      version: '2.0',
      routeKey: 'ANY /api/{proxy+}',
      rawPath: path,
      rawQueryString: query,
      headers: {
        host: 'console.harborline.example',
        ...(asking.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...asking.headers,
      },
      body,
      isBase64Encoded: false,
      requestContext: {
        domainName: 'console.harborline.example',
        requestId: 'test',
        stage: '$default',
        http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
        ...(claims === null ? {} : { authorizer: { jwt: { claims, scopes: null } } }),
      },
    };
    const answer = await handler(event as unknown as Parameters<typeof Handler>[0], lambdaContext as never);
    const text = answer.isBase64Encoded ? Buffer.from(answer.body, 'base64').toString('utf8') : answer.body;
    const headers = Object.fromEntries(
      Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    const isJson = /json\s*(;|$)/.test(headers['content-type'] ?? '');
    return { status: answer.statusCode, headers, body: text === '' ? null : isJson ? JSON.parse(text) : text };
  };
}
