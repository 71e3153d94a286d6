import { useRouteLoaderData } from '@remix-run/react';
import type { Language } from '#app/domain/kernel/local-text.ts';
import type { Role } from '#app/domain/people/roles.ts';

/** What every page knows; the root loader gives exactly this. */
export type RootData = {
  readonly preferences: { readonly language: Language; readonly theme: 'system' | 'light' | 'dark' };
  readonly person: { readonly name: string; readonly employeeNo: string; readonly roles: readonly Role[] } | null;
  /** The authority that runs this installation; null before it has been entered. */
  readonly authority: string | null;
  readonly demo: boolean;
  /** IANA zone in which days and times are shown. */
  readonly zone: string;
};

const WITHOUT_ROOT: RootData = {
  preferences: { language: 'zh-CN', theme: 'system' },
  person: null,
  authority: null,
  demo: false,
  zone: 'Asia/Shanghai',
};

/** The root loader's data; plain defaults where the root loader itself failed. */
export function useRootData(): RootData {
  return useRouteLoaderData<RootData>('root') ?? WITHOUT_ROOT;
}
