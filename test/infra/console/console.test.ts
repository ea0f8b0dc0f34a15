import { describe, expect, it } from 'vitest';
import { CALLBACK_PATH } from '../../../console/session/callback-path.ts';
import { FORM_PREFIX } from '../../../functions/console-api/reports/report-store.ts';
import { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { rightsOf } from '../support/rights.ts';
import { find, ofType, synthesize } from '../support/synthesized.ts';

const synthesized = synthesize();
const { template } = synthesized;
const pool = find(synthesized, 'AWS::Cognito::UserPool', 'Users/Pool');
const client = find(synthesized, 'AWS::Cognito::UserPoolClient', 'Users/Pool');

describe('who may sign in to the console', () => {
  it('is invited, never signs up, and has a second factor that is no text message', () => {
    expect(pool.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      DeletionProtection: 'ACTIVE',
    });
    expect(pool.DeletionPolicy).toBe('Retain');
  });

  it('has a long password of all kinds of characters', () => {
    expect(pool.Properties.Policies).toEqual({
      PasswordPolicy: {
        MinimumLength: 14,
        PasswordHistorySize: 5,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireUppercase: true,
        TemporaryPasswordValidityDays: 3,
      },
    });
  });

  it('has a role for each that the contracts know', () => {
    const groups = ofType(synthesized, 'AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties.GroupName);
    expect(groups).toEqual([...ConsoleRole.options]);
  });

  it('signs in by the code flow, without a secret in the page, and loses a role that was taken away within the quarter hour', () => {
    expect(client.Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes' },
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
    });
  });

  it('stays signed in for a shift, by refresh tokens of which each holds for one renewal', () => {
    expect(client.Properties).toMatchObject({
      RefreshTokenValidity: 720,
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    });
  });
});

describe('the API', () => {
  it('has one route, and it demands a token of this pool and client', () => {
    const routes = ofType(synthesized, 'AWS::ApiGatewayV2::Route');
    const authorizer = find(synthesized, 'AWS::ApiGatewayV2::Authorizer', 'HttpApi');
    expect(routes).toHaveLength(1);
    expect(routes[0]?.Properties).toMatchObject({
      RouteKey: 'ANY /api/{proxy+}',
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: authorizer.id },
    });
    expect(authorizer.Properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: [{ Ref: client.id }] },
    });
    expect(JSON.stringify(authorizer.Properties.JwtConfiguration)).toContain(pool.id);
  });

  it('limits requests and logs who asked for what, without query, body or token', () => {
    const { Properties } = find(synthesized, 'AWS::ApiGatewayV2::Stage', 'Console/Api');
    expect(Properties).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 25, ThrottlingBurstLimit: 50 },
    });
    const { Format } = Properties.AccessLogSettings as { Format: string };
    expect(Object.keys(JSON.parse(Format)).sort()).toEqual(
      ['latencyMs', 'method', 'path', 'person', 'refused', 'requestId', 'sourceIp', 'status', 'time'].sort(),
    );
  });

  it('puts reports where the code puts them, in the bucket that announces every new object', () => {
    const bucket = find(synthesized, 'AWS::S3::Bucket', 'Pipeline/Intake');
    expect(find(synthesized, 'AWS::Lambda::Function', 'Console/Api').Properties.Environment).toMatchObject({
      Variables: { INTAKE_BUCKET: { Ref: bucket.id } },
    });
    const { QueueConfigurations } = bucket.Properties.NotificationConfiguration as {
      QueueConfigurations: { Event: string; Filter?: unknown }[];
    };
    expect(QueueConfigurations.map(({ Event, Filter }) => [Event, Filter])).toEqual([
      ['s3:ObjectCreated:*', undefined],
    ]);
    expect(rightsOf(synthesized, find(synthesized, 'AWS::IAM::Role', 'Console/Api').id)).toContain(
      `s3:PutObject Intake/Bucket/${FORM_PREFIX}*`,
    );
  });

  it('gives no other site leave to call it', () => {
    expect(find(synthesized, 'AWS::ApiGatewayV2::Api', 'Console/Api').Properties.CorsConfiguration).toBeUndefined();
  });
});

