import { useTranslation } from 'react-i18next';

export type Effect = {
  readonly isNew: boolean;
  readonly learnersMidway: number;
  readonly completionsKept: number;
  readonly completionsLost: number;
};

/** What publishing touches, in sentences with their numbers; what is nobody is left out. */
export function EffectView({ effect }: { readonly effect: Effect }) {
  const { t } = useTranslation();
  if (effect.isNew) return <p>{t('authoring.effect.isNew')}</p>;
  return (
    <ul className="list-disc pl-5">
      <li>{t('authoring.effect.midway', { count: effect.learnersMidway })}</li>
      <li>{t('authoring.effect.kept', { count: effect.completionsKept })}</li>
      <li>{t('authoring.effect.lost', { count: effect.completionsLost })}</li>
    </ul>
  );
}
