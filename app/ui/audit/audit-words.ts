import { useTranslation } from 'react-i18next';

type Group = 'stream' | 'action' | 'outcome' | 'actorKind' | 'actorName' | 'subjectKind' | 'detail';

/** Words for codes as the log holds them: old entries keep codes that this version may no longer know. */
export function useAuditWords() {
  const { t, i18n } = useTranslation();
  /** Null for a code without words. */
  const findWord = (group: Group, code: string): string | null => {
    const key = `audit.${group}.${code}`;
    if (!/^[\w.-]+$/.test(code) || !i18n.exists(key)) return null;
    const found: unknown = i18n.t(key as 'audit.title', { returnObjects: true });
    return typeof found === 'string' ? found : null;
  };
  const word = (group: Group, code: string) => findWord(group, code) ?? code;
  return {
    findWord,
    word,
    /** The name of a setting; a key that this version has no name for stands for itself. */
    settingWord: (key: string) => {
      const name = `oversight.settings.of.${key}.name`;
      return /^[\w.-]+$/.test(key) && i18n.exists(name) ? t(name as 'audit.title') : key;
    },
    streamWord: (stream: string) =>
      stream.startsWith('sitting:')
        ? t('audit.oneSitting', { id: stream.slice('sitting:'.length) })
        : word('stream', stream),
  };
}
