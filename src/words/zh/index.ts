/** All tables in Simplified Chinese, by the file that has them in English. */
export * as views from './views';
