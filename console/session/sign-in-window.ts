import type { INavigator, IWindow, NavigateParams, NavigateResponse } from 'oidc-client-ts';

/** Between the page and its sign-in window. A name of our origin: no other site hears it. */
const CHANNEL = 'undertone.sign-in';

const FEATURES = 'popup,width=520,height=760';

/** What the window says when it has come back, and what the page answers once it has heard it. */
type Said = { readonly cameBackTo: string } | { readonly heard: string };

/** The browser did not open the window. */
export class WindowRefused extends Error {
  override readonly name = 'WindowRefused';
  constructor() {
    super('The browser kept the sign-in window from opening. Allow this site to open windows, and sign in again.');
  }
}

/**
 * Opens a window in which somebody signs in, for oidc-client-ts. Its own navigator hears from the window by `window.opener`, which a browser
 * takes away as soon as one page of the sign-in (a company's own, behind Cognito) asks for it by Cross-Origin-Opener-Policy, or ours does. This
 * one hears by a channel of our origin. A window that is closed by hand is not waited for: whoever wants to sign in opens another.
 */
export class SignInWindows implements INavigator {
  /** @throws WindowRefused. Must be called while the browser still thinks of a click. */
  async prepare(): Promise<IWindow> {
    const opened = window.open('', '_blank', FEATURES);
    if (opened === null) throw new WindowRefused();
    return new SignInWindow(opened);
  }

  /** What the window does when it comes back. */
  async callback(url: string): Promise<void> {
    const channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
      if ('heard' in data && data.heard === url) window.close();
    });
    channel.postMessage({ cameBackTo: url } satisfies Said);
  }
}

class SignInWindow implements IWindow {
  constructor(private readonly opened: Window) {}

  navigate({ url, state }: NavigateParams): Promise<NavigateResponse> {
    return new Promise((resolve) => {
      const channel = new BroadcastChannel(CHANNEL);
      channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
        // Another tab may be signing in, too.
        if (!('cameBackTo' in data) || stateOf(data.cameBackTo) !== state) return;
        channel.postMessage({ heard: data.cameBackTo } satisfies Said);
        channel.close();
        resolve({ url: data.cameBackTo });
      });
      this.opened.location.replace(url);
    });
  }

  close(): void {
    this.opened.close();
  }
}

const stateOf = (url: string): string | null => new URL(url).searchParams.get('state');
