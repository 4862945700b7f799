import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { loadWords, textsIn } from './testing/texts';

/** Words of programs that are shown as they are, and of formulas. */
const code = /^src\/views\/(use\/usageCode|learn\/formulas\/formulas)\.ts$/;

const filesOf = (folder: string, isIn: (file: string) => boolean = () => true): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter(
      (file) => /\.tsx?$/.test(file) && !/\.test\.ts$|\/testing(\/|\.ts$)/.test(file) && !code.test(file) && isIn(file),
    );

interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: unknown;
  readonly operator?: unknown;
  readonly callee?: unknown;
  readonly property?: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Attributes that nobody reads. */
const silent = /^(className|classNames|content|style|d|points|transform|viewBox|key|to|href|gridTemplateColumns)$/;

/** Calls whose texts nobody reads: selectors, queries of media, errors of programs. */
const silentCalls = /^(closest|querySelector|querySelectorAll|matchMedia|useMediaQuery|Error)$/;

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return '';
  return typeof node.name === 'string' ? node.name : nameOf(node.name) || nameOf(node.property);
};

function isSilent(node: Node): boolean {
  if (/^(Import|TS(?!AsExpression|SatisfiesExpression|NonNullExpression))/.test(node.type)) return true;
  if (node.type === 'JSXAttribute') return silent.test(nameOf(node));
  if (node.type === 'CallExpression' || node.type === 'NewExpression') return silentCalls.test(nameOf(node.callee));
  return node.type === 'BinaryExpression' && /^[!=]==$/.test(String(node.operator));
}

const textOf = ({ type, value }: Node): string => {
  if (type === 'TemplateElement' && typeof value === 'object' && value !== null && 'cooked' in value)
    return String(value.cooked);
  return (type === 'JSXText' || type === 'Literal') && typeof value === 'string' ? value.trim() : '';
};

const isSentence = (text: string): boolean => /[a-z]{2,}[,.:;]? [a-z]{2,}/i.test(text.replace(/^<![^>]*>$/, ''));

/** A capital and small letters, as on a button; not names of one word with other capitals (`ArrowLeft`). */
const isLabel = (text: string): boolean => /^[A-Z][a-z]+$/.test(text);

interface Spoken {
  readonly file: string;
  readonly text: string;
}

/** Words that a file has in its own text. */
function spokenIn(file: string): Spoken[] {
  const found: Spoken[] = [];
  const visit = (value: unknown, isInPage: boolean): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, isInPage);
    if (!isNode(value) || isSilent(value)) return;
    const text = textOf(value);
    const speaks = value.type === 'JSXText' ? /[a-z]{2}/i.test(text) : isSentence(text) || (isInPage && isLabel(text));
    if (speaks && text !== 'Espalier') found.push({ file, text });
    for (const part of Object.values(value)) visit(part, isInPage || value.type.startsWith('JSX'));
  };
  visit(parseSync(file, readFileSync(file, 'utf8')).program, false);
  return found;
}

test('what a person reads of the page stands in src/words', () => {
  const files = [...filesOf('src/views'), ...filesOf('src/store'), 'src/main.tsx'];
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(spokenIn)).toEqual([]);
});

/** What the command line alone says stays English. */
const ofCommandLine = /\/(paperOrder|shares)\.ts$/;

test('words stand in tables that are translated', async () => {
  await loadWords();
  const translated = new Set(textsIn('en').values());
  const files = filesOf('src/words', (file) => !/\/zh\//.test(file) && !ofCommandLine.test(file));
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap(spokenIn).filter(({ text }) => !translated.has(text))).toEqual([]);
});
