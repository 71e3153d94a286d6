import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { ArrowLeftIcon, ArrowRightIcon, EyeIcon, PrintIcon } from '#app/ui/icons/icons.tsx';
import { QuestionInput } from '#app/ui/questions/inputs/question-input.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import type { ShownQuestion } from '#app/ui/questions/shown-question.ts';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';

type Question = ShownQuestion & { readonly slot: number; readonly maxMark: number };
type Keys = Readonly<Record<number, readonly string[]>>;

type FormData = {
  readonly setId: string;
  readonly number: number;
  readonly count: number;
  readonly blueprint: { readonly code: string; readonly title: LocalText };
  readonly sections: readonly {
    readonly title: LocalText | null;
    readonly instructions: LocalText | null;
    readonly durationMinutes: number | null;
    readonly marks: number;
    readonly questions: readonly Question[];
  }[];
};

type Comparison = {
  readonly number: number;
  readonly shared: readonly { readonly slot: number; readonly other: number; readonly prompt: LocalText }[];
} | null;

/** One form: as its candidates see it, with its answers on demand, its prints, and what it shares with another. */
export function FormPage({
  form,
  asked,
  comparison,
  missing,
  keys,
}: {
  readonly form: FormData;
  /** The number of the form to compare with, as typed; null when nobody asked. */
  readonly asked: string | null;
  readonly comparison: Comparison;
  /** Characters for want of which nothing was printed; null when nobody tried, or it was printed. */
  readonly missing: string | null;
  readonly keys: Keys | null;
}) {
  const { t } = useTranslation();
  const { setId, number, count, blueprint } = form;
  const set = `/staff/papers/${blueprint.code}/sets/${setId}`;
  return (
    <StaffShell
      title={t('papers.form.title', { number })}
      breadcrumb={[
        { label: t('papers.title'), to: '/staff/papers' },
        { label: <LocalTextView text={blueprint.title} />, to: `/staff/papers/${blueprint.code}` },
        { label: t('papers.set.title', { count }), to: set },
      ]}
    >
      <div className="flex flex-col gap-10">
        {missing && (
          <Callout tone="seal" title={t('papers.form.glyphs')} announce>
            {t('papers.form.glyphsText', { list: [...missing].join(' ') })}
          </Callout>
        )}
        <nav
          aria-label={t('papers.form.place', { number, count })}
          className="flex flex-wrap items-center gap-3 text-14"
        >
          {number > 1 && (
            <LinkButton to={`${set}/${number - 1}`} icon={<ArrowLeftIcon size={16} />} size="small">
              {t('papers.form.previous')}
            </LinkButton>
          )}
          <span className="figures text-ink-2">{t('papers.form.place', { number, count })}</span>
          {number < count && (
            <LinkButton to={`${set}/${number + 1}`} icon={<ArrowRightIcon size={16} />} size="small">
              {t('papers.form.next')}
            </LinkButton>
          )}
        </nav>
        <div className="grid gap-10 xl:grid-cols-2">
          <Print action={`${set}/${number}/print`} />
          <Compare asked={asked} comparison={comparison} />
        </div>
        <Section id="preview" title={t('papers.form.preview')}>
          <KeyBar keys={keys} />
          <div className="flex flex-col gap-10 pt-6">
            {form.sections.map((section, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sections have no other identity
              <FormSection key={i} section={section} keys={keys} />
            ))}
          </div>
        </Section>
      </div>
    </StaffShell>
  );
}

function KeyBar({ keys }: { readonly keys: Keys | null }) {
  const { t } = useTranslation();
  if (keys)
    return (
      <Callout tone="warn" title={t('papers.form.keysShown')} announce>
        {t('papers.form.showKeysText')}
      </Callout>
    );
  return (
    <div className="flex flex-col gap-3">
      <p className="text-14 text-ink-2">{t('papers.form.previewText')}</p>
      <Form method="post" action="?index" className="flex flex-wrap items-center gap-3">
        <Button icon={<EyeIcon size={16} />} name="act" value="show-keys">
          {t('papers.form.showKeys')}
        </Button>
        <p className="text-13 text-ink-2">{t('papers.form.showKeysText')}</p>
      </Form>
    </div>
  );
}

