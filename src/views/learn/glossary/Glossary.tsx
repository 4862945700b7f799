import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useStudio } from '../../../store/studioStore';
import { tellField } from '../../../words/fields';
import { learnWords } from '../../../words/lessons/frame';
import { isNotion, nameOfTerm, notionWords } from '../../../words/lessons/glossary';
import { pageWords } from '../../../words/lessons/pages';
import { isSymbol, symbolWords } from '../../../words/lessons/symbols';
import { isTerm, tellTerm, terms } from '../../../words/terms';
import { Formula } from '../formulas/Formula';
import { formulas, symbolTex } from '../formulas/formulas';

/** What a notion or a symbol says already is not told twice. */
const studioTerms = Object.keys(terms)
  .filter(isTerm)
  .filter((id) => !isNotion(id) && !isSymbol(id));

/** Every term and symbol in one place; the address may name the one that is looked at. */
export function Glossary() {
  const term = useStudio((state) => state.learning.term);
  useEffect(() => {
    if (term !== undefined) document.getElementById(`term-${term}`)?.scrollIntoView({ block: 'center' });
  }, [term]);
  return (
    <article className="lesson-list glossary" aria-label={learnWords.glossary}>
      <Title order={2}>{learnWords.glossary}</Title>
      <p>{pageWords['glossary-intro']}</p>
      <Entries title={pageWords.notions}>
        {Object.entries(notionWords).map(([id, { name, meaning }]) => (
          <Entry key={id} id={id} isLookedAt={id === term} name={name} meaning={meaning} />
        ))}
      </Entries>
      <Entries title={pageWords.symbols}>
        {Object.entries(symbolWords).map(([id, { name, meaning }]) => (
          <Entry
            key={id}
            id={id}
            isLookedAt={id === term}
            name={
              <>
                {isSymbol(id) && <Formula tex={symbolTex[id]} isInline />} {name}
              </>
            }
            meaning={meaning}
          />
        ))}
      </Entries>
      <Title order={3}>{pageWords.formulas}</Title>
      {Object.entries(formulas).map(([id, tex]) => (
        <Formula key={id} tex={tex} />
      ))}
      <Entries title={pageWords.settings}>
        {studioTerms.map((id) => (
          <Entry
            key={id}
            id={id}
            isLookedAt={id === term}
            name={nameOfTerm(id) ?? tellField(id)}
            meaning={tellTerm(id)}
          />
        ))}
      </Entries>
    </article>
  );
}

function Entries({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Title order={3}>{title}</Title>
      <dl>{children}</dl>
    </>
  );
}

interface EntryProps {
  readonly id: string;
  readonly isLookedAt: boolean;
  readonly name: ReactNode;
  readonly meaning: string;
}

const Entry = ({ id, isLookedAt, name, meaning }: EntryProps) => (
  <div id={`term-${id}`} className="entry" aria-current={isLookedAt ? 'true' : undefined}>
    <dt>{name}</dt>
    <dd>{meaning}</dd>
  </div>
);
