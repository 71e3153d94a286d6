import { useTranslation } from 'react-i18next';

const TIERS = ['1', '2', '3'] as const;

/** 初级, 中级, 高级; a tier that is data only stands as its number. */
export function useTierWord(): (tier: number) => string {
  const { t } = useTranslation();
  return (tier) => {
    const known = TIERS.find((each) => each === String(tier));
    return known ? t(`learning.tier.${known}`) : String(tier);
  };
}

export function TierWord({ tier }: { tier: number }) {
  return <span className="whitespace-nowrap">{useTierWord()(tier)}</span>;
}
