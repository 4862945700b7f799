import { languageOn } from '../language';
import { i18n } from '../translated';

/** Chinese words of the Learn view, by the file that has them in English; each comes with what it belongs to. */
const chinese = {
  channel: () => import('../zh/lessons/channel'),
  discrimination: () => import('../zh/lessons/discrimination'),
  experiments: () => import('../zh/lessons/experiments'),
  frame: () => import('../zh/lessons/frame'),
  glossary: () => import('../zh/lessons/glossary'),
  greedy: () => import('../zh/lessons/greedy'),
  healing: () => import('../zh/lessons/healing'),
  methods: () => import('../zh/lessons/methods'),
  overview: () => import('../zh/lessons/overview'),
  pages: () => import('../zh/lessons/pages'),
  reconstruction: () => import('../zh/lessons/reconstruction'),
  stopping: () => import('../zh/lessons/stopping'),
  symbols: () => import('../zh/lessons/symbols'),
};

type LessonFile = keyof typeof chinese;

export const lessonFiles = Object.keys(chinese).filter((file): file is LessonFile => file in chinese);

/** Brings the words of some files of this folder in the language that is on. */
export async function bringLessonWords(...files: readonly LessonFile[]): Promise<void> {
  if (languageOn() !== 'zh') return;
  for (const file of files)
    for (const [name, words] of Object.entries(await chinese[file]()))
      i18n.addResourceBundle('zh', `lessons/${file}.${name}`, words);
}
