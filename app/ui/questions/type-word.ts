import { useTranslation } from 'react-i18next';
import type { Words } from '#app/ui/words/zh-CN/index.ts';

type TypeWord = keyof Words['question']['type'];

/** What a question type is called; one without words of its own shows its code. */
export function useTypeWord(): (type: string) => string {
  const { t, i18n } = useTranslation();
  return (type) => (i18n.exists(`question.type.${type}`) ? t(`question.type.${type as TypeWord}`) : type);
}
