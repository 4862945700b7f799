import { chooseLanguage } from '../../store/followLanguage';
import { useStudio } from '../../store/studioStore';
import { useLanguage } from '../../store/useLanguage';
import { languageIds, languages } from '../../words/language';
import { frameWords } from '../../words/views';
import { Choice } from '../Choice';

/** The language of the page; each stands in the list by its own name. */
export function LanguageSelect() {
  const language = useLanguage();
  const complain = useStudio((state) => state.complain);
  return (
    <Choice
      aria-label={frameWords.language}
      miw="max-content"
      value={language}
      options={languageIds.map((id) => ({ value: id, label: languages[id].name, lang: languages[id].tag }))}
      onChange={(chosen) => void chooseLanguage(chosen).catch(complain)}
    />
  );
}
