import { applyDisplay } from '@soban/web-shared/display-settings';
import { loadFirstMessages } from '@soban/web-shared/i18n.tsx';
import { Renewal } from '@soban/web-shared/release/renewal';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, client } from './app/app.tsx';
import './app/app.css';
import { useDevice } from './device/device-settings.ts';
import { loaders } from './messages/messages.ts';

applyDisplay();
const renewal = new Renewal({ base: import.meta.env.BASE_URL, isBusy: () => client.isMutating() > 0 });
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element to draw the app in');
const first = await loadFirstMessages(useDevice.getState().language, loaders);
createRoot(root).render(
  <StrictMode>
    <App renewal={renewal} first={first} />
  </StrictMode>,
);
