import type { SymbolId } from '../../../words/lessons/symbols';

/** How each symbol is set. */
export const symbolTex: Readonly<Record<SymbolId, string>> = {
  A: 'A',
  F: 'F^p',
  G: 'G_k',
  L: 'L',
  LM: 'L_M',
  LS: 'L_S^p',
  O: 'O',
  Ob: 'O^b',
  Q: 'Q',
  T: 'T',
  W: 'W',
  X: 'X',
  alpha: '\\alpha',
  epsilon: '\\varepsilon',
  kappa: '\\kappa',
  lambda: '\\lambda',
  theta: '\\theta',
  y: 'y',
};

/** A symbol that lights up what it stands for; `tex` where it is set otherwise, with an index, say. */
const marked = (id: SymbolId, tex = symbolTex[id]): string => `\\htmlData{symbol=${id}}{${tex}}`;

const tex = (
  { raw }: TemplateStringsArray,
  ...symbols: ReadonlyArray<SymbolId | readonly [SymbolId, string]>
): string =>
  raw.reduce((text, piece, index) => {
    const symbol = symbols[index - 1]!;
    return text + (typeof symbol === 'string' ? marked(symbol) : marked(...symbol)) + piece;
  });

/** The paper's equations (Zhuang et al., NeurIPS 2018), and that of distillation (Hinton et al., 2015), in KaTeX. */
export const formulas = {
  /** Eq 1. */
  convolution: tex`${['O', 'O_j']} = \sum_{k \in ${'A'}} ${['X', 'X_k']} * ${['W', 'W_{j,k}']}`,
  /** Eq 2. */
  width: tex`\left| ${'A'} \right| \le ${'kappa'}`,
  /** Eq 3. */
  reconstruction: tex`${'LM'} = \frac{1}{2 ${'Q'}} \left\lVert ${'O'} - ${'Ob'} \right\rVert_F^2`,
  /** Eq 4. */
  head: tex`${'F'} = \operatorname{AvgPool}\left(\operatorname{ReLU}\left(\operatorname{BN}\left(${['O', 'O^p']}\right)\right)\right)`,
  /** Eq 5. */
  discrimination: tex`${'LS'} = -\frac{1}{N} \sum_{i=1}^{N} \log \operatorname{softmax}\left(${'theta'}^{\top} ${['F', 'F_i^p']}\right)_{${['y', 'y_i']}}`,
  /** Eq 6. */
  joint: tex`${'L'} = ${'LM'} + ${'lambda'}\, ${'LS'}`,
  /** The score of Algorithm 2, and the channel that it takes. */
  score: tex`k^{*} = \underset{k \notin ${'A'}}{\arg\max} \left\lVert ${'G'} \right\rVert_F, \quad ${'G'} = \frac{\partial ${'L'}}{\partial ${['W', 'W_k']}}`,
  /** Eq 10. */
  stop: tex`\frac{\left| ${['L', 'L(W^{t-1})']} - ${['L', 'L(W^{t})']} \right|}{${['L', 'L(W^{0})']}} \le ${'epsilon'}`,
  distillation: tex`\begin{aligned} (1 - ${'alpha'})\, &\operatorname{CE}(z, ${'y'}) \\ {} + ${'alpha'}\, ${'T'}^2\, &\operatorname{KL}\left(\operatorname{softmax}\tfrac{z^b}{${'T'}} \,\middle\Vert\, \operatorname{softmax}\tfrac{z}{${'T'}}\right) \end{aligned}`,
} as const;

export type FormulaId = keyof typeof formulas;

/** The symbols of a formula, in their order. */
export const symbolsIn = (id: FormulaId): SymbolId[] => {
  const ids = [...formulas[id].matchAll(/symbol=(\w+)/g)].map(([, symbol]) => symbol);
  return [...new Set(ids)].filter((symbol): symbol is SymbolId => symbol !== undefined && symbol in symbolTex);
};
