import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ComponentDraft, INSERTABLE, writeComponent } from '#app/domain/courses/component-text.ts';
import { LESSON_COMPONENTS } from '#app/domain/courses/lesson-components.ts';
import { Button } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Dialog } from '#app/ui/components/dialog.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { ComponentFields, draftFaults, emptyDraft } from './component-fields.tsx';
import { ComponentPicture } from './component-picture.tsx';
import { isComponentName } from './component-words.ts';

/** Chooses a component, explains its fields, and gives the MDX to put at the cursor. */
export function InsertDialog({
  open,
  onClose,
  onInsert,
  onImage,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onInsert: (block: string) => void;
  readonly onImage: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<ComponentDraft | null>(null);
  const [tried, setTried] = useState(false);
  const choices = useRef<HTMLUListElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const chosen = draft?.name;
  // After the dialog's own effect, which has put the focus on its title.
  useEffect(() => {
    if (!open) return;
    if (chosen === undefined) choices.current?.querySelector('button')?.focus();
    else form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, [open, chosen]);
  const close = () => {
    setDraft(null);
    setTried(false);
    onClose();
  };
  const choose = (name: string) => {
    const first = emptyDraft(name);
    if (LESSON_COMPONENTS[name]?.children.kind === 'none') {
      onInsert(writeComponent(first));
      close();
    } else setDraft(first);
  };
  const faults = draft ? draftFaults(draft) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!draft) return;
    setTried(true);
    const [first] = faults;
    if (first) {
      document.getElementById(first)?.focus();
      return;
    }
    onInsert(writeComponent(draft));
    close();
  };
  const name = draft && isComponentName(draft.name) ? draft.name : null;
  return (
    <Dialog
      open={open}
      onClose={close}
      title={
        name
          ? t('authoring.insert.titleOf', { name: t(`authoring.component.${name}.name`) })
          : t('authoring.insert.title')
      }
    >
      {draft && name ? (
        <form
          ref={form}
          onSubmit={submit}
          onKeyDown={holdEnterWhileComposing}
          noValidate
          className="flex flex-col gap-4"
        >
          <p className="text-ink-2">{t(`authoring.component.${name}.purpose`)}</p>
          {tried && faults.length > 0 && <FormError title={t('authoring.insert.missing', { count: faults.length })} />}
          <ComponentFields draft={draft} onChange={setDraft} faults={tried ? faults : []} />
          <div className="flex flex-wrap justify-end gap-3">
            <Button type="button" tone="quiet" onClick={() => setDraft(null)}>
              {t('authoring.insert.another')}
            </Button>
            <Button tone="primary">{t('authoring.insert.submit')}</Button>
          </div>
        </form>
      ) : (
        <ul ref={choices} onKeyDown={moveAmongChoices} className="-mx-2 flex flex-col">
          <li>
            <Choice
              first
              picture="Image"
              name={t('authoring.image.name')}
              purpose={t('authoring.image.purpose')}
              onClick={() => {
                close();
                onImage();
              }}
            />
          </li>
          {INSERTABLE.filter(isComponentName).map((each) => (
            <li key={each}>
              <Choice
                picture={each}
                name={t(`authoring.component.${each}.name`)}
                purpose={t(`authoring.component.${each}.purpose`)}
                onClick={() => choose(each)}
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** The list is one stop of the Tab key; arrows, Home and End go from choice to choice. */
function moveAmongChoices(event: KeyboardEvent<HTMLUListElement>) {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  const next = to === undefined ? undefined : buttons[(to + buttons.length) % buttons.length];
  if (!next) return;
  event.preventDefault();
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

function Choice({
  first = false,
  picture,
  name,
  purpose,
  onClick,
}: {
  readonly first?: boolean;
  readonly picture: string;
  readonly name: string;
  readonly purpose: string;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      tabIndex={first ? 0 : -1}
      onClick={onClick}
      className="flex min-h-14 w-full items-center gap-4 rounded-control px-2 py-2 text-left hover:bg-sunken"
    >
      <ComponentPicture name={picture} />
      <span className="min-w-0">
        <span className="block font-medium">{name}</span>
        <span className="block text-13 text-ink-2">{purpose}</span>
      </span>
    </button>
  );
}
