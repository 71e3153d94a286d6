import { splitLesson } from '#app/domain/courses/check-lesson.ts';
import { type Conversion, convertMarkdown } from '#app/domain/courses/convert-markdown.ts';
import { DRAFT_LIMITS, type DraftText, isTooComplex } from '#app/domain/courses/draft.ts';
import { IMAGE_LIMITS, imagePathFor } from '#app/domain/courses/image-file.ts';
import { CLOSING_COMPONENTS, closingSections, lessonTemplate, yamlText } from '#app/domain/courses/lesson-template.ts';
import { bracketSpacedAddresses } from '#app/domain/courses/spaced-addresses.ts';
import { parseLocatedYaml } from '#app/domain/kernel/located-yaml.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Context, PreparedImage } from '#app/usecases/context.ts';

export type StartingText = {
  readonly text: DraftText;
  readonly report: readonly Conversion[];
  readonly assets: readonly PreparedImage[];
};
type Start = { readonly code: string; readonly title: string; readonly today: string };
/** A file as it was handed in: read when its turn comes, so that not all of them are in memory at once. */
export type HandedInFile = {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly read: () => Promise<Uint8Array>;
};

/** Beyond this nothing is a lesson, and converting it would take long. */
const LONGEST = DRAFT_LIMITS.characters;
/** No encoding that is read has characters of more bytes. */
const LONGEST_BYTES = 4 * LONGEST;

/** A text that was pasted: one of ours as it is, any other converted. */
export function readText({
  text,
  ...start
}: Start & { text: string }): Result<Omit<StartingText, 'assets'> & { assets: [] }, 'upload-refused'> {
  if (text.length > LONGEST || text.includes('\0')) return refuse('upload-refused', { reason: 'too-long', file: '' });
  const made = makeText({ written: text.replaceAll('\r\n', '\n'), imageAt: () => null, ...start });
  return made.ok ? ok({ ...made.value, assets: [] }) : made;
}

/** Files that were handed in: a lesson (`.mdx`, `.md`, `.markdown`, `.txt`), its quiz (`.quiz.yaml`), images. */
export async function readUpload(
  context: Context,
  { files, ...start }: Start & { files: readonly HandedInFile[] },
): Promise<Result<StartingText, 'upload-refused'>> {
  const unpacked = await unpack(context, files);
  if (!unpacked.ok) return unpacked;
  const all = unpacked.value;
  const lessons = all.filter(({ name }) => /\.(mdx|md|markdown|txt)$/i.test(name) && !/(^|\/)readme\.md$/i.test(name));
  const [lesson, second] = lessons;
  if (!lesson) return refuse('upload-refused', { reason: 'no-lesson', file: '' });
  if (second) return refuse('upload-refused', { reason: 'several-lessons', file: second.name });
  const quizFile = all.find(({ name }) => /\.quiz\.ya?ml$/i.test(name));
  const tooLong = [lesson, quizFile].find((file) => file && file.size > LONGEST_BYTES);
  if (tooLong) return refuse('upload-refused', { reason: 'too-long', file: tooLong.name });
  const decoded = decode(await lesson.read());
  const quiz = quizFile ? decode(await quizFile.read()) : null;
  if (decoded === null || decoded.text.length > LONGEST)
    return refuse('upload-refused', { reason: decoded === null ? 'not-text' : 'too-long', file: lesson.name });
  if (quizFile && quiz === null) return refuse('upload-refused', { reason: 'not-text', file: quizFile.name });

  const beside = all.filter((file) => file !== lesson && file !== quizFile);
  const written = bracketSpacedAddresses(decoded.text, {
    isFile: (address) => beside.some(({ name }) => isAddressOf(normalise(address), name.split('/').at(-1) ?? name)),
  });
  const images = await readImages(context, { files: beside, lesson: lesson.name, text: written });
  if (!images.ok) return images;
  const { paths, assets, report } = images.value;
  const made = makeText({
    written,
    imageAt: (address) => paths.get(normalise(address)) ?? null,
    ...start,
  });
  if (!made.ok) return made;
  const named = [...paths.values()].filter((path) => made.value.text.source.includes(`(${path})`));
  const hashes = new Map(assets.map((asset) => [asset.path, asset.image.hash]));
  return ok({
    text: {
      ...made.value.text,
      ...(quiz ? { quiz: quiz.text } : {}),
      images: Object.fromEntries(named.flatMap((path) => (hashes.has(path) ? [[path, hashes.get(path) ?? '']] : []))),
    },
    report: [
      ...(decoded.encoding === 'utf-8'
        ? []
        : [{ code: 'encoding', effect: 'changed', line: 1, detail: { found: decoded.encoding } } as const]),
      ...report,
      ...made.value.report,
    ],
    assets: assets.filter(({ path }) => named.includes(path)).map(({ image }) => image),
  });
}

