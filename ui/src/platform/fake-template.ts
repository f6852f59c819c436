/** The invented engine's side of the template in the window: editing it here, its saves, dropped files, suggested changes. */
import { refusal, type Answers } from './fake-parts';

export type TemplateCommands =
  | 'get_template'
  | 'save_template'
  | 'export_history'
  | 'delete_history'
  | 'check_suggestion'
  | 'look_at_dropped'
  | 'add_mission'
  | 'use_template';

function notYet(): never {
  throw refusal('internal', 'the invented engine does not do this');
}

export class FakeTemplate {
  readonly answers: Answers<TemplateCommands> = {
    get_template: notYet,
    save_template: notYet,
    export_history: notYet,
    delete_history: notYet,
    check_suggestion: notYet,
    look_at_dropped: notYet,
    add_mission: notYet,
    use_template: notYet,
  };
}
