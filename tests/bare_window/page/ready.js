requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.ready = 'true'; performance.mark('first-useful-paint'); }));
