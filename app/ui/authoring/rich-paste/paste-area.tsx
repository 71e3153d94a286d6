import { type ClipboardEvent, type ComponentPropsWithoutRef, useEffect, useRef } from 'react';
import { TextArea } from '#app/ui/components/inputs.tsx';
import { richHtmlOf } from './rich-text.ts';
import { usePastedWords } from './use-pasted-words.ts';

/** A text area into which text from a word processor or a web page goes as Markdown. */
export function PasteArea(props: Omit<ComponentPropsWithoutRef<typeof TextArea>, 'onPaste'>) {
  const tell = usePastedWords();
  const loaded = useRef<typeof import('./markdown-of-html.ts') | null>(null);
  useEffect(() => {
    // Until it is there, and where it does not come, a paste is plain text.
    import('./markdown-of-html.ts').then(
      (module) => {
        loaded.current = module;
      },
      () => {},
    );
  }, []);
  const take = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const html = richHtmlOf(event.clipboardData);
    if (html === null || !loaded.current) return;
    const { text, pictures } = loaded.current.markdownOfHtml(html);
    event.preventDefault();
    // The only way into a text area that the browser's own undo knows.
    if (!document.execCommand('insertText', false, text)) event.currentTarget.setRangeText(text);
    tell(pictures);
  };
  return <TextArea {...props} onPaste={take} />;
}
