// A Chromium for the end-to-end tests: one that is there, or one that can be got.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, run, say } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe'];
const USUAL_PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of `CHROMIUM_PATH` or of an installed browser; undefined leaves it to the one Playwright downloads. */
export function installedChromium() {
  if (process.env['CHROMIUM_PATH']) return process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...USUAL_PLACES].find(isProgram);
}

/** Makes sure that the end-to-end tests find a browser, and tells whether they will. */
export async function provideChromium() {
  if (installedChromium()) return true;
  if (process.getuid?.() === 0 && isDebian()) {
    say("No Chromium found: installing Debian's …");
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
    const updated = await capture('apt-get', ['update'], { env });
    const installed = await capture('apt-get', install, { env });
    if (installedChromium()) return true;
    say(updated.output + installed.output);
  }
  say("No Chromium found: getting Playwright's …");
  return (await run('node', ['e2e/node_modules/@playwright/test/cli.js', 'install', 'chromium'])) === 0;
}

/** Ubuntu's package of that name is a mere pointer to a snap, so only Debian itself will do. */
function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