describe('the site', () => {
  const distribution = find(synthesized, 'AWS::CloudFront::Distribution', 'Site').Properties.DistributionConfig as {
    DefaultCacheBehavior: Record<string, unknown>;
    CacheBehaviors: Record<string, unknown>[];
  };
  const headers = find(synthesized, 'AWS::CloudFront::ResponseHeadersPolicy', 'Site');

  it('answers by TLS only, with strict headers, and passes the API on uncached', () => {
    expect(distribution.DefaultCacheBehavior).toMatchObject({
      ViewerProtocolPolicy: 'redirect-to-https',
      ResponseHeadersPolicyId: { Ref: headers.id },
      AllowedMethods: ['GET', 'HEAD'],
    });
    const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
    expect(distribution.CacheBehaviors).toHaveLength(1);
    expect(distribution.CacheBehaviors[0]).toMatchObject({
      PathPattern: '/api/*',
      ViewerProtocolPolicy: 'https-only',
      CachePolicyId: CACHING_DISABLED,
      ResponseHeadersPolicyId: { Ref: headers.id },
    });
  });

  it('runs nothing but its own script and cannot be framed, for it shows what hostile people wrote', () => {
    const { SecurityHeadersConfig } = headers.Properties.ResponseHeadersPolicyConfig as {
      SecurityHeadersConfig: Record<string, Record<string, unknown>>;
    };
    const policy = JSON.stringify(SecurityHeadersConfig.ContentSecurityPolicy);
    for (const directive of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(policy).toContain(directive);
    }
    expect(policy).not.toMatch(/unsafe-|\*|data:|http:/);
    const { CustomHeadersConfig } = headers.Properties.ResponseHeadersPolicyConfig as {
      CustomHeadersConfig: { Items: { Header: string; Value: string }[] };
    };
    expect(CustomHeadersConfig.Items).toContainEqual({
      Header: 'Cross-Origin-Opener-Policy',
      Value: 'same-origin-allow-popups',
      Override: true,
    });
    expect(SecurityHeadersConfig.FrameOptions?.FrameOption).toBe('DENY');
    expect(SecurityHeadersConfig.ReferrerPolicy?.ReferrerPolicy).toBe('no-referrer');
    expect(SecurityHeadersConfig.StrictTransportSecurity).toMatchObject({ AccessControlMaxAgeSec: 63072000 });
  });

  it('may be asked by the page for Cognito’s endpoints and tokens, and nobody else may', () => {
    const policy = JSON.stringify(headers.Properties.ResponseHeadersPolicyConfig);
    const region = { Ref: 'AWS::Region' };
    const asked = ['https://cognito-idp.', region, '.amazonaws.com https://undertone-', { Ref: 'AWS::AccountId' }];
    expect(policy).toContain(JSON.stringify(asked).slice(2, -1));
    expect(policy.match(/https:\/\//g)).toHaveLength(2);
  });

  it('is read from its bucket by this distribution only', () => {
    template.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
    const { PolicyDocument } = find(synthesized, 'AWS::S3::BucketPolicy', 'Site/Bucket/').Properties;
    expect(PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
        }),
      ]),
    });
  });

  it('takes a domain of the deployer’s own, to which sign-in returns and notifications lead', () => {
    const own = synthesize({
      'undertone:consoleDomain': 'cases.harborline.example',
      'undertone:consoleCertificateArn': 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d',
    });
    expect(find(own, 'AWS::CloudFront::Distribution', 'Site').Properties.DistributionConfig).toMatchObject({
      Aliases: ['cases.harborline.example'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
    });
    expect(find(own, 'AWS::Cognito::UserPoolClient', 'Users/Pool').Properties).toMatchObject({
      CallbackURLs: [`https://cases.harborline.example${CALLBACK_PATH}`],
      LogoutURLs: ['https://cases.harborline.example/'],
    });
    expect(find(own, 'AWS::Lambda::Function', 'Notify/Function/').Properties.Environment).toMatchObject({
      Variables: { CONSOLE_URL: 'https://cases.harborline.example' },
    });
  });
});
