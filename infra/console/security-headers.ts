import { Aws, Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { signInUrl } from './sign-in-url.ts';

/**
 * The page shows what hostile people wrote: nothing but its own script runs, and nothing is fetched from, or framed by, elsewhere.
 * @param signIn origins of the sign-in that the page itself asks; the laptop has none.
 */
export function contentSecurityPolicy(signIn: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    ["connect-src 'self'", ...signIn].join(' '),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** What the page may use of the device: nothing. */
export const PERMISSIONS_POLICY = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** Nobody who opened this page, or was opened by another site, may reach into it; the page may tell whether its sign-in window is closed. */
export const OPENER_POLICY = 'same-origin-allow-popups';

/** The headers that CloudFront puts on everything that it answers: page, files, refusals and the API. */
export function securityHeaders(scope: Construct, deploymentName: string): ResponseHeadersPolicy {
  // What the page asks of Cognito: where its endpoints are, and for tokens.
  const signIn = [`https://cognito-idp.${Aws.REGION}.amazonaws.com`, signInUrl(deploymentName)];
  return new ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    comment: 'Strict headers for the console',
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: `${contentSecurityPolicy(signIn)}; upgrade-insecure-requests`,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      // The address of a case must not reach another site.
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        {
          header: 'Permissions-Policy',
          value: PERMISSIONS_POLICY,
          override: true,
        },
        { header: 'Cross-Origin-Opener-Policy', value: OPENER_POLICY, override: true },
        { header: 'Cross-Origin-Resource-Policy', value: 'same-origin', override: true },
      ],
    },
  });
}
