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
  // biome-ignore lint/security/noDangerouslySetInnerHtml: what KaTeX makes of formulas that stand in the source
  if (isInline) return <span dangerouslySetInnerHTML={{ __html: html }} />;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: likewise
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a formula wider than its place is scrolled by the keyboard too
  return <div className="formula" tabIndex={0} dangerouslySetInnerHTML={{ __html: html }} />;
}
