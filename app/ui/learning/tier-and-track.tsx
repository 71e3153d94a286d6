import { useTranslation } from 'react-i18next';

const TIERS = ['1', '2', '3'] as const;
const TRACKS = ['general', 'specialist', 'leadership'] as const;

/** "初级". */
export function useTierWord(): (tier: number) => string {
  const { t } = useTranslation();
  return (tier) => {
    const word = TIERS.find((each) => each === String(tier));
    return word ? t(`learning.tier.${word}`) : String(tier);
  };
}

/** "初级 · 通用". A track that is data only, without words of its own, stands as its code. */
export function useTierAndTrack(): (of: { tier: number; track: string }) => string {
  const { t } = useTranslation();
  const tierWord = useTierWord();
  return ({ tier, track }) => {
    const trackWord = TRACKS.find((each) => each === track);
    return [tierWord(tier), trackWord ? t(`learning.track.${trackWord}`) : track].join(' · ');
  };
}

export function TierAndTrack(of: { readonly tier: number; readonly track: string }) {
  return <span>{useTierAndTrack()(of)}</span>;
}
