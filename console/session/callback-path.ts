/** Where Cognito sends the window of the sign-in back to. Registered in infra/console/users.ts. */
export const CALLBACK_PATH = '/signed-in';
