import { Aws } from 'aws-cdk-lib';

/** What a deployment's pages of sign-in are called among all of a region. */
export const signInPrefix = (deploymentName: string): string => `${deploymentName}-${Aws.ACCOUNT_ID}`;

/** Where they are, and where tokens are given. */
export const signInUrl = (deploymentName: string): string =>
  `https://${signInPrefix(deploymentName)}.auth.${Aws.REGION}.amazoncognito.com`;
