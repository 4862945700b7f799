import { ActionIcon, Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { chooseLanguage } from '../../store/followLanguage';
import { useStudio } from '../../store/studioStore';
import { useLanguage } from '../../store/useLanguage';
import { isLanguage, languages } from '../../words/language';
import { frameWords } from '../../words/views';

/** The language of the page. Each stands in the list by its own name. */
export function LanguageMenu() {
  const language = useLanguage();
  const complain = useStudio((state) => state.complain);
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={frameWords.language}>
          <IconLanguage size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={language}
          onChange={(chosen) => isLanguage(chosen) && void chooseLanguage(chosen).catch(complain)}
        >
          {Object.entries(languages).map(([id, { name, tag }]) => (
            <Menu.RadioItem key={id} value={id} lang={tag}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
