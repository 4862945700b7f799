import { isNotion } from '../../../words/lessons/glossary';
import { isSymbol } from '../../../words/lessons/symbols';
import { Formula } from '../formulas/Formula';
import { symbolTex } from '../formulas/formulas';
import { Notion } from './Notion';
import { type Piece, paragraphsOf } from './prose';

/** A lesson's text: its symbols light up, its words of the glossary are explained. */
export function Prose({ text }: { text: string }) {
  return paragraphsOf(text).map((pieces, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs stay in their order
    <p key={at}>
      {pieces.map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: so do pieces
        <ShownPiece key={place} piece={piece} />
      ))}
    </p>
  ));
}

function ShownPiece({ piece }: { piece: Piece }) {
  if (piece.kind === 'text') return piece.text;
  return (
    <span className="with-mark">
      {piece.kind === 'notion' && isNotion(piece.id) && <Notion id={piece.id}>{piece.text}</Notion>}
      {piece.kind === 'symbol' && isSymbol(piece.id) && (
        <span data-symbol={piece.id}>
          <Formula tex={symbolTex[piece.id]} isInline />
        </span>
      )}
      {piece.mark}
    </span>
  );
}
