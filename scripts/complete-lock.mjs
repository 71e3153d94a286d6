// Adds to package-lock.json the packages for other platforms that a registry with this platform only could not show,
// and takes the registry's addresses out. Run it after every change of dependencies: node scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.join(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const OS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  win32: 'win32',
  openharmony: 'openharmony',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  aix: 'aix',
  sunos: 'sunos',
};
const CPU = ['arm64', 'x64', 'ia32', 'riscv64', 's390x', 'loong64', 'ppc64', 'mips64el', 'wasm32', 'arm'];

let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  delete entry.resolved;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (
      `node_modules/${name}` in lock.packages ||
      `${place}/node_modules/${name}` in lock.packages ||
      !/^\d/.test(version)
    )
      continue;
    const words = name.split('/').at(-1).split('-');
    const os = words.map((word) => OS[word]).find(Boolean);
    const cpu = CPU.find((arch) => words.includes(arch));
    if (!cpu && !os) continue;
    // Where another version of the same name already stands at the top, this one belongs below its parent.
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      ...(words.includes('musl')
        ? { libc: ['musl'] }
        : words.includes('gnu') && os === 'linux'
          ? { libc: ['glibc'] }
          : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);
