/** All tables in Simplified Chinese, by the file that has them in English. */

export * as figures from './figures';
export * as inspecting from './inspecting';
export * as quantities from './quantities';
export * as text from './text';

export * as views from './views';