function FormSection({
  section,
  keys,
}: {
  readonly section: FormData['sections'][number];
  readonly keys: Keys | null;
}) {
  const { t } = useTranslation();
  const { title, instructions, durationMinutes, marks, questions } = section;
  return (
    <div>
      {title && (
        <div className="border-b border-line pb-3">
          <h3 className="text-16 font-semibold">
            <LocalTextView text={title} />
          </h3>
          <p className="figures text-13 text-ink-2">
            {t('papers.form.sectionMarks', { marks: withoutEmptyDecimals(marks) })}
            {durationMinutes !== null && <> · {t('papers.form.sectionTime', { count: durationMinutes })}</>}
          </p>
          {instructions && (
            <p className="mt-1 text-14">
              <LocalTextView text={instructions} />
            </p>
          )}
        </div>
      )}
      <ol className="flex max-w-200 flex-col divide-y divide-line">
        {questions.map((question) => (
          <li key={question.slot} className="py-6">
            <FormQuestion question={question} answer={keys?.[question.slot] ?? null} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function FormQuestion({
  question,
  answer,
}: {
  readonly question: Question;
  readonly answer: readonly string[] | null;
}) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  return (
    <>
      <p className="figures pb-2 text-13 text-ink-2">
        {t('papers.form.slot', { slot: question.slot })} · {typeWord(question.type)} ·{' '}
        {t('papers.form.marks', { marks: withoutEmptyDecimals(question.maxMark) })}
      </p>
      <fieldset disabled className="min-w-0">
        <legend className="text-16 leading-reading font-medium">
          <PromptText text={question.prompt} />
        </legend>
        <QuestionInput
          question={question}
          answer={null}
          name={`slot-${question.slot}`}
          onAnswer={() => {
            // A preview takes no answer; its controls are disabled.
          }}
        />
      </fieldset>
      {answer && (
        <div className="mt-3 border-l-2 border-ok pl-4 text-14">
          <p className="font-medium text-ok">{t('papers.form.key')}</p>
          {answer.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one answer have no identity
            <p key={i} lang={/\p{Script=Han}/u.test(line) ? 'zh-CN' : undefined} className="whitespace-pre-wrap">
              {line}
            </p>
          ))}
        </div>
      )}
    </>
  );
}

function Print({ action }: { readonly action: string }) {
  const { t } = useTranslation();
  return (
    <Section id="print" title={t('papers.form.print')}>
      <p className="pb-3 text-14 text-ink-2">{t('papers.form.printText')}</p>
      <form method="post" action={action} className="flex flex-wrap gap-3">
        <Button name="what" value="paper" icon={<PrintIcon size={16} />}>
          {t('papers.form.printPaper')}
        </Button>
        <Button name="what" value="sheet" icon={<PrintIcon size={16} />}>
          {t('papers.form.printSheet')}
        </Button>
        <Button name="what" value="key" icon={<PrintIcon size={16} />}>
          {t('papers.form.printKey')}
        </Button>
      </form>
    </Section>
  );
}

function Compare({ asked, comparison }: { readonly asked: string | null; readonly comparison: Comparison }) {
  const { t } = useTranslation();
  return (
    <Section id="compare" title={t('papers.form.compare')}>
      <Form method="get" className="flex flex-wrap items-end gap-3">
        <div className="w-56">
          <Field label={t('papers.form.compareWith')} hint={t('papers.form.compareHint')} id="with">
            <TextInput name="with" inputMode="numeric" maxLength={6} autoComplete="off" defaultValue={asked ?? ''} />
          </Field>
        </div>
        <Button>{t('papers.form.compareButton')}</Button>
      </Form>
      {asked !== null && !comparison && <p className="pt-3 text-14">{t('papers.form.compareNone')}</p>}
      {comparison && comparison.shared.length === 0 && (
        <p className="pt-3 text-14">{t('papers.form.compareNothing', { number: comparison.number })}</p>
      )}
      {comparison && comparison.shared.length > 0 && (
        <div className="pt-3">
          <Table
            caption={t('papers.form.compareCaption', { number: comparison.number })}
            rows={comparison.shared}
            rowKey={({ slot }) => String(slot)}
            columns={[
              {
                key: 'question',
                header: t('papers.form.question'),
                onPhone: 'title',
                cell: ({ prompt }) => <PromptText text={prompt} />,
              },
              {
                key: 'here',
                header: t('papers.form.here'),
                onPhone: 'fact',
                cell: ({ slot }) => <span className="whitespace-nowrap">{t('papers.form.slot', { slot })}</span>,
              },
              {
                key: 'there',
                header: t('papers.form.there', { number: comparison.number }),
                onPhone: 'fact',
                cell: ({ other }) => (
                  <span className="whitespace-nowrap">{t('papers.form.slot', { slot: other })}</span>
                ),
              },
            ]}
          />
        </div>
      )}
    </Section>
  );
}
