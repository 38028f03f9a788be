import { applyDisplay } from '@soban/web-shared/display-settings';
import { loadMessages } from '@soban/web-shared/i18n.tsx';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import './app/app.css';
import { useDevice } from './device/device-settings.ts';
import { loaders } from './messages/messages.ts';

applyDisplay();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element to draw the app in');
const first = await loadMessages(useDevice.getState().language, loaders);
createRoot(root).render(
  <StrictMode>
    <App first={first} />
  </StrictMode>,
);
