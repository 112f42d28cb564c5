//! SVG to PNG, with the shipped font and no other.

use std::sync::{Arc, LazyLock};

use resvg::{
    render,
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

use crate::font;

/// Why a picture has no PNG; none of ours should ever lack one.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    #[error("the picture can't be read: {0}")]
    Unreadable(#[from] resvg::usvg::Error),
    #[error("a picture of {width} × {height} pixels can't be made")]
    Size { width: u32, height: u32 },
    #[error("the picture can't be written as PNG: {0}")]
    Encoding(String),
}

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(font::BYTES.to_vec());
    fonts.set_sans_serif_family(font::FAMILY);
    Arc::new(fonts)
});

pub(crate) fn rasterise(svg: &str, scale: f32) -> Result<Vec<u8>, PngError> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: font::FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size().scale_by(scale);
    let (width, height) = size.map_or((0, 0), |size| (size.width(), size.height()));
    let mut pixels = Pixmap::new(width, height).ok_or(PngError::Size { width, height })?;
    render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError::Encoding(error.to_string()))
}
