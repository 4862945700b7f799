import { type SyntheticEvent, useState } from 'react';
import { isSymbol, type SymbolId } from '../../../words/lessons/symbols';

/** What lights up: every part within, of a formula or of a figure, whose `data-symbol` has the symbol that is looked at. */
export function useLit() {
  const [lit, setLit] = useState<SymbolId>();
  const look = ({ target }: SyntheticEvent) => setLit(symbolAt(target));
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
  const marked = target instanceof Element ? target.closest('[data-symbol]') : null;
  const [id] = marked?.getAttribute('data-symbol')?.split(' ') ?? [];
  return isSymbol(id) ? id : undefined;
}
