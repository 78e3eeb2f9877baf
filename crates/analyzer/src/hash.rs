//! The hash that turns a feature into a 32-bit key, the same in training and in use.
//!
//! A feature is a template number and up to three atoms (small integers: hashed words, tags, distances). Two
//! features with the same key share their weights; with a million features of 2^32 that is harmless.

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hash of a text, never 0, so that 0 can stand for "no word here".
pub(crate) fn text(text: &str) -> u32 {
    bytes(text.as_bytes())
}

/// Hash of the text that these bytes are.
pub(crate) fn bytes(bytes: &[u8]) -> u32 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64; // FNV-1a
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    finish(hash).max(1)
}

/// Key of a feature: its template and its atoms.
#[inline]
pub(crate) fn key(template: u32, atoms: [u32; 3]) -> u32 {
    let mut hash = (u64::from(template) + 1).wrapping_mul(MULTIPLIER);
    for atom in atoms {
        hash = (hash.rotate_left(25) ^ u64::from(atom)).wrapping_mul(MULTIPLIER);
    }
    finish(hash)
}

#[inline]
fn finish(hash: u64) -> u32 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_template_count() {
        assert_ne!(key(1, [1, 2, 0]), key(1, [2, 1, 0]));
        assert_ne!(key(1, [1, 2, 0]), key(2, [1, 2, 0]));
        assert_ne!(text("di"), text("id"));
        assert_ne!(text(""), 0);
    }
}
