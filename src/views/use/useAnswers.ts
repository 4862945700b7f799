import { answeredRun } from '../../store/state';
import { useStudio } from '../../store/studioStore';

/** What both networks of the finished run answer to the test images, once that is told. */
export const useAnswers = () => useStudio((state) => (answeredRun(state) ? state.answers?.told : undefined));

export type TestAnswers = NonNullable<ReturnType<typeof useAnswers>>;
