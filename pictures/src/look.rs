//! For whose eyes a picture is drawn.

use domain::vocabulary::{Language, Units};

use crate::{
    palette::Palette,
    texts::{self, Texts},
};

/// The reader's language, units and background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub language: Language,
    pub units: Units,
    pub theme: Theme,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub const ALL: &'static [Self] = &[Self::Light, Self::Dark];
}

impl Look {
    pub(crate) fn texts(self) -> &'static Texts {
        texts::of(self.language)
    }

    pub(crate) fn palette(self) -> &'static Palette {
        Palette::of(self.theme)
    }
}
