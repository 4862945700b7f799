import 'katex/dist/katex.min.css';
import katex from 'katex';
import { useMemo } from 'react';

/** A formula, drawn for the eye and as MathML for screen readers. @param tex one of the studio's own formulas */
export function Formula({ tex, isInline = false }: { tex: string; isInline?: boolean }) {
  const html = useMemo(
    () =>
      katex.renderToString(tex, {
        displayMode: !isInline,
        output: 'htmlAndMathml',
        strict: false,
        trust: ({ command }) => command === '\\htmlData',
      }),
    [tex, isInline],
  );
  const Box = isInline ? 'span' : 'div';
  // biome-ignore lint/security/noDangerouslySetInnerHtml: what KaTeX makes of formulas that stand in the source
  return <Box className={isInline ? undefined : 'formula'} dangerouslySetInnerHTML={{ __html: html }} />;
}
