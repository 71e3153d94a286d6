import { expect, test } from 'vitest';
import { listSources, read } from './imports.ts';

const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const product = listSources('app', 'db', 'scripts').filter((file) => !isTest(file));

/** Lines of the files that hold the pattern, as `path:line`; comments do not count. */
function findLines(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, i) =>
        pattern.test(line.replace(/^\s*(\/\/|\*|\/\*).*$/, '').replace(/\s\/\/ .*$/, '')) ? [`${file}:${i + 1}`] : [],
      ),
  );
}

test('the domain knows no clock, no chance and no environment', () => {
  const domain = product.filter((file) => file.startsWith('app/domain/'));
  expect(findLines(domain, /Date\.now\(|new Date\(\)|Math\.random|process\.env|performance\.now/)).toEqual([]);
});

test('use cases take time and chance from their context', () => {
  const usecases = product.filter((file) => file.startsWith('app/usecases/') || file.startsWith('db/stores/'));
  expect(findLines(usecases, /Date\.now\(|new Date\(\)|Math\.random|process\.env/)).toEqual([]);
});

test('only db/open.server.ts knows how an engine begins a transaction', () => {
  const elsewhere = product.filter((file) => file !== 'db/open.server.ts');
  expect(findLines(elsewhere, /\.transaction\(/).filter((place) => !isOurTransaction(place))).toEqual([]);
});

/** `database.transaction(` is ours; `db.transaction(` or `tx.transaction(` is the engine's. */
function isOurTransaction(place: string): boolean {
  const [file = '', line = '0'] = place.split(':');
  return /\b(database|this\.database|outer)\.transaction\(/.test(read(file).split('\n')[Number(line) - 1] ?? '');
}

test('stores ask both engines in the words that both know', () => {
  const stores = product.filter((file) => file.startsWith('db/stores/'));
  expect(findLines(stores, /\.(get|all|run)\(\)/)).toEqual([]);
});

test('the environment has one door', () => {
  const doors = /^(app\/platform\/env\.server\.ts|scripts\/.*\.mjs)$/;
  expect(
    findLines(
      product.filter((file) => !doors.test(file)),
      /process\.env\b/,
    ),
  ).toEqual([]);
});

test('nothing evaluates text as code', () => {
  expect(findLines(product, /\beval\(|new Function\(|getMDXComponent|dangerouslySetInnerHTML/)).toEqual([]);
});

test('no words of the interface stand in components or routes', () => {
  const screens = product.filter(
    (file) =>
      /^app\/(ui|routes)\//.test(file) &&
      !file.startsWith('app/ui/words/') &&
      file !== 'app/ui/components/format-time.ts' &&
      // A page for those who build, in development only: its samples are content, not words of the interface.
      !file.startsWith('app/ui/gallery/'),
  );
  expect(findLines(screens, /\p{Script=Han}/u)).toEqual([]);
});
