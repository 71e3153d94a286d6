import { useTranslation } from 'react-i18next';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { splitPlaces } from '#app/domain/questions/marked-text.ts';
import type { PromptField } from '#app/domain/questions/types/question-type.ts';
import type { FieldReviewKey } from '#app/domain/questions/types/review-key.ts';
import type { PartVerdict } from '#app/domain/questions/types/verdict.ts';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { PromptText } from '../prompt-text.tsx';
import { filledOf, listOf } from '../shown-question.ts';
import { ComparedTable, PlainText } from './compared.tsx';
import type { Reviewing } from './reviewed-question.ts';
import { NumberKeyText } from './typed-review.tsx';

/** Matching and gaps: which option each got, and which it should have. */
export function PairsReview({ question, answer, reviewKey: { pairs } }: Reviewing<'pairs'>) {
  const { t } = useTranslation();
  const options = question.options ?? [];
  const given = filledOf(answer);
  const textsOf = (ids: readonly string[]) =>
    ids.length === 0
      ? null
      : ids.map((id, index) => {
          const option = options.find((each) => each.id === id);
          return (
            <span key={id}>
              {index > 0 && '；'}
              {option ? <PromptText text={option.text} /> : id}
            </span>
          );
        });
  const parts = question.left ?? Object.keys(pairs).map((id) => ({ id, text: null }));
  return (
    <ComparedTable
      caption={t('question.compared')}
      rows={parts.map(({ id, text }, index) => {
        const right = pairs[id] ?? [];
        const chosen = listOf(given[id] ?? null);
        // A gap may take any of its options; a left thing takes all of them.
        const isRight = question.left
          ? chosen.length === right.length && chosen.every((each) => right.includes(each))
          : chosen.some((each) => right.includes(each));
        return {
          key: id,
          part: text ? <PromptText text={text} /> : t('question.gap', { n: index + 1 }),
          given: textsOf(chosen),
          right: textsOf(right) ?? <span className="text-ink-2">{t('question.noPartner')}</span>,
          outcome: isRight ? 'right' : chosen.length === 0 ? 'empty' : 'wrong',
        };
      })}
    />
  );
}

/** An order: what stood at each place and what belongs there. */
export function OrderReview({ question, answer, reviewKey: { ids } }: Reviewing<'order'>) {
  const { t } = useTranslation();
  const given = listOf(answer);
  const textOf = (id: string | undefined) => {
    const option = question.options?.find((each) => each.id === id);
    return option ? <PromptText text={option.text} /> : null;
  };
  return (
    <ComparedTable
      caption={t('question.compared')}
      rows={ids.map((id, index) => ({
        key: id,
        part: <span className="figures">{index + 1}</span>,
        given: textOf(given[index]),
        right: textOf(id),
        outcome: given[index] === id ? 'right' : given[index] === undefined ? 'empty' : 'wrong',
      }))}
    />
  );
}

/** Places of a text and cells of a table; whether a typed one was right, its part of the verdict tells. */
export function FieldsReview({
  question,
  answer,
  reviewKey,
  parts,
}: Reviewing<'fields'> & { readonly parts: readonly PartVerdict[] }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const given = filledOf(answer);
  const names = new Map<string, string>();
  for (const { header, cells } of question.table?.rows ?? [])
    cells.forEach((cell, at) => {
      const column = question.table?.columns[at + 1];
      if ('field' in cell)
        names.set(cell.field, t('question.cell', { row: local(header), column: column ? local(column) : '' }));
    });
  return (
    <ComparedTable
      caption={t('question.compared')}
      rows={Object.entries(reviewKey.fields).map(([id, key], index) => {
        const field = question.fields?.[id];
        const value = given[id];
        return {
          key: id,
          part: names.get(id) ?? t('question.blank', { n: index + 1 }),
          given: value === undefined ? null : <FieldValue field={field} value={String(value)} />,
          right: <FieldKeyText field={field} reviewKey={key} />,
          outcome: parts.find(({ part }) => part === id)?.outcome ?? 'empty',
        };
      })}
    />
  );
}

function FieldValue({ field, value }: { readonly field: PromptField | undefined; readonly value: string }) {
  const option = field?.kind === 'choice' ? field.options.find(({ id }) => id === value) : undefined;
  return option ? <PromptText text={option.text} /> : <PlainText text={value} />;
}

function FieldKeyText({
  field,
  reviewKey,
}: {
  readonly field: PromptField | undefined;
  readonly reviewKey: FieldReviewKey;
}) {
  if (reviewKey.kind === 'number') return <NumberKeyText reviewKey={reviewKey} />;
  const values = reviewKey.kind === 'texts' ? reviewKey.accept.map(([best = '']) => best) : reviewKey.ids;
  return values.map((value, index) => (
    <span key={value}>
      {index > 0 && '；'}
      <FieldValue field={field} value={value} />
    </span>
  ));
}

/** A passage with its marked words: right ones, wrongly marked ones, and those that were missed. */
export function HotTextReview({ question, answer, reviewKey: { ids } }: Reviewing<'options'>) {
  const { t } = useTranslation();
  const { language } = useRootData().preferences;
  const picked = pickText(question.passage ?? { zh: '' }, language);
  const chosen = listOf(answer);
  return (
    <p className="leading-[2.2] text-16" lang={picked.lang === language ? undefined : picked.lang}>
      {splitPlaces(picked.text).map((piece, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no identity
        if (!('place' in piece)) return <span key={index}>{piece.text}</span>;
        const isRight = ids.includes(piece.place);
        const isChosen = chosen.includes(piece.place);
        if (!isRight && !isChosen) return <span key={piece.place}>{piece.text}</span>;
        const word = isRight ? (isChosen ? 'markedRightly' : 'missed') : 'markedWrongly';
        const tone = isRight ? 'border-ok bg-ok-ground' : 'border-seal bg-seal-ground';
        return (
          <span key={piece.place} className={`mx-0.5 rounded-control border px-1.5 py-0.5 ${tone}`}>
            {piece.text}
            <span className="ml-1 text-13 text-ink-2">（{t(`question.${word}`)}）</span>
          </span>
        );
      })}
    </p>
  );
}
