import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FoundTag, rewriteTag } from '#app/domain/courses/component-text.ts';
import { Button } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Dialog } from '#app/ui/components/dialog.tsx';
import { AttributeFields, attributeFaults } from './component-fields.tsx';
import { isComponentName } from './component-words.ts';

/** The fields of the component whose tag the cursor stands on; what stands inside it is edited in the text. */
export function TagDialog({
  tag,
  onClose,
  onChange,
}: {
  readonly tag: FoundTag | null;
  readonly onClose: () => void;
  readonly onChange: (written: string) => void;
}) {
  const { t } = useTranslation();
  const [attributes, setAttributes] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState(false);
  useEffect(() => {
    setAttributes(tag?.attributes ?? {});
    setTried(false);
  }, [tag]);
  const draft = { name: tag?.name ?? '', attributes };
  const faults = attributeFaults(draft, 'tag');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [first] = faults;
    if (first) document.getElementById(first)?.focus();
    else if (tag) onChange(rewriteTag(tag, attributes));
  };
  const name = tag && isComponentName(tag.name) ? t(`authoring.component.${tag.name}.name`) : '';
  return (
    <Dialog open={tag !== null} onClose={onClose} title={t('authoring.insert.editTitle', { name })}>
      <form onSubmit={submit} onKeyDown={holdEnterWhileComposing} noValidate className="flex flex-col gap-4">
        <AttributeFields
          draft={draft}
          prefix="tag"
          faults={tried ? faults : []}
          onChange={(next) => setAttributes(next.attributes)}
        />
        {Object.keys(attributes).length === 0 && tag?.selfClosing && <p>{t('authoring.insert.noFields')}</p>}
        <div className="flex justify-end">
          <Button tone="primary">{t('authoring.insert.change')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
