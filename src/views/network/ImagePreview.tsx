import { Skeleton, Tooltip } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { tellClass } from '../../words/names';
import { networkTexts } from '../../words/networkView';
import { fill } from '../../words/text';
import { PixelImage } from '../PixelImage';

/** A row of test images, each with its class one hover away. */
export function ImagePreview() {
  const preview = useStudio((state) => state.images?.preview);
  if (!preview) return <Skeleton height={34} mt="sm" animate={false} />;
  return (
    <div className="preview">
      {preview.map((image, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the images of a row have no names, and never move
        <Tooltip key={index} label={tellClass(image.label)} withArrow>
          <span>
            <PixelImage image={image} label={fill(networkTexts['test-image'], { label: tellClass(image.label) })} />
          </span>
        </Tooltip>
      ))}
    </div>
  );
}
