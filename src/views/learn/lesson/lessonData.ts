import { type LessonData, type LessonDataName, lessonDataSchemas } from '../../../lessons/lessonData';
import { base } from '../../../store/besidePage';

/** What was computed for lessons and lies beside the page. @throws if it is not there, or has another form */
export async function lessonData<Name extends LessonDataName>(name: Name): Promise<LessonData[Name]> {
  const response = await fetch(new URL(`lessons/${name}.json`, base));
  return lessonDataSchemas[name].parse(await response.json());
}
