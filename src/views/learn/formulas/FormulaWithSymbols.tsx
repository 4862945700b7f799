import { writeAddress } from '../../../store/address';
import { learnWords } from '../../../words/lessons/frame';
import { type SymbolId, symbolWords } from '../../../words/lessons/symbols';
import { frameWords } from '../../../words/views';
import { Formula } from './Formula';
import { type FormulaId, formulas, symbolsIn, symbolTex } from './formulas';

/** A formula and its symbols, each a button that lights up what it stands for. @param lit the symbol that is looked at */
export function FormulaWithSymbols({ id, lit }: { id: FormulaId; lit: SymbolId | undefined }) {
  const symbols = symbolsIn(id);
  const shown = lit !== undefined && symbols.includes(lit) ? lit : undefined;
  return (
    <div className="formula-box">
      <Formula tex={formulas[id]} />
      <div className="formula-symbols">
        {symbols.map((symbol) => (
          <button key={symbol} type="button" data-symbol={symbol} aria-pressed={symbol === lit}>
            <Formula tex={symbolTex[symbol]} isInline /> {symbolWords[symbol].name}
          </button>
        ))}
      </div>
      <p className="formula-meaning">
        {shown ? symbolWords[shown].meaning : learnWords.where}{' '}
        {shown && (
          <a href={writeAddress({ view: 'learn', lesson: 'glossary', term: shown })}>{frameWords['in-glossary']}</a>
        )}
      </p>
    </div>
  );
}
