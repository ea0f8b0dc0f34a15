import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ConsoleRole } from '../../functions/contracts/vocabulary.ts';
import { signInPrefix, signInUrl } from './sign-in-url.ts';

/** How long a person stays signed in: a shift, with a fresh token each quarter of an hour so that a role taken away soon is. */
const SHIFT = Duration.hours(12);
const TOKEN = Duration.minutes(15);

/** Where the page's sign-in window comes back to (console/session/cognito.ts). */
const CALLBACK_PATH = '/signed-in';

/** Who may sign in to the console, in which role. People are invited by the operator; nobody signs up. */
export class Users extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Where the sign-in page is. */
  readonly signInUrl: string;

  constructor(scope: Construct, id: string, deploymentName: string, consoleUrl: string) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      userPoolName: deploymentName,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      // An authenticator app for everybody. No text messages: a telephone number can be taken over.
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        passwordHistorySize: 5,
        tempPasswordValidity: Duration.days(3),
      },
      // Refuses passwords known to be stolen and sign-ins that look taken over.
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const role of ConsoleRole.options) {
      new CfnUserPoolGroup(this, `Group ${role}`, { userPoolId: this.pool.userPoolId, groupName: role });
    }
    this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix: signInPrefix(deploymentName) } });
    this.signInUrl = signInUrl(deploymentName);
    this.client = this.pool.addClient('Console', {
      userPoolClientName: 'console',
      // A page keeps no secret; the code flow with PKCE needs none.
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${consoleUrl}${CALLBACK_PATH}`],
        logoutUrls: [`${consoleUrl}/`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: TOKEN,
      idTokenValidity: TOKEN,
      refreshTokenValidity: SHIFT,
      // Each holds for one renewal, so that a stolen one is of no use for long; a lost answer may be asked for again.
      refreshTokenRotationGracePeriod: Duration.minutes(1),
    });
    new CfnOutput(this, 'UserPoolId', {
      description: 'Invite people here, and put each in a group',
      value: this.pool.userPoolId,
    });
    new CfnOutput(this, 'ClientId', {
      description: 'The console signs in as this client',
      value: this.client.userPoolClientId,
    });
    new CfnOutput(this, 'SignIn', { description: 'The sign-in page', value: this.signInUrl });
  }
}
