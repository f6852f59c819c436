/** The platform in the desktop app. The only file that imports `@tauri-apps`. */
import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

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
    ready: markReady,
  };
}
