import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useStudio } from '../../../store/studioStore';
import { tellField } from '../../../words/fields';
import { languageOn, languages } from '../../../words/language';
import { learnWords } from '../../../words/lessons/frame';
import { isNotion, nameOfTerm, notionWords } from '../../../words/lessons/glossary';
import { pageWords } from '../../../words/lessons/pages';
import { isSymbol, symbolWords } from '../../../words/lessons/symbols';
import { isTerm, tellTerm, terms } from '../../../words/terms';
import { Subscripts } from '../../Subscripts';
import { Formula } from '../formulas/Formula';
import { formulas, symbolTex } from '../formulas/formulas';
import { PageHead } from '../PageHead';

/** What a notion or a symbol says already is not told twice. */
const studioTerms = Object.keys(terms)
  .filter(isTerm)
  .filter((id) => !isNotion(id) && !isSymbol(id));

const nameOf = (id: (typeof studioTerms)[number]): string => nameOfTerm(id) ?? tellField(id);

/** In the order in which the language that is on sorts names. */
function byName<Item>(items: readonly Item[], name: (item: Item) => string): Item[] {
  const { compare } = new Intl.Collator(languages[languageOn()].tag);
  return [...items].sort((one, other) => compare(name(one), name(other)));
}

/** Every term and symbol in one place; the address may name the one that is looked at. */
export function Glossary() {
  const term = useStudio((state) => state.learning.term);
  useEffect(() => {
    if (term !== undefined) document.getElementById(`term-${term}`)?.scrollIntoView({ block: 'center' });
  }, [term]);
  return (
    <article className="lesson-list glossary" aria-label={learnWords.glossary}>
      <PageHead title={learnWords.glossary} />
      <p>{pageWords['glossary-intro']}</p>
      <Entries title={pageWords.notions}>
        {byName(Object.entries(notionWords), ([, { name }]) => name).map(([id, { name, meaning }]) => (
          <Entry key={id} id={id} isLookedAt={id === term} name={name} meaning={meaning} />
        ))}
      </Entries>
      <Entries title={pageWords.symbols}>
        {byName(Object.entries(symbolWords), ([, { name }]) => name).map(([id, { name, meaning }]) => (
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
        {byName(studioTerms, nameOf).map((id) => (
          <Entry key={id} id={id} isLookedAt={id === term} name={nameOf(id)} meaning={tellTerm(id)} />
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
    <dd>
      <Subscripts text={meaning} />
    </dd>
  </div>
);
