import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeImage } from '#app/domain/courses/component-text.ts';
import { IMAGE_LIMITS } from '#app/domain/courses/image-file.ts';
import { megabytesOf } from '#app/domain/courses/lesson-upload.ts';
import { Button } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Dialog } from '#app/ui/components/dialog.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { ProgressBar } from '#app/ui/components/progress-bar.tsx';
import type { DraftCalls } from './draft-calls.ts';

/** Any of these is taken; what is kept is decided by the server. */
const ACCEPTED = 'image/png,image/jpeg,image/webp,image/gif,image/avif';
const LIMITS = { imageMb: megabytesOf(IMAGE_LIMITS.bytes), megapixels: IMAGE_LIMITS.pixels / 1_000_000 };

/** An image is put in once somebody has said what it shows: file, description, upload, insertion. */
export function ImageDialog({
  open,
  given,
  calls,
  onClose,
  onInsert,
}: {
  readonly open: boolean;
  /** A file that was pasted or dropped. */
  readonly given: File | null;
  readonly calls: DraftCalls;
  readonly onClose: () => void;
  readonly onInsert: (image: { path: string; hash: string; block: string }) => void;
}) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [alt, setAlt] = useState('');
  const [fault, setFault] = useState<'file' | 'alt' | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const abort = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (!open) return;
    setFile(given);
    setAlt('');
    setFault(null);
    setRefusal(null);
    setSent(null);
  }, [open, given]);
  useEffect(() => {
    if (!file) return setAddress(null);
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  const close = () => {
    abort.current?.();
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRefusal(null);
    const wrong = !file ? 'file' : alt.trim() === '' ? 'alt' : null;
    setFault(wrong);
    if (wrong || !file) {
      document.getElementById(wrong === 'file' ? 'image-file' : 'image-alt')?.focus();
      return;
    }
    setSent(0);
    const upload = calls.addImage(file, setSent);
    abort.current = upload.abort;
    const outcome = await upload.done;
    abort.current = null;
    setSent(null);
    if (outcome.kind === 'added') onInsert({ ...outcome, block: writeImage({ path: outcome.path, alt }) });
    else if (outcome.kind !== 'aborted') setRefusal(t(`authoring.image.refused.${outcome.why}`, LIMITS));
  };
  return (
    <Dialog open={open} onClose={close} title={t('authoring.image.title')}>
      <form onSubmit={submit} onKeyDown={holdEnterWhileComposing} noValidate className="flex flex-col gap-4">
        {refusal && (
          <p role="alert" className="rounded-control border border-seal bg-seal-ground p-3">
            {refusal}
          </p>
        )}
        <Field
          id="image-file"
          label={t('authoring.image.file')}
          hint={t('authoring.image.fileHint', LIMITS)}
          required
          error={fault === 'file' ? t('authoring.image.needFile') : undefined}
        >
          <TextInput type="file" accept={ACCEPTED} onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        </Field>
        {file && address && (
          <p className="flex items-center gap-3 text-13 text-ink-2">
            <img src={address} alt="" className="max-h-24 max-w-40 border border-line" />
            <span className="break-all">{file.name}</span>
          </p>
        )}
        <Field
          id="image-alt"
          label={t('authoring.image.alt')}
          hint={t('authoring.image.altHint')}
          required
          error={fault === 'alt' ? t('authoring.image.needAlt') : undefined}
        >
          <TextInput lang="zh-CN" value={alt} maxLength={200} onChange={(event) => setAlt(event.target.value)} />
        </Field>
        {sent !== null && <ProgressBar label={t('authoring.image.sending')} value={Math.round(sent * 100)} max={100} />}
        <div className="flex justify-end">
          <Button tone="primary" pending={sent !== null}>
            {t('authoring.image.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
