import { Select } from '@mantine/core';
import { chooseLanguage } from '../../store/followLanguage';
import { useStudio } from '../../store/studioStore';
import { useLanguage } from '../../store/useLanguage';
import { isLanguage, languages } from '../../words/language';
import { frameWords } from '../../words/views';

/** The language of the page; each stands in the list by its own name. */
export function LanguageSelect() {
  const language = useLanguage();
  const complain = useStudio((state) => state.complain);
  return (
    <Select
      aria-label={frameWords.language}
      w={110}
      allowDeselect={false}
      value={language}
      data={Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))}
      renderOption={({ option: { value, label } }) => (
        <span lang={isLanguage(value) ? languages[value].tag : undefined}>{label}</span>
      )}
      onChange={(chosen) => isLanguage(chosen) && void chooseLanguage(chosen).catch(complain)}
    />
  );
}
