import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/**
 * Puts bytes into the intake bucket unless the key is taken, and returns false where it was: whoever takes the key from the bytes can
 * put again after a crash, and it lands once.
 */
export async function putOnce(s3: S3Client, bucket: string, key: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, IfNoneMatch: '*' }));
    return true;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return false;
    throw error;
  }
}
