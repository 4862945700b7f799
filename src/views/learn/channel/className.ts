import { channelWords } from '../../../words/lessons/channel';

const isKnown = (name: string): name is keyof typeof channelWords.classes => Object.hasOwn(channelWords.classes, name);

/** A class of CIFAR-10 in the language that is on. */
export const className = (name: string): string => (isKnown(name) ? channelWords.classes[name] : name);
