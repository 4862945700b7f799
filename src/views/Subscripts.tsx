/** L_S and its like, in words. */
const symbols = /\b(\w_\w)\b/;

/** A text whose symbols `L_S` are set with their index below. */
export const Subscripts = ({ text }: { text: string }) =>
  text.split(symbols).map((part, place) => {
    if (place % 2 === 0) return part;
    const [letter, index] = part.split('_');
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <span key={place} className="symbol">
        {letter}
        <sub>{index}</sub>
      </span>
    );
  });
