import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** CodeMirror's own words by their English original. */
export function useEditorPhrases(): Record<string, string> {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      Find: t('authoring.editor.find'),
      Replace: t('authoring.editor.replaceWith'),
      next: t('authoring.editor.next'),
      previous: t('authoring.editor.previous'),
      all: t('authoring.editor.selectAll'),
      'match case': t('authoring.editor.matchCase'),
      'by word': t('authoring.editor.byWord'),
      regexp: t('authoring.editor.regexp'),
      replace: t('authoring.editor.replace'),
      'replace all': t('authoring.editor.replaceAll'),
      close: t('shell.close'),
      'current match': t('authoring.editor.currentMatch'),
      'replaced $ matches': t('authoring.editor.replaced'),
      'replaced match on line $': t('authoring.editor.replacedOn'),
      'on line': t('authoring.editor.onLine'),
      'Go to line': t('authoring.editor.goToLine'),
      go: t('authoring.editor.go'),
      Completions: t('authoring.editor.completions'),
      Diagnostics: t('authoring.editor.diagnostics'),
      'No diagnostics': t('authoring.editor.noDiagnostics'),
      'Control character': t('authoring.editor.controlCharacter'),
    }),
    [t],
  );
}
