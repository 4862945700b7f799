import { languageOn } from '../language';
import { i18n } from '../translated';

type Tables = Readonly<Record<string, object>>;

/** Chinese words of the Learn view, by file; each comes with what it belongs to. */
const chinese: Readonly<Record<string, () => Promise<Tables>>> = {
  frame: () => import('../zh/lessons/frame'),
  glossary: () => import('../zh/lessons/glossary'),
  greedy: () => import('../zh/lessons/greedy'),
  overview: () => import('../zh/lessons/overview'),
  symbols: () => import('../zh/lessons/symbols'),
};

/** Brings the words of some files of this folder in the language that is on. */
export async function bringLessonWords(...files: readonly string[]): Promise<void> {
  if (languageOn() !== 'zh') return;
  for (const file of files) {
    const tables = (await chinese[file]?.()) ?? {};
    for (const [name, words] of Object.entries(tables)) i18n.addResourceBundle('zh', `lessons/${file}.${name}`, words);
  }
}
