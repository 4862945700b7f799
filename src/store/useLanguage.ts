import { useSyncExternalStore } from 'react';
import { followLanguage, type Language, languageOn } from '../words/language';

/** The language that is on: who uses it is drawn anew when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(followLanguage, languageOn);
