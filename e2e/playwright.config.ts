import { defineConfig } from '@playwright/test';
import { installedChromium } from '../scripts/chromium.mjs';

const minutes = 60_000;
const chromium = installedChromium();

export default defineConfig({
  testDir: 'tests',
  outputDir: '../test-results',
  workers: 3,
  fullyParallel: false,
  timeout: 2 * minutes,
  // What is waited for is there at once, or on a starved machine later; what has to be quick is measured by its own test.
  expect: { timeout: minutes / 4 },
  globalTimeout: 28 * minutes,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    actionTimeout: minutes / 6,
    browserName: 'chromium',
    screenshot: 'only-on-failure',
    // Recording every test would take a third of the machine; `--trace on` records one that is looked into.
    trace: 'off',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      // Chromium's own traffic has no place in a test, and its sandbox none under root.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A name as a shop's own network has it: over plain HTTP, browsers give such a page no service worker.
        '--host-resolver-rules=MAP soban.test 127.0.0.1',
      ],
    },
  },
});