/** What a zip holds stands beside the other files; systems' own files in it are nobody's. */
async function unpack(
  context: Context,
  files: readonly HandedInFile[],
): Promise<Result<readonly HandedInFile[], 'upload-refused'>> {
  const all: HandedInFile[] = [];
  for (const file of files) {
    if (!/\.zip$/i.test(file.name)) {
      all.push({ ...file, name: normalise(file.name) });
      continue;
    }
    const unzipped = await context.unzip(await file.read());
    if (!unzipped.ok) {
      const reason = unzipped.reason === 'too-large' ? 'zip-too-large' : unzipped.reason;
      return refuse('upload-refused', { reason, file: file.name });
    }
    for (const { name, bytes } of unzipped.files)
      all.push({ name: normalise(name), size: bytes.length, read: async () => bytes });
  }
  return ok(all.filter(({ name }) => !name.split('/').some((step) => step.startsWith('.') || step === '__MACOSX')));
}

function decode(bytes: Uint8Array): { text: string; encoding: string } | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes('\0') ? null : { text: text.replaceAll('\r\n', '\n'), encoding };
    } catch {
      // The next encoding, then.
    }
  }
  return null;
}

/** A path as it is compared: without `./`, in one spelling of its letters. */
function normalise(name: string): string {
  let path = name.replaceAll('\\', '/');
  try {
    path = decodeURI(path);
  } catch {
    // Not encoded, then.
  }
  return path.replace(/^(\.\/)+/, '').normalize('NFC');
}

type StoredImage = { readonly path: string; readonly image: PreparedImage };

/** Makes images of the files that the text names, by the addresses with which it does; the others are told. */
async function readImages(
  context: Context,
  { files, lesson, text }: { files: readonly HandedInFile[]; lesson: string; text: string },
): Promise<
  Result<
    { paths: ReadonlyMap<string, string>; assets: readonly StoredImage[]; report: readonly Conversion[] },
    'upload-refused'
  >
> {
  const folder = lesson.includes('/') ? lesson.slice(0, lesson.lastIndexOf('/') + 1) : '';
  const paths = new Map<string, string>();
  const assets: StoredImage[] = [];
  const report: Conversion[] = [];
  for (const { name, size, read } of files) {
    const own = name.startsWith(folder) ? name.slice(folder.length) : name;
    const base = name.split('/').at(-1) ?? name;
    // Files that came one by one have lost their folders.
    const addresses = [own, base].filter((address, i, all) => all.indexOf(address) === i);
    const isNamed = addresses.some((address) => text.includes(address) || text.includes(encodeURI(address)));
    if (!isNamed) {
      report.push({ code: 'file-unused', effect: 'dropped', line: 1, detail: { found: name } });
      continue;
    }
    if (assets.length >= DRAFT_LIMITS.images)
      return refuse('upload-refused', { reason: 'too-many-images', file: name });
    const image =
      size > IMAGE_LIMITS.bytes
        ? ({ ok: false, reason: 'too-large' } as const)
        : await context.images.prepare(await read());
    if (!image.ok) return refuse('upload-refused', { reason: image.reason, file: name });
    const path = imagePathFor({ name, hash: image.hash });
    assets.push({ path, image });
    if (image.firstFrameOnly)
      report.push({ code: 'first-frame', effect: 'degraded', line: 1, detail: { found: name } });
    for (const address of [...addresses, ...mentionsOf(text, base)]) paths.set(normalise(address), path);
    report.push({ code: 'image-stored', effect: 'changed', line: 1, detail: { found: name, path } });
  }
  return ok({ paths, assets, report });
}

