/** The platform in the desktop app. The only file that imports `@tauri-apps`. */
import { Channel, invoke } from '@tauri-apps/api/core';
import { listen, TauriEvent } from '@tauri-apps/api/event';

import type { EventDto, MentorMessageDto } from '~/bindings';

import { markReady, type Platform } from '.';

/** The engine's events, by the names that `src-tauri/src/events.rs` gives them. */
const EVENTS = [
  'attempt-graded',
  'watch-changed',
  'mission-changed',
  'queue-changed',
  'dead-letter',
  'usage-changed',
] as const;

interface Dragged {
  paths: string[];
}

export function tauriPlatform(): Platform {
  return {
    invoke: (name, request) => invoke(name, request as Record<string, unknown>),
    async askMentor(request, onMessage) {
      // The channel keeps the order; large messages come by another way than small ones.
      const channel = new Channel<MentorMessageDto>();
      channel.onmessage = onMessage;
      return invoke('ask_mentor', { ...request, onMessage: channel });
    },
    async subscribe(handler) {
      const stops = await Promise.all(EVENTS.map((name) => listen<EventDto>(name, (event) => handler(event.payload))));
      return () => stops.forEach((stop) => stop());
    },
    async pickFolder() {
      // Only the few who change a folder need the dialog's code.
      const { open } = await import('@tauri-apps/plugin-dialog');
      return open({ directory: true, multiple: false });
    },
    async pickOpenFile() {
      const { open } = await import('@tauri-apps/plugin-dialog');
      return open({ directory: false, multiple: false });
    },
    async onDrop(handler) {
      const stops = await Promise.all([
        listen<Dragged>(TauriEvent.DRAG_ENTER, ({ payload }) => handler({ kind: 'enter', paths: payload.paths })),
        listen(TauriEvent.DRAG_OVER, () => handler({ kind: 'over' })),
        listen<Dragged>(TauriEvent.DRAG_DROP, ({ payload }) => handler({ kind: 'drop', paths: payload.paths })),
        listen(TauriEvent.DRAG_LEAVE, () => handler({ kind: 'leave' })),
      ]);
      return () => stops.forEach((stop) => stop());
    },
    setZoom: (factor) => invoke('plugin:webview|set_webview_zoom', { value: factor }),
    async notify(title, body) {
      // Asked of the window system at that moment: the page itself may not know whether its window is in front.
      if (await invoke<boolean>('plugin:window|is_focused', {})) return;
      await invoke('plugin:notification|notify', { options: { title, body } });
    },
    async pickSavePath(defaultName, extension) {
      const { save } = await import('@tauri-apps/plugin-dialog');
      return save({ defaultPath: defaultName, filters: [{ name: extension.toUpperCase(), extensions: [extension] }] });
    },
    ready: markReady,
  };
}
