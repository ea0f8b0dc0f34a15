import { startS3 } from '../../../../../infra/local/services/s3/s3-server.ts';

// A process of its own, so that a test can kill it.
const { endpoint } = await startS3({ folder: process.argv[2] as string });
console.log(endpoint);
