import { expect, test } from 'vitest';
import { findUploadFault, UPLOAD_LIMITS } from './lesson-upload.ts';

const imageBytes = 1000;
const faultOf = (...files: { name: string; size: number }[]) => findUploadFault(files, { imageBytes })?.reason ?? null;

test('an image may have exactly its limit and not a byte more; a zip or a text is no image', () => {
  expect(faultOf({ name: 'a.png', size: 1000 })).toBeNull();
  expect(faultOf({ name: 'a.PNG', size: 1001 })).toBe('too-large');
  expect(faultOf({ name: 'a.zip', size: 1001 }, { name: 'b.mdx', size: 1001 })).toBeNull();
  expect(findUploadFault([{ name: 'photo', size: 1001 }], { imageBytes })).toEqual({
    reason: 'too-large',
    file: 'photo',
  });
});

test('all files together may have exactly 64 MB', () => {
  expect(faultOf({ name: 'a.zip', size: UPLOAD_LIMITS.bytes })).toBeNull();
  expect(faultOf({ name: 'a.zip', size: UPLOAD_LIMITS.bytes }, { name: 'a.md', size: 1 })).toBe('together-too-large');
});

test('200 files may come and not 201', () => {
  const files = Array.from({ length: 201 }, (_, i) => ({ name: `${i}.png`, size: 1 }));
  expect(faultOf(...files.slice(1))).toBeNull();
  expect(faultOf(...files)).toBe('too-many-files');
});
