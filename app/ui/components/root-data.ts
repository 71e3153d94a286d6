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
  /** In development only: what is wrong with the content that is being written. */
  readonly contentFaults?: ContentFaultLines;
};

export type ContentFaultLines = {
  /** Faults that kept the folder from being imported; 0 where there are warnings alone. */
  readonly refused: number;
  readonly total: number;
  /** The first of them. */
  readonly lines: readonly {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly code: string;
    readonly message: string;
  }[];
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
