//! The colours of drawings.

/// The colours of a page; those of the window's light and dark theme (`ui/src/styles/tokens.css`).
pub(super) struct Colours {
    pub(super) paper: &'static str,
    pub(super) raised: &'static str,
    pub(super) surface: &'static str,
    pub(super) ink: &'static str,
    pub(super) ink_soft: &'static str,
    pub(super) edge: &'static str,
    pub(super) rule: &'static str,
    pub(super) pass: &'static str,
    pub(super) fail: &'static str,
    pub(super) unknown: &'static str,
}

pub(super) const LIGHT: Colours = Colours {
    paper: "#f6f5f1",
    raised: "#ffffff",
    surface: "#fffefb",
    ink: "#1d2430",
    ink_soft: "#646c7b",
    edge: "#8c8776",
    rule: "#cfcabd",
    pass: "#12764a",
    fail: "#b3312c",
    unknown: "#855700",
};

pub(super) const DARK: Colours = Colours {
    paper: "#0e1624",
    raised: "#18243a",
    surface: "#131d2e",
    ink: "#e6ecf6",
    ink_soft: "#8997ae",
    edge: "#5e7196",
    rule: "#2f4060",
    pass: "#5fd39a",
    fail: "#ff8f85",
    unknown: "#e8bf62",
};
