/** Providers of mailboxes for anyone, by whose domains a mailbox's mail is signed. */
interface MailboxProvider {
  readonly name: string;
  readonly domains: readonly string[];
}

/**
 * Whose DKIM keys may be looked up. A look-up of a key shows on the name server of the domain that signed, and whoever runs that
 * one would learn that someone is checking their mail (requirement 23: nothing may tip the sender off). These are domains of
 * providers with millions of mailboxes: the name servers are the provider's, no holder of a mailbox sees what they are asked, and
 * one question more among theirs says nothing. A domain that one person or one company can own is never put here; a deployer adds
 * what he knows to be as safe (`undertone:dkimDomains` in cdk.json). See docs/decisions/0005-whose-keys-are-looked-up.md.
 */
const PROVIDERS: readonly MailboxProvider[] = [
  { name: 'Google', domains: ['gmail.com', 'googlemail.com'] },
  { name: 'Microsoft', domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'hotmail.co.uk', 'live.co.uk'] },
  {
    name: 'Yahoo and AOL',
    domains: ['yahoo.com', 'ymail.com', 'rocketmail.com', 'yahoo.co.uk', 'yahoo.ca', 'yahoo.de', 'yahoo.fr', 'aol.com'],
  },
  { name: 'Apple', domains: ['icloud.com', 'me.com', 'mac.com'] },
  { name: 'Proton', domains: ['proton.me', 'protonmail.com', 'pm.me'] },
  {
    name: 'GMX, WEB.DE and mail.com',
    domains: ['gmx.com', 'gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'web.de', 'mail.com'],
  },
  { name: 'Fastmail', domains: ['fastmail.com', 'fastmail.fm'] },
  { name: 'Comcast', domains: ['comcast.net'] },
];

/** The domains of {@link PROVIDERS}, in lower case. A subdomain of one is not one. */
export const MAILBOX_PROVIDER_DOMAINS: ReadonlySet<string> = new Set(PROVIDERS.flatMap(({ domains }) => domains));
