import { type SyntheticEvent, useState } from 'react';
import { isSymbol, type SymbolId } from '../../../words/lessons/symbols';

/** What lights up: every part within, of a formula or of a figure, whose `data-symbol` has the symbol that is looked at. */
export function useLit() {
  const [lit, setLit] = useState<SymbolId>();
  const look = ({ target }: SyntheticEvent) => {
    const symbol = symbolAt(target);
    if (symbol !== undefined || !isBesideFormula(target)) setLit(symbol);
  };
  return {
    lit,
    /** For the element that holds formulas and figures. */
    handlers: { onPointerOver: look, onPointerLeave: () => setLit(undefined), onFocus: look, onClick: look },
    style: lit && (
      <style>{`.lesson [data-symbol~="${lit}"]{outline:var(--lit-line);background-color:var(--lit-ground)}`}</style>
    ),
  };
}

function symbolAt(target: EventTarget): SymbolId | undefined {
  if (!(target instanceof Element) || isWithinAction(target)) return undefined;
  const marked = target.closest('[data-symbol]');
  const [id] = marked?.getAttribute('data-symbol')?.split(' ') ?? [];
  return isSymbol(id) ? id : undefined;
}

/** In a button that does something else than to look at a symbol: what it is made of would light up with all of its kind. */
const isWithinAction = (target: Element): boolean =>
  target.closest('button')?.matches('[data-symbol], [data-look]') === false;

/** On the way from a symbol to what is said of it. */
const isBesideFormula = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('.formula-box') !== null;
