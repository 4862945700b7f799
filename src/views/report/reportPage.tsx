import { renderToStaticMarkup } from 'react-dom/server';
import type { Run } from '../../store/run';
import { languageOn, languages } from '../../words/language';
import { reportTexts } from '../../words/reportPage';
import { fill } from '../../words/text';
import type { TestAnswers } from '../use/useAnswers';
import { RunReport } from './RunReport';
import style from './report.css?raw';

/** The report on a run as a page that opens by itself, with the network off; undefined if it has not finished. */
export function reportPage(run: Run, answers: TestAnswers | undefined): string | undefined {
  const { report } = run.state;
  if (!report) return undefined;
  const page = (
    <html lang={languages[languageOn()].tag}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{fill(reportTexts.title, { network: run.network })}</title>
        <style>{style}</style>
      </head>
      <body>
        <RunReport run={run} report={report} answers={answers} />
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
