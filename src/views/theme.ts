import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Greys with a little green, from the lightest to the darkest; the dark scheme is built of them. */
const dark: MantineColorsTuple = [
  '#dfe6e2',
  '#c3ccc7',
  '#a9b4ae',
  '#87938d',
  '#4a554f',
  '#39433e',
  '#2b332f',
  '#1e2522',
  '#161c19',
  '#101512',
];

/** Leaf greens; white words on the eighth are readable. */
const leaf: MantineColorsTuple = [
  '#ebf7ee',
  '#d5ecdb',
  '#a9d9b4',
  '#7bc58c',
  '#55b46b',
  '#3da955',
  '#2f9348',
  '#28843e',
  '#217535',
  '#185c28',
];

/** What floats above the page, as menus and meanings do, is of its main part, so that nothing is outside of landmarks. */
export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: 8,
  defaultRadius: 'md',
  respectReducedMotion: true,
  colors: { dark, leaf },
  components: { Portal: { defaultProps: { target: 'main' } } },
});

/** Dimmed words stay readable (WCAG AA) on the panels and on the page. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-dimmed': '#566069',
    '--mantine-color-placeholder': '#566069',
    '--page': '#f4f7f2',
    '--line': '#dbe3da',
  },
  dark: {
    '--mantine-color-error': '#ff8787',
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': dark[2],
    '--page': dark[9],
    '--line': dark[6],
  },
});