const isAddressOf = (address: string, base: string) => address === base || address.endsWith(`/${base}`);

/** The addresses in a text that end with a file's name, such as `../img/flow.png`. */
function mentionsOf(text: string, base: string): string[] {
  const found = [...text.matchAll(/!\[[^\]\n]*\]\(\s*(?:<([^>\n]+)>|([^)>\s]+))|\bsrc\s*=\s*["']([^"'\n]+)["']/g)];
  return found
    .map(([, bracketed, address, source]) => bracketed ?? address ?? source ?? '')
    .filter((address) => isAddressOf(normalise(address), base));
}

/** A lesson of our own form is taken as it is, but for its id; any other text is converted and put into the form. */
function makeText({
  written,
  imageAt,
  code,
  title,
  today,
}: Start & {
  written: string;
  imageAt: (address: string) => string | null;
}): Result<Omit<StartingText, 'assets'>, 'upload-refused'> {
  if (isTooComplex(written)) return refuse('upload-refused', { reason: 'too-complex', file: '' });
  const template = lessonTemplate({ code, title, today });
  if (isLesson(written)) {
    const report: Conversion[] = [];
    const source = withImagePaths(withId(written, { code, report }), imageAt);
    return ok({ text: { ...template, source }, report });
  }
  try {
    const converted = convertMarkdown(written, { imageAt });
    const made = lessonTemplate({
      code,
      title: title === '' ? (converted.title ?? '') : title,
      today,
      body: `${converted.body}\n${closingSections()}`,
    });
    const source =
      converted.summary === null
        ? made.source
        : made.source.replace('summary: （摘要）', () => `summary: ${yamlText(converted.summary ?? '')}`);
    return ok({
      text: { ...made, source },
      report: [
        ...converted.report,
        {
          code: 'sections-added',
          effect: 'added',
          line: written.split('\n').length,
          detail: { components: CLOSING_COMPONENTS.join(' ') },
        },
      ],
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('upload-refused', { reason: 'too-deep', file: '' });
  }
}

/** Whether a text has a lesson's front matter. */
function isLesson(text: string): boolean {
  const { frontMatter } = splitLesson(text);
  if (frontMatter === null) return false;
  try {
    const { value } = parseLocatedYaml(frontMatter);
    return typeof value === 'object' && value !== null && 'formatVersion' in value && 'objectives' in value;
  } catch {
    return false;
  }
}

function withId(text: string, { code, report }: { code: string; report: Conversion[] }): string {
  const match = /^id:[ \t]*(.*)$/m.exec(text);
  const found = match?.[1]?.trim().replace(/^["']|["']$/g, '') ?? '';
  if (!match || found === code) return text;
  const line = text.slice(0, match.index).split('\n').length;
  report.push({ code: 'id-changed', effect: 'changed', line, detail: { found, id: code } });
  return `${text.slice(0, match.index)}id: ${code}${text.slice(match.index + match[0].length)}`;
}

const withImagePaths = (text: string, imageAt: (address: string) => string | null): string =>
  text.replace(
    /(!\[[^\]\n]*\]\(\s*)(<[^>\n]+>|[^)>\s]+)/g,
    (_whole, before: string, written: string) => before + (imageAt(written.replace(/^<|>$/g, '')) ?? written),
  );
