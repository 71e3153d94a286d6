import { createHash } from 'node:crypto';
import type { Nodes, Root } from 'mdast';
import type { CompiledImages, LessonCompiler } from '#app/usecases/context.ts';

/** Raise when options, plugins or mdx-bundler change what the same source compiles to; the reason goes beside it. */
const COMPILER_VERSION = 'mdx-bundler-10.1.1/gfm-4.0.1/1';

/**
 * Compiles a lesson body that the guard (app/domain/courses) has let through. The code is an ES module whose default
 * export is a function of (React, ReactDOM, _jsx_runtime) returning the module with the component: the browser imports
 * it by its hash and the server imports the same text, so nothing is evaluated anywhere.
 */
export const mdxLessons: LessonCompiler = {
  version: COMPILER_VERSION,
  async compile(body, images = new Map()) {
    // Loaded with the first lesson: half a second and 40 MB that most commands never need.
    const { bundleMDX } = await import('mdx-bundler');
    const { default: remarkGfm } = await import('remark-gfm');
    const { opensWithRule } = await import('#app/domain/courses/check-lesson.ts');
    // mdx-bundler runs a block that opens with ---js; the guard refuses it too, but this is the last door.
    if (opensWithRule(body)) throw new Error('a lesson body must not open with front matter');
    const { code } = await bundleMDX({
      source: body,
      mdxOptions(options) {
        options.remarkPlugins = [...(options.remarkPlugins ?? []), remarkGfm, [placeImages, images]];
        return options;
      },
      // What is wrong is thrown; esbuild would print it as well.
      esbuildOptions: (options) => ({ ...options, logLevel: 'silent' }),
    });
    const module = `export default function (React, ReactDOM, _jsx_runtime) {\n${code}\n}\n`;
    return { code: module, hash: createHash('sha256').update(module).digest('hex') };
  },
};

/**
 * Sends each image that the text names to where it is served, with its size, so that the page keeps its place before
 * it has come. An image that is not there (only a draft's preview lets it through) keeps nothing but its words.
 */
const placeImages = (images: CompiledImages) => (tree: Root) => {
  const visit = (node: Nodes) => {
    if (node.type === 'image') {
      const image = images.get(node.url);
      node.url = image?.address ?? '';
      if (image) node.data = { ...node.data, hProperties: { width: image.width, height: image.height } };
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
};
