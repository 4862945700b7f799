import { Image, Title } from '@mantine/core';
import { viewIds, writeAddress } from '../../store/address';
import { useStudio } from '../../store/studioStore';
import { frameWords, viewNames } from '../../words/views';

export function Header() {
  const shown = useStudio((state) => state.view);
  return (
    <header className="header">
      <div className="brand">
        <Image src="icon.svg" alt="" w={28} h={28} />
        <Title order={1} size="h4">
          Espalier
        </Title>
      </div>
      <nav aria-label={frameWords.views} className="view-links">
        {viewIds.map((view) => (
          <a key={view} href={writeAddress({ view })} aria-current={view === shown ? 'page' : undefined}>
            {viewNames[view]}
          </a>
        ))}
      </nav>
    </header>
  );
}
