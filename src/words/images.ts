/** What someone should know of how images were taken. */
import { fill, type Told } from './text';
import { translated } from './translated';

export const imageNotes = translated('images.imageNotes', {
  'few-tests': 'only {{count}} images are for testing: accuracy moves in steps of {{points}} points',
  'much-memory':
    '{{count}} images would take {{gigabytes}} GB of memory, decoded: {{used}} of them are used, the classes in equal shares',
  'one-image':
    'there is only 1 image, which serves for training and testing alike: its accuracy says nothing of others',
  'one-test': 'only 1 image is for testing: accuracy moves in steps of 100 points',
  'one-part': 'no class has a second image: all {{count}} images serve for training and testing alike',
  unpaired: 'left out, having no partner: {{arrays}}',
  unplaced: 'images in no class folder, left out: {{count}}',
  untested: 'no image for testing: {{classes}}',
  'untested-many': 'no image for testing: {{classes}} and {{more}} more',
  untrained: 'no image for training: {{classes}}',
  'untrained-many': 'no image for training: {{classes}} and {{more}} more',
});

export type ImageNote = Told<typeof imageNotes>;

export const tellImageNote = (note: ImageNote): string => fill(imageNotes[note.code], note);
