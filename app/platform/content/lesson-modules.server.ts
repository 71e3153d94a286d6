import { createHash } from 'node:crypto';
import type { ComponentType } from 'react';
import * as React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDOM from 'react-dom';
import type { Context } from '#app/usecases/context.ts';
import { findArtifact } from '#db/stores/content.ts';

/** A compiled lesson: draws its body with the components given. */
export type LessonComponent = ComponentType<{ readonly components: Readonly<Record<string, unknown>> }>;

type LessonModule = {
  readonly default: (react: unknown, reactDom: unknown, jsx: unknown) => { readonly default: LessonComponent };
};

const loading = new Map<string, Promise<LessonComponent>>();
const loaded = new Map<string, LessonComponent>();

/**
 * The component of a compiled lesson, loaded once per process: the very text that browsers get as `/lessons/<hash>.js`
 * is imported as a module from a data: address. So nothing is evaluated from a string, and the server runs under
 * `--disallow-code-generation-from-strings`. What is imported stays in memory, which is why only code that is stored
 * under its own hash is.
 * @returns null when there is no such code.
 */
export async function loadLessonComponent(
  context: Pick<Context, 'database'>,
  hash: string,
): Promise<LessonComponent | null> {
  const known = loaded.get(hash);
  if (known) return known;
  const code = await findArtifact(context.database.read, hash);
  return code === null ? null : importLesson({ code, hash });
}

/** What was loaded before, at once: rendering cannot wait. A loader calls loadLessonComponent first. */
export const findLoadedLesson = (hash: string): LessonComponent | undefined => loaded.get(hash);

/** @throws when the code is not what its hash says, or is no lesson. */
export function importLesson({ code, hash }: { code: string; hash: string }): Promise<LessonComponent> {
  let component = loading.get(hash);
  if (!component) {
    component = importOnce({ code, hash });
    loading.set(hash, component);
    component.catch(() => loading.delete(hash));
  }
  return component;
}

async function importOnce({ code, hash }: { code: string; hash: string }): Promise<LessonComponent> {
  if (createHash('sha256').update(code).digest('hex') !== hash) throw new Error(`lesson code ${hash} was altered`);
  const address = `data:text/javascript;base64,${Buffer.from(code, 'utf8').toString('base64')}`;
  const module = (await import(/* @vite-ignore */ address)) as LessonModule;
  const { default: component } = module.default(React, ReactDOM, jsxRuntime);
  loaded.set(hash, component);
  return component;
}
