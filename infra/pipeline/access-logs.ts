import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Who read which object of the other buckets, for a year: part of answering who saw what (requirement 31). */
export function accessLogsBucket(scope: Construct, id: string): IBucket {
  return new Bucket(scope, id, {
    // S3 delivers access logs only to a bucket with its own keys (S3 user guide, "Enabling Amazon S3 server access logging").
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    lifecycleRules: [{ expiration: Duration.days(366), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    removalPolicy: RemovalPolicy.RETAIN,
  }) as IBucket;
}
