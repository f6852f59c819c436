/** What the Architecture tab is made of, as one piece that is loaded while a mission opens: the window starts without it. */
export { default as Architecture } from './Architecture.svelte';
export { default as ArchitectureTools } from './ArchitectureTools.svelte';
