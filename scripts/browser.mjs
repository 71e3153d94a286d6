// A Chromium for tests and pictures: the machine's own, else Debian's package, else Playwright's download.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run } from './prepare.mjs';

// Without the parts of a desktop browser it does the same in less time.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function findBrowser() {
  for (const name of NAMES) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return null;
}

/** What a browser needs when it runs as root in a closed network; harmless elsewhere. */
export const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const hasChineseFont = () =>
  ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', '/System/Library/Fonts/PingFang.ttc'].some((file) =>
    existsSync(file),
  );

/** Finds or installs a browser and a Chinese font; null means that Playwright is to use the browser it downloaded. */
export async function ensureBrowser(say) {
  const wanted = [
    ...(findBrowser() ? [] : ['chromium-headless-shell']),
    ...(process.platform === 'linux' && !hasChineseFont() ? ['fonts-noto-cjk'] : []),
  ];
  if (wanted.length > 0) await installDebian(wanted, say);
  const browser = findBrowser();
  if (browser) return browser;
  say('no Chromium on this machine: downloading one');
  await run(path.join(ROOT, 'node_modules/.bin/playwright'), ['install', '--with-deps', 'chromium'], { quiet: true });
  return null;
}

/** Installs Debian packages where that is possible; says so and goes on where it is not. */
export async function installDebian(packages, say) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    say(`wanted but not installed (no apt-get as root here): ${packages.join(', ')}`);
    return;
  }
  say(`installing ${packages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update', '-qq'], { env, quiet: true });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, quiet: true });
  } catch (error) {
    say(String(error.message));
  }
}
