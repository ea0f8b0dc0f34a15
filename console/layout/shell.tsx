import AppLayout from '@cloudscape-design/components/app-layout';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import TopNavigation from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useSignedIn } from '../session/session-gate.tsx';
import { plain } from '../words/words.ts';
import { FlashesBar, FlashesProvider } from './flashes.tsx';
import { linksFor } from './links.ts';

/** Of the names of our pages, and no more: a table of cases wants the rest. */
const NAVIGATION_WIDTH = 180;
/** In a narrower window it stands open only while it is asked for. */
const ROOM_FOR_NAVIGATION = '(min-width: 75rem)';

/** What stands around every page: who is signed in, and where they may go. */
export function Shell() {
  const { session, signOut } = useSignedIn();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [navigationOpen, setNavigationOpen] = useState(() => matchMedia(ROOM_FOR_NAVIGATION).matches);
  const follow = (event: CustomEvent<{ href?: string; external?: boolean }> & { preventDefault(): void }) => {
    const { href, external } = event.detail;
    if (href === undefined || external) return;
    event.preventDefault();
    void navigate(href);
  };
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <FlashesProvider>
        <div id="top">
          <TopNavigation
            identity={{ href: '/', title: 'Undertone', onFollow: follow }}
            utilities={[
              {
                type: 'menu-dropdown',
                text: session.name,
                description: session.roles.map(plain).join(', '),
                iconName: 'user-profile',
                items: [{ id: 'sign-out', text: 'Sign out' }],
                onItemClick: signOut,
              },
            ]}
          />
        </div>
        <AppLayout
          headerSelector="#top"
          toolsHide
          navigationWidth={NAVIGATION_WIDTH}
          navigationOpen={navigationOpen}
          onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
          navigation={<SideNavigation activeHref={pathname} items={linksFor(session.roles)} onFollow={follow} />}
          notifications={<FlashesBar />}
          stickyNotifications
          content={<Outlet />}
        />
      </FlashesProvider>
    </I18nProvider>
  );
}
