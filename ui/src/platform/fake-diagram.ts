/** The invented engine's side of pictures: a scene of the fake template, laid out in rows. */
import { refusal, type Answers } from './fake-parts';

export type DiagramCommands = 'get_diagram' | 'export_diagram' | 'get_icons';

export class FakeDiagram {
  readonly answers: Answers<DiagramCommands> = {
    get_diagram: () => ({ nodes: [], edges: [], width: 0, height: 0 }),
    export_diagram: () => {
      throw refusal('internal', 'the invented engine takes no picture along');
    },
    get_icons: () => ({ icons: [] }),
  };
}
