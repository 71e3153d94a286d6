import * as React from 'react';
import { Component, type ComponentType, createContext, type LazyExoticComponent, lazy, type ReactNode } from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDOM from 'react-dom';

/** A compiled lesson: a component that draws its body with the components given. */
export type LessonComponent = ComponentType<{ readonly components: Readonly<Record<string, unknown>> }>;
type LessonModule = {
  readonly default: (react: unknown, reactDom: unknown, jsx: unknown) => { readonly default: LessonComponent };
};

/**
 * How a server render finds the lessons that its loader has loaded. The browser has none and imports them by their
 * hash from this origin (`/lessons/<hash>.js`), so nothing is ever evaluated from a text.
 */
export const LoadedLessonsContext = createContext<((hash: string) => LessonComponent | undefined) | undefined>(
  undefined,
);

export const lessonModulePath = (hash: string) => `/lessons/${hash}.js`;

const imported = new Map<string, LazyExoticComponent<LessonComponent>>();
const alive = new Map<string, LessonComponent>();

/** The lesson whose code this origin serves at a path. @throws when it cannot be had. */
export async function importLessonFrom(path: string): Promise<LessonComponent> {
  const module = (await import(/* @vite-ignore */ path)) as LessonModule;
  return module.default(React, ReactDOM, jsxRuntime).default;
}

async function importLesson(hash: string): Promise<{ readonly default: LessonComponent }> {
  const lesson = await importLessonFrom(lessonModulePath(hash));
  alive.set(hash, lesson);
  return { default: lesson };
}

/**
 * Imports the lesson that the server drew before the page comes alive: a boundary that waits for its code while the
 * page is updated would throw the server's text away. One that cannot be had is asked for again when it is drawn.
 */
export async function awaitDrawnLesson(): Promise<void> {
  const hash = document.querySelector<HTMLElement>('[data-lesson]')?.dataset.lesson;
  if (hash) await importLesson(hash).catch(() => undefined);
}

/** One lazy component per hash for the life of the page, so that going back to a lesson shows it at once. */
function lazyLesson(hash: string): LazyExoticComponent<LessonComponent> {
  let component = imported.get(hash);
  if (!component) {
    component = lazy(() => importLesson(hash));
    imported.set(hash, component);
  }
  return component;
}

/**
 * The body of a lesson. On the server it is drawn at once; in the browser it is lazy within the same Suspense boundary
 * of the caller, so that the server's text stays on the page until it is alive.
 */
export function LessonContent({
  hash,
  components,
}: {
  readonly hash: string;
  readonly components: Readonly<Record<string, unknown>>;
}) {
  const loaded = React.useContext(LoadedLessonsContext);
  const Content = loaded?.(hash) ?? alive.get(hash) ?? lazyLesson(hash);
  return <Content components={components} />;
}

/**
 * What is shown when the body could not be imported: the network, or a lesson that was withdrawn meanwhile.
 * Give it the hash as its key.
 */
export class LessonBoundary extends Component<
  { readonly hash: string; readonly fallback: ReactNode; readonly children: ReactNode },
  { readonly failed: boolean }
> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch() {
    // A rejected import would be remembered for ever.
    imported.delete(this.props.hash);
  }
  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
