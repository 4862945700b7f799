import { RecipePanel } from '../recipe/RecipePanel';
import { NetworkPanel } from './NetworkPanel';
import { SensitivityPanel } from './SensitivityPanel';

/** What is open, and what is to become of it. */
export default function NetworkView() {
  return (
    <div className="network-view">
      <NetworkPanel />
      <RecipePanel />
      <div className="network-wide">
        <SensitivityPanel />
      </div>
    </div>
  );
}
