import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { genericOAuth } from 'better-auth/plugins';
import { createSafely } from '../../../content/safe-file.ts';

/** The one place that knows better-auth: passwords hashed, sessions in the database, single sign-on. */
export async function openSignIn(database: DatabaseSync, settings: SignInSettings): Promise<SignIn> {
  const options = {
    appName: 'The desk',
    database,
    secret: settings.secret,
    baseURL: settings.address,
    basePath: '/desk/api/auth',
    trustedOrigins: [new URL(settings.address).origin],
    telemetry: { enabled: false },
    logger: { level: 'error' },
    // Only an administrator adds people.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: LEAST_LETTERS, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, defaultValue: 'hub-editor', input: false },
        hub: { type: 'string', required: false, input: false },
        mustChange: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    session: { expiresIn: 12 * 60 * 60, updateAge: 30 * 60, freshAge: 0, cookieCache: { enabled: false } },
    account: {
      // A council's own sign-in is joined to the person an administrator added, by their checked address.
      accountLinking: { enabled: true, trustedProviders: settings.oidc ? [PROVIDER] : [] },
      encryptOAuthTokens: true,
    },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 60 },
    advanced: {
      cookiePrefix: 'desk',
      useSecureCookies: settings.address.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/desk' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    plugins: settings.oidc
      ? [
          genericOAuth({
            config: [
              {
                providerId: PROVIDER,
                discoveryUrl: settings.oidc.discovery,
                clientId: settings.oidc.clientId,
                ...(settings.oidc.clientSecret === undefined ? {} : { clientSecret: settings.oidc.clientSecret }),
                scopes: ['openid', 'email', 'profile'],
                pkce: true,
                disableSignUp: true,
                requireIdTokenVerification: true,
              },
            ],
          }),
        ]
      : [],
  } satisfies BetterAuthOptions;

  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  return betterAuth(options as BetterAuthOptions);
}

/** The secret that signs cookies: DESK_SECRET, or one made once and kept beside the database. */
export async function deskSecret(path: string, fromEnvironment: string | undefined): Promise<string> {
  if (fromEnvironment !== undefined && fromEnvironment.length >= 32) return fromEnvironment;
  if (fromEnvironment !== undefined)
    throw new Error('DESK_SECRET must have at least 32 letters. Make one with: openssl rand -base64 33');
  await createSafely(path, randomBytes(48).toString('base64url'));
  return readFile(path, 'utf8');
}

/** Single sign-on from the environment: all of it, or none. */
export function oidcFrom(env: NodeJS.ProcessEnv): SignInSettings['oidc'] {
  const { DESK_OIDC_DISCOVERY: discovery, DESK_OIDC_CLIENT_ID: clientId, DESK_OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!discovery && !clientId) return undefined;
  if (!discovery || !clientId) {
    throw new Error(
      'Single sign-on needs both DESK_OIDC_DISCOVERY (an address ending in /.well-known/openid-configuration) and DESK_OIDC_CLIENT_ID.',
    );
  }
  return {
    discovery,
    clientId,
    clientSecret: clientSecret || undefined,
    name: env.DESK_OIDC_NAME ?? 'your work account',
  };
}

export const PROVIDER = 'work';

/** How the network address reaches the library. Set by the server itself, never taken from outside. */
export const ADDRESS_HEADER = 'x-desk-address';

/** NCSC advises length over rules about kinds of letters (ncsc.gov.uk, three random words). */
export const LEAST_LETTERS = 12;

export type SignIn = ReturnType<typeof betterAuth<BetterAuthOptions>>;
export type SignInSettings = {
  /** The server's own address, such as https://families.example.gov.uk. */
  address: string;
  secret: string;
  oidc: { discovery: string; clientId: string; clientSecret: string | undefined; name: string } | undefined;
};
