import { readFile } from 'node:fs/promises';
import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IMAGE_LIMITS } from '#app/domain/courses/image-file.ts';
import { findUploadFault, UPLOAD_LIMITS } from '#app/domain/courses/lesson-upload.ts';
import { MAX_BODY_BYTES } from '#app/platform/http/door.server.ts';
import { inAuthorsTurn } from '#app/platform/http/in-turn.server.ts';
import { notFound, type PageArgs, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { receiveUpload, type Upload } from '#app/platform/http/upload.server.ts';
import { ConversionReport } from '#app/ui/authoring/conversion-report.tsx';
import { FilesField, uploadReason } from '#app/ui/authoring/files-field.tsx';
import { PasteArea } from '#app/ui/authoring/rich-paste/paste-area.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { RadioGroup, Select, TextInput } from '#app/ui/components/inputs.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { type CreateDraft, createDraft } from '#app/usecases/authoring/create-draft.server.ts';
import { listDraftPlaces } from '#app/usecases/authoring/list-lessons.server.ts';

export const handle = pageTitle(({ t }) => t('authoring.fresh.title'));

const SOURCES = ['template', 'text', 'upload'] as const;
const FAULTS = ['courseCode', 'moduleDir', 'name', 'title', 'text', 'files'] as const;
type Fault = (typeof FAULTS)[number];
/** Which field of the form each fault stands at. */
const FIELD: Record<Fault, string> = {
  courseCode: 'place',
  moduleDir: 'place',
  name: 'name',
  title: 'title',
  text: 'text',
  files: 'files',
};
export const loader = pageLoader('lesson.write', async ({ context, actor }) => {
  const places = await listDraftPlaces(context, actor);
  if (!places.ok) notFound();
  return {
    places: places.value.map(({ code, title, modules }) => ({
      code,
      title,
      modules: modules.map(({ dir, title: name }) => ({ dir, title: name })),
    })),
  };
});

export const action = pageAction('lesson.write', async ({ context, actor, request }) => {
  const upload = await receiveUpload(request, {
    field: 'files',
    maxBytes: UPLOAD_LIMITS.bytes,
    maxBytesTogether: UPLOAD_LIMITS.bytes,
    maxFiles: UPLOAD_LIMITS.files,
    longFields: { text: MAX_BODY_BYTES },
  });
  try {
    return await inAuthorsTurn(() => create({ context, actor, upload }));
  } finally {
    await upload.remove();
  }
});

async function create({ context, actor, upload }: Pick<PageArgs, 'context' | 'actor'> & { readonly upload: Upload }) {
  const given = (name: string) => upload.fields[name] ?? '';
  const values = {
    place: given('place').slice(0, 200),
    name: given('name').normalize('NFKC').trim().toLowerCase().slice(0, 100),
    title: given('title').trim().slice(0, 200),
    from: SOURCES.find((each) => each === given('from')) ?? 'template',
    text: given('text'),
  };
  const files = upload.files.filter(({ size }) => size > 0);
  const [courseCode = '', moduleDir = ''] = values.place.split(' ');
  const place = { courseCode, moduleDir, name: values.name, title: values.title };
  const refuse = (code: RefusedCode, faults: readonly Fault[], detail: Partial<RefusalDetail> = {}) =>
    data(
      { created: null, refusal: { code, faults, reason: '', file: '', draftId: '', ...detail }, values },
      { status: statusOf(code) },
    );
  if (upload.refusal?.reason === 'field-too-long') return refuse('invalid-input', ['text']);
  if (values.from === 'text' && values.text.trim() === '') return refuse('invalid-input', ['text']);
  if (values.from === 'upload' && upload.refusal) {
    // One file as large as all may be together is too large with any other.
    const reason = upload.refusal.reason === 'too-large' ? 'together-too-large' : upload.refusal.reason;
    return refuse('upload-refused', [], { reason, file: upload.refusal.name });
  }
  if (values.from === 'upload' && files.length === 0) return refuse('invalid-input', ['files']);
  const command: CreateDraft =
    values.from === 'template'
      ? { from: 'template', place }
      : values.from === 'text'
        ? { from: 'text', place, text: values.text }
        : {
            from: 'upload',
            place,
            files: files.map(({ name, size, path }) => ({ name, size, read: () => readFile(path) })),
          };
  const created = await createDraft(context, actor, command);
  if (!created.ok) {
    const { errors = [], reason = '', file = '', draftId = '' } = created.detail ?? {};
    const faults = FAULTS.filter((each) => [errors].flat().includes(each));
    return refuse(created.code, faults, { reason: String(reason), file: String(file), draftId: String(draftId) });
  }
  const { draftId, report } = created.value;
  if (report.length === 0) throw redirect(`/staff/lessons/${draftId}`, { status: 303 });
  return data({ created: { draftId, report }, refusal: null, values });
}

type RefusalDetail = { readonly reason: string; readonly file: string; readonly draftId: string };
type RefusedCode = Extract<Awaited<ReturnType<typeof createDraft>>, { ok: false }>['code'];

export default function NewLesson() {
  const { t } = useTranslation();
  const { places } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const localText = useLocalText();
  /** What is wrong with files that were not sent for it. */
  const [refusedHere, setRefusedHere] = useState<string | null>(null);
  const refusal = answer?.refusal ?? null;
  const values = answer?.values;
  const breadcrumb = [{ label: t('authoring.list.title'), to: '/staff/lessons' }];
  if (answer?.created)
    return (
      <StaffShell
        title={t('authoring.fresh.reportTitle')}
        intro={t('authoring.fresh.reportText')}
        breadcrumb={breadcrumb}
        action={
          <LinkButton to={`/staff/lessons/${answer.created.draftId}`} tone="primary">
            {t('authoring.fresh.open')}
          </LinkButton>
        }
      >
        <ConversionReport report={answer.created.report} />
      </StaffShell>
    );
  const refuseUnsent = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget);
    const files = form.getAll('files').filter((file): file is File => file instanceof File);
    const fault = form.get('from') === 'upload' ? findUploadFault(files, { imageBytes: IMAGE_LIMITS.bytes }) : null;
    setRefusedHere(fault && uploadReason(t, fault));
    if (!fault) return;
    event.preventDefault();
    document.getElementById('files')?.focus();
  };
  const faultAt = (field: string) => {
    const fault = refusal?.faults.find((each) => FIELD[each] === field);
    return fault ? t(`authoring.fresh.faults.${fault}`) : undefined;
  };
  return (
    <StaffShell title={t('authoring.fresh.title')} intro={t('authoring.fresh.intro')} breadcrumb={breadcrumb}>
      <Form
        method="post"
        encType="multipart/form-data"
        onSubmit={refuseUnsent}
        onKeyDown={holdEnterWhileComposing}
        className="flex max-w-reading flex-col gap-5"
      >
        {refusal && (
          <FormError
            title={t('authoring.fresh.refused')}
            faults={refusal.faults.map((fault) => ({
              fieldId: FIELD[fault],
              message: t(`authoring.fresh.faults.${fault}`),
            }))}
          >
            {t(`authoring.fresh.code.${refusal.code}`, {
              reason: uploadReason(t, refusal),
            })}
            {refusal.code === 'draft-open' && (
              <>
                {' '}
                <LinkButton to={`/staff/lessons/${refusal.draftId}`} size="small">
                  {t('authoring.fresh.openDraft')}
                </LinkButton>
              </>
            )}
          </FormError>
        )}
        <Field
          id="place"
          label={t('authoring.fresh.place')}
          hint={t('authoring.fresh.placeHint')}
          required
          error={faultAt('place')}
        >
          <Select name="place" defaultValue={values?.place ?? ''}>
            <option value="" />
            {places.map((course) => (
              <optgroup key={course.code} label={localText(course.title)}>
                {course.modules.map((module) => (
                  <option key={module.dir} value={`${course.code} ${module.dir}`}>
                    {localText(module.title)}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        <Field
          id="name"
          label={t('authoring.fresh.name')}
          hint={t('authoring.fresh.nameHint')}
          required
          error={faultAt('name')}
        >
          <TextInput
            name="name"
            defaultValue={values?.name}
            maxLength={60}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field id="title" label={t('authoring.fresh.lessonTitle')} error={faultAt('title')}>
          <TextInput name="title" lang="zh-CN" defaultValue={values?.title} maxLength={120} autoComplete="off" />
        </Field>
        <RadioGroup
          legend={t('authoring.fresh.from')}
          name="from"
          value={values?.from ?? 'template'}
          options={SOURCES.map((each) => ({
            value: each,
            label: t(`authoring.fresh.${each}`),
            hint: t(`authoring.fresh.${each}Hint`),
          }))}
        />
        <div className="hidden [form:has([name=from][value=text]:checked)_&]:block">
          <Field id="text" label={t('authoring.fresh.pasted')} error={faultAt('text')}>
            <PasteArea name="text" rows={12} lang="zh-CN" defaultValue={values?.text} spellCheck={false} />
          </Field>
        </div>
        <div className="hidden [form:has([name=from][value=upload]:checked)_&]:block">
          <FilesField error={refusedHere ?? faultAt('files')} />
        </div>
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t('authoring.fresh.submit')}</SubmitButton>
          <LinkButton to="/staff/lessons" tone="quiet">
            {t('authoring.list.title')}
          </LinkButton>
        </div>
      </Form>
    </StaffShell>
  );
}
