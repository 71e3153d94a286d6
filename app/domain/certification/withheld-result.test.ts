import { describe, expect, it } from 'vitest';
import { followRelease, idOfFollowingChange, type ReleaseAct } from './withheld-result.ts';

const act = (id: string, kind: ReleaseAct['kind'], at: number): ReleaseAct => ({ id, kind, at });
const released = act('sev_1', 'released', 1_000);
const withdrawn = act('sev_2', 'release-withdrawn', 2_000);
const again = act('sev_3', 'released', 3_000);
const certificateId = 'crt_1';
const suspended = { id: idOfFollowingChange({ act: withdrawn, certificateId }), kind: 'suspended' } as const;

describe('a certificate whose result is withheld again', () => {
  it('is suspended once, by a change that names the act and sorts by its moment', () => {
    const change = followRelease({ released: false, acts: [released, withdrawn], certificateId, changes: [] });
    expect(change).toEqual({ kind: 'suspended', id: suspended.id, act: withdrawn });
    expect(
      followRelease({ released: false, acts: [released, withdrawn], certificateId, changes: [suspended] }),
    ).toBeNull();
    expect(suspended.id < idOfFollowingChange({ act: again, certificateId })).toBe(true);
  });

  it('is reinstated by the next release, and not twice', () => {
    const acts = [released, withdrawn, again];
    const change = followRelease({ released: true, acts, certificateId, changes: [suspended] });
    expect(change).toMatchObject({ kind: 'reinstated', act: again });
    const reinstated = { id: change?.id ?? '', kind: 'reinstated' } as const;
    expect(followRelease({ released: true, acts, certificateId, changes: [suspended, reinstated] })).toBeNull();
  });

  it('stays suspended when that was for another reason, or when another reason came after', () => {
    const other = { id: 'cev_other', kind: 'suspended' } as const;
    const acts = [released, withdrawn, again];
    expect(followRelease({ released: true, acts, certificateId, changes: [other] })).toBeNull();
    expect(followRelease({ released: true, acts, certificateId, changes: [suspended, other] })).toBeNull();
  });

  it('is left alone when it was revoked, and when nobody withdrew anything', () => {
    const revoked = { id: 'cev_r', kind: 'revoked' } as const;
    expect(
      followRelease({ released: false, acts: [released, withdrawn], certificateId, changes: [revoked] }),
    ).toBeNull();
    expect(followRelease({ released: false, acts: [], certificateId, changes: [] })).toBeNull();
    expect(followRelease({ released: true, acts: [released], certificateId, changes: [] })).toBeNull();
  });
});
