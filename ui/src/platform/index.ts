/**
 * What the front end needs from what it runs in: the engine's commands and events, pickers, dropped files, and what a window can do. `tauri.ts` gives it in the app,
 * `fake.ts` in tests and for design work in a browser. Nothing else here; components ask for it with `usePlatform`.
 */
import { getContext, setContext } from 'svelte';

import type { Commands, ErrorDto, EventDto, MentorAnswerDto, MentorMessageDto } from '~/bindings';

export type CommandName = keyof Commands;
export type Request<K extends CommandName> = Commands[K]['request'];
export type Response<K extends CommandName> = Commands[K]['response'];
/** Ends a subscription. */
export type Unsubscribe = () => void;

/** Files on their way into the window. */
export type DropEvent =
  | { kind: 'enter' | 'drop'; paths: readonly string[] }
  /** Moved within the window, or out of it again. */
  | { kind: 'over' | 'leave' };

export interface Platform {
  /** Asks the engine. Rejects with an `ErrorDto`. */
  invoke<K extends CommandName>(name: K, request: Request<K>): Promise<Response<K>>;
  /**
   * As `invoke`, for the one command whose answer comes in pieces: `onMessage` hears them in order, the last one has `ended`. The promise
   * settles after that, with how it came out.
   */
  askMentor(request: Request<'ask_mentor'>, onMessage: (message: MentorMessageDto) => void): Promise<MentorAnswerDto>;
  /** Hears every event until the returned function is called. Events carry ids; ask again for what is shown. */
  subscribe(handler: (event: EventDto) => void): Promise<Unsubscribe>;
  /** Asks the learner for a folder; nothing when they decline. */
  pickFolder(): Promise<string | null>;
  /** Asks the learner for one file, a template or a mission; nothing when they decline. */
  pickOpenFile(): Promise<string | null>;
  /** Hears of files that are dragged over the window and dropped on it, until the returned function is called. */
  onDrop(handler: (drop: DropEvent) => void): Promise<Unsubscribe>;
  /** Shows everything `factor` times as large. */
  setZoom(factor: number): Promise<void>;
  /** Says something outside of the window, unless it is in front; where a desktop has no such messages, nothing happens. */
  notify(title: string, body: string): Promise<void>;
  /** Asks where a file should be written; nothing when they decline. `extension` is without its dot. */
  pickSavePath(defaultName: string, extension: string): Promise<string | null>;
  /** Says that something useful is on the screen. */
  ready(): void;
}

/** The key under which the platform is handed to components; tests pass it to `render` in `context`. */
export const PLATFORM = Symbol('platform');

export function providePlatform(platform: Platform): void {
  setContext(PLATFORM, platform);
}

export function usePlatform(): Platform {
  return getContext<Platform>(PLATFORM);
}

/** An `ErrorDto` of whatever was thrown, so that a screen has one shape to show. */
export function asError(thrown: unknown): ErrorDto {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    const { code, message, detail } = thrown as ErrorDto;
    return { code, message, detail: detail ?? null };
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown), detail: null };
}

/** Marks the first useful paint, once, after the browser has painted it; benchmarks and tests wait on the attribute. */
export function markReady(): void {
  const root = document.documentElement;
  if (root.dataset.ready === 'true') return;
  requestAnimationFrame(() => {
    performance.mark('first-useful-paint');
    root.dataset.ready = 'true';
  });
}
