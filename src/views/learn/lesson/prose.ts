/** A piece of a lesson's text: `$G$` is a symbol, `[word|channel]` a word of the glossary; each with the mark that follows it. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'symbol'; readonly id: string; readonly mark: string }
  | { readonly kind: 'notion'; readonly id: string; readonly text: string; readonly mark: string };

const marks = /\$(\w+)\$([.,;:!?)，。；：、！？）]*)|\[([^\]|]+)\|([\w-]+)\]([.,;:!?)，。；：、！？）]*)/g;

/** Paragraphs, with an empty line between two of them. */
export const paragraphsOf = (text: string): Piece[][] => text.split('\n\n').map(piecesOf);

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let read = 0;
  for (const match of text.matchAll(marks)) {
    const [all, symbol, mark = '', word = '', notion = '', notionMark = ''] = match;
    if (match.index > read) pieces.push({ kind: 'text', text: text.slice(read, match.index) });
    pieces.push(
      symbol === undefined
        ? { kind: 'notion', id: notion, text: word, mark: notionMark }
        : { kind: 'symbol', id: symbol, mark },
    );
    read = match.index + all.length;
  }
  if (read < text.length) pieces.push({ kind: 'text', text: text.slice(read) });
  return pieces;
}
