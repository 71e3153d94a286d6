import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { IMAGE_LIMITS } from '#app/domain/courses/image-file.ts';
import { DRAFT_IMAGES, megabytesOf, UPLOAD_LIMITS } from '#app/domain/courses/lesson-upload.ts';
import { Field } from '#app/ui/components/field.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';

const REASONS = [
  'no-lesson',
  'several-lessons',
  'not-text',
  'too-long',
  'too-deep',
  'too-complex',
  'too-many-images',
  'too-many-files',
  'together-too-large',
  'not-a-zip',
  'zip-too-large',
  'too-large',
  'bad-path',
  'unreadable',
  'wrong-type',
  'heic',
  'svg',
  'too-many-pixels',
  'broken',
] as const;

const LIMITS = {
  imageMb: megabytesOf(IMAGE_LIMITS.bytes),
  megapixels: IMAGE_LIMITS.pixels / 1_000_000,
  totalMb: megabytesOf(UPLOAD_LIMITS.bytes),
  zipFileMb: megabytesOf(UPLOAD_LIMITS.oneFile),
  files: UPLOAD_LIMITS.files,
  images: DRAFT_IMAGES,
};

/** Why handed-in files make no draft: what it is, which limit, what to do; empty for a reason that has no words. */
export function uploadReason(
  t: TFunction,
  { reason, file }: { readonly reason: string; readonly file: string },
): string {
  const known = REASONS.find((each) => each === reason);
  return known ? t(`authoring.fresh.reason.${known}`, { file: file || t('authoring.fresh.theText'), ...LIMITS }) : '';
}

/** Where the files of a new lesson are chosen: several, or a zip of them. */
export function FilesField({ error }: { readonly error: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Field id="files" label={t('authoring.fresh.files')} hint={t('authoring.fresh.filesHint', LIMITS)} error={error}>
      <TextInput type="file" name="files" multiple accept=".mdx,.md,.markdown,.txt,.yaml,.yml,.zip,image/*" />
    </Field>
  );
}
