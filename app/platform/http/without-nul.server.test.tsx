import { text } from 'node:stream/consumers';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, test } from 'vitest';
import { withoutNul } from './without-nul.server.ts';

test('a document of Chinese text leaves the renderer whole wherever its views end', async () => {
  // 2,048 bytes a view, three to a character: with each offset some character falls across the end of one.
  for (let offset = 0; offset < 3; offset += 1) {
    const words = Array.from({ length: 400 }, (_, i) => `第${i}条规定`);
    const body = withoutNul();
    const { pipe } = renderToPipeableStream(
      <p title={'x'.repeat(offset)}>
        {words.map((word) => (
          <i key={word}>{word}</i>
        ))}
      </p>,
    );
    pipe(body);
    const html = await text(body);
    expect(html).not.toContain('\u0000');
    expect(html.replace(/<[^>]*>/g, '')).toBe(words.join(''));
  }
});
