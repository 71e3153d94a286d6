import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { CloseIcon } from '#app/ui/icons/icons.tsx';
import { HintedField, WritersOnly } from './reading.tsx';

export type PointChoice = { readonly code: string; readonly name: string };

/** Knowledge points of the standard, found by code or by words; unknown codes that the text holds stay and are named. */
export function PointChooser({
  id,
  chosen,
  points,
  error,
  onChange,
}: {
  readonly id: string;
  readonly chosen: readonly string[];
  readonly points: readonly PointChoice[];
  readonly error?: string | undefined;
  readonly onChange: (codes: string[]) => void;
}) {
  const { t } = useTranslation();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const found = points.find(({ code, name }) => typed === code || typed === `${code} ${name}`);
  const add = () => {
    if (!found) return;
    if (!chosen.includes(found.code)) onChange([...chosen, found.code]);
    setTyped('');
  };
  return (
    <div className="flex flex-col gap-2">
      <HintedField label={t('authoring.point.label')} hint={t('authoring.point.hint')} id={id} required error={error}>
        <div className="flex gap-2">
          <TextInput
            id={id}
            list={listId}
            value={typed}
            lang="zh-CN"
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              if (!event.nativeEvent.isComposing) add();
            }}
          />
          <WritersOnly>
            <Button type="button" onClick={add} disabled={!found}>
              {t('authoring.add')}
            </Button>
          </WritersOnly>
        </div>
      </HintedField>
      <datalist id={listId}>
        {points
          .filter(({ code }) => !chosen.includes(code))
          .map(({ code, name }) => (
            <option key={code} value={`${code} ${name}`} />
          ))}
      </datalist>
      <ul className="flex flex-wrap gap-2">
        {chosen.map((code) => {
          const point = points.find((each) => each.code === code);
          return (
            <li key={code} className="inline-flex items-center rounded-control border border-line bg-sunken text-13">
              <span className="figures py-1 pl-2" lang="zh-CN">
                {code} {point?.name ?? <span lang="">{t('authoring.point.unknown')}</span>}
              </span>
              <WritersOnly>
                <button
                  type="button"
                  aria-label={t('authoring.point.remove', { code })}
                  onClick={() => onChange(chosen.filter((each) => each !== code))}
                  className="flex size-9 items-center justify-center text-ink-2 hover:text-ink md:size-7"
                >
                  <CloseIcon size={16} />
                </button>
              </WritersOnly>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
