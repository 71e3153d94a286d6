import { useTranslation } from 'react-i18next';

const TIERS = ['1', '2', '3'] as const;
const TRACKS = ['general', 'specialist', 'leadership'] as const;

/** "初级 · 通用". A track that is data only, without words of its own, stands as its code. */
export function useTierAndTrack(): (of: { tier: number; track: string }) => string {
  const { t } = useTranslation();
  return ({ tier, track }) => {
    const tierWord = TIERS.find((each) => each === String(tier));
    const trackWord = TRACKS.find((each) => each === track);
    return [
      tierWord ? t(`learning.tier.${tierWord}`) : String(tier),
      trackWord ? t(`learning.track.${trackWord}`) : track,
    ].join(' · ');
  };
}

export function TierAndTrack(of: { readonly tier: number; readonly track: string }) {
  return <span>{useTierAndTrack()(of)}</span>;
}
