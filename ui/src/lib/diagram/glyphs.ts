/**
 * The Lucide glyphs that stand for services, by the name that the engine gives (crates/diagram/src/service.rs). One import each: the
 * whole set would be larger than the window. A test holds this map against the engine's list.
 */
import type { Component } from 'svelte';

import Archive from '@lucide/svelte/icons/archive';
import Bell from '@lucide/svelte/icons/bell';
import Bot from '@lucide/svelte/icons/bot';
import Box from '@lucide/svelte/icons/box';
import Boxes from '@lucide/svelte/icons/boxes';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import ChartLine from '@lucide/svelte/icons/chart-line';
import Cog from '@lucide/svelte/icons/cog';
import Container from '@lucide/svelte/icons/container';
import Database from '@lucide/svelte/icons/database';
import Eye from '@lucide/svelte/icons/eye';
import Globe from '@lucide/svelte/icons/globe';
import HardDrive from '@lucide/svelte/icons/hard-drive';
import IdCard from '@lucide/svelte/icons/id-card';
import Inbox from '@lucide/svelte/icons/inbox';
import KeyRound from '@lucide/svelte/icons/key-round';
import Layers from '@lucide/svelte/icons/layers';
import Lock from '@lucide/svelte/icons/lock';
import Logs from '@lucide/svelte/icons/logs';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Network from '@lucide/svelte/icons/network';
import Plug from '@lucide/svelte/icons/plug';
import Puzzle from '@lucide/svelte/icons/puzzle';
import Radio from '@lucide/svelte/icons/radio';
import Router from '@lucide/svelte/icons/router';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Search from '@lucide/svelte/icons/search';
import Server from '@lucide/svelte/icons/server';
import Shield from '@lucide/svelte/icons/shield';
import Split from '@lucide/svelte/icons/split';
import SquareFunction from '@lucide/svelte/icons/square-function';
import Table2 from '@lucide/svelte/icons/table-2';
import UserRoundCog from '@lucide/svelte/icons/user-round-cog';
import Users from '@lucide/svelte/icons/users';
import Wallet from '@lucide/svelte/icons/wallet';
import Waves from '@lucide/svelte/icons/waves';
import Waypoints from '@lucide/svelte/icons/waypoints';
import Webhook from '@lucide/svelte/icons/webhook';
import Workflow from '@lucide/svelte/icons/workflow';
import Zap from '@lucide/svelte/icons/zap';

import type { SceneBadgeKindDto } from '~/bindings';

export type GlyphShape = Component<{ size?: number; strokeWidth?: number; 'aria-hidden'?: 'true' }>;

export const GLYPHS: Readonly<Record<string, GlyphShape>> = {
  archive: Archive,
  bell: Bell,
  bot: Bot,
  box: Box,
  boxes: Boxes,
  'calendar-clock': CalendarClock,
  'chart-line': ChartLine,
  cog: Cog,
  container: Container,
  database: Database,
  eye: Eye,
  globe: Globe,
  'hard-drive': HardDrive,
  'id-card': IdCard,
  inbox: Inbox,
  'key-round': KeyRound,
  layers: Layers,
  lock: Lock,
  megaphone: Megaphone,
  network: Network,
  plug: Plug,
  puzzle: Puzzle,
  radio: Radio,
  router: Router,
  'scroll-text': ScrollText,
  search: Search,
  server: Server,
  shield: Shield,
  split: Split,
  'square-function': SquareFunction,
  'table-2': Table2,
  users: Users,
  wallet: Wallet,
  waves: Waves,
  waypoints: Waypoints,
  webhook: Webhook,
  workflow: Workflow,
  zap: Zap,
};

/** Stands for what has no glyph here. */
export const PLAIN_GLYPH = 'box';

export const BADGE_GLYPHS: Readonly<Record<SceneBadgeKindDto, GlyphShape>> = {
  role: UserRoundCog,
  policy: ScrollText,
  logs: Logs,
  key: KeyRound,
  guard: Shield,
};

/** The name under which a glyph is drawn: its own, or the plain one's. */
export function glyphName(name: string): string {
  return Object.hasOwn(GLYPHS, name) ? name : PLAIN_GLYPH;
}
