import { useStudio } from '../../../store/studioStore';
import { inspectWords } from '../../../words/inspecting';
import { tellClass } from '../../../words/names';
import { PixelImage } from '../../PixelImage';

/** The images that maps can be of. */
export function ImageChoice() {
  const images = useStudio((state) => state.images?.preview);
  const chosen = useStudio((state) => state.image);
  const chooseImage = useStudio((state) => state.chooseImage);
  return (
    <fieldset className="image-choice">
      <legend>{inspectWords.image}</legend>
      {images?.map((image, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is what an image is known by
          key={index}
          type="button"
          aria-pressed={index === chosen}
          onClick={() => chooseImage(index)}
        >
          <PixelImage image={image} label={tellClass(image.label)} />
        </button>
      ))}
    </fieldset>
  );
}
