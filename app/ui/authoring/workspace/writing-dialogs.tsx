import type { Dispatch, RefObject, SetStateAction } from 'react';
import { useTranslation } from 'react-i18next';
import { asBlock, type FoundTag } from '#app/domain/courses/component-text.ts';
import type { EditorHandle } from '../editor/editor-handle.ts';
import { ImageDialog } from './image-dialog.tsx';
import { InsertDialog } from './insert-dialog.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { TagDialog } from './tag-dialog.tsx';
import type { useDraft } from './use-draft.ts';

/** Which of a writer's dialogs is open. */
export type WritingDialog =
  | { readonly kind: 'insert' }
  | { readonly kind: 'tag'; readonly tag: FoundTag }
  | { readonly kind: 'image'; readonly file: File | null };

/** What stands beside a text for those who write it: how the keys work, what can be put in, a last word on leaving. */
export function WritingDialogs({
  work,
  source,
  dialog,
  onDialog,
  onChange,
}: {
  readonly work: ReturnType<typeof useDraft>;
  readonly source: RefObject<EditorHandle>;
  readonly dialog: WritingDialog | null;
  readonly onDialog: Dispatch<SetStateAction<WritingDialog | null>>;
  readonly onChange: () => void;
}) {
  const { t } = useTranslation();
  // A dialog says that it was closed after another has taken its place too.
  const close = (kind: WritingDialog['kind']) => onDialog((open) => (open?.kind === kind ? null : open));
  const closeToText = (kind: WritingDialog['kind']) => {
    close(kind);
    source.current?.focus();
  };
  const insert = (block: string) => {
    const handle = source.current;
    if (!handle) return;
    const text = handle.text();
    const offset = handle.cursor();
    handle.replace({ from: offset, to: offset, insert: asBlock({ text, offset, block }) });
    onChange();
  };
  return (
    <>
      <p className="text-13 text-ink-2 noscript:hidden">{t('authoring.editor.keys')}</p>
      <InsertDialog
        open={dialog?.kind === 'insert'}
        onClose={() => closeToText('insert')}
        onInsert={insert}
        onImage={() => onDialog({ kind: 'image', file: null })}
      />
      <TagDialog
        tag={dialog?.kind === 'tag' ? dialog.tag : null}
        onClose={() => close('tag')}
        onChange={(written) => {
          if (dialog?.kind === 'tag')
            source.current?.replace({ from: dialog.tag.from, to: dialog.tag.to, insert: written });
          onDialog(null);
          onChange();
        }}
      />
      <ImageDialog
        open={dialog?.kind === 'image'}
        given={dialog?.kind === 'image' ? dialog.file : null}
        calls={work.calls}
        onClose={() => closeToText('image')}
        onInsert={({ path, hash, block }) => {
          work.addImage(path, hash);
          insert(block);
          onDialog(null);
        }}
      />
      <LeaveGuard hasUnsaved={work.hasUnsaved} saveNow={work.saveNow} />
    </>
  );
}
