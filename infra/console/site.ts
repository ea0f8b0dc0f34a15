import { join } from 'node:path';
import { CfnOutput, Duration, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Function as CloudFrontFunction,
  Distribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  type ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Settings } from '../config.ts';
import { securityHeaders } from './security-headers.ts';

/** The console's page and, under `/api/`, its API: one origin, so that no other site may call it. */
export class Site extends Construct {
  /** Holds the built page. */
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  /** Without a slash at the end. */
  readonly url: string;
  private readonly headers: ResponseHeadersPolicy;

  constructor(scope: Construct, id: string, settings: Settings, accessLogs: IBucket) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      // The page is the same for everybody and holds no data.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'site/',
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.headers = securityHeaders(this, settings.deploymentName);
    const { consoleDomain, consoleCertificateArn } = settings;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `${settings.deploymentName} console`,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        responseHeadersPolicy: this.headers,
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.everyPage(settings) }],
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      enableLogging: true,
      logBucket: new Bucket(this, 'RequestLogs', {
        encryption: BucketEncryption.S3_MANAGED,
        blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
        // CloudFront delivers its standard logs by access control list only.
        objectOwnership: ObjectOwnership.OBJECT_WRITER,
        enforceSSL: true,
        minimumTLSVersion: 1.2,
        serverAccessLogsBucket: accessLogs,
        serverAccessLogsPrefix: 'request-logs/',
        lifecycleRules: [{ expiration: Duration.days(366) }],
        removalPolicy: RemovalPolicy.RETAIN,
      }) as IBucket,
      ...(consoleDomain && consoleCertificateArn
        ? {
            domainNames: [consoleDomain],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', consoleCertificateArn),
          }
        : {}),
    });
    this.url = `https://${consoleDomain ?? this.distribution.distributionDomainName}`;

    Validations.of(this.distribution).acknowledge(
      {
        id: 'AwsSolutions-CFR1',
        reason:
          'People who are threatened, and those who help them, travel; who may sign in is decided by the user pool.',
      },
      {
        id: 'AwsSolutions-CFR2',
        reason:
          'The page is static and every route of the API demands a token and is throttled. A web ACL for CloudFront must live in us-east-1, in a stack of its own; a deployer who has one attaches it.',
      },
    );
    if (consoleDomain === undefined) {
      Validations.of(this.distribution).acknowledge({
        id: 'AwsSolutions-CFR4',
        reason:
          'With the name that CloudFront gives, CloudFront fixes the protocols. With a domain of one’s own TLS 1.2 is the least (undertone:consoleDomain).',
      });
    }
    new CfnOutput(this, 'Url', { description: 'The console', value: this.url });
    if (consoleDomain) {
      new CfnOutput(this, 'DnsRecord', {
        description: 'DNS record for the console (CNAME name and value)',
        value: `${consoleDomain} ${this.distribution.distributionDomainName}`,
      });
    }
  }

  private everyPage({ deploymentName }: Settings): CloudFrontFunction {
    return new CloudFrontFunction(this, 'EveryPage', {
      comment: `${deploymentName} console: the paths of the page`,
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromFile({ filePath: join(import.meta.dirname, 'every-page.js') }),
    });
  }

  /** Passes `/api/` on, uncached, with the reader's token. */
  serve(api: HttpApi): void {
    this.distribution.addBehavior('/api/*', new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))), {
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: this.headers,
    });
  }
}
