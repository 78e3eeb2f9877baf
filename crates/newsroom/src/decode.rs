//! From the bytes of a file to its text: UTF-8 or a clear refusal.

/// The longest file that is read, in bytes: 16 MiB, some four hundred times a long article.
pub const MAX_BYTES: usize = 16 << 20;

/// Why the bytes of a file are no article text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// No byte, or nothing but white space.
    #[error("the file has no text; give a file with the text of an article")]
    Empty,
    /// More than [`MAX_BYTES`].
    #[error(
        "the file has {bytes} bytes, more than the limit of {MAX_BYTES} (16 MiB); give one article a file"
    )]
    TooLong {
        /// Length of the file in bytes.
        bytes: usize,
    },
    /// A byte order mark of UTF-16, or every other byte NUL.
    #[error("the text is UTF-16 (byte {at}); convert it with: iconv -f UTF-16 -t UTF-8")]
    Utf16 {
        /// Offset of the byte that shows it.
        at: usize,
    },
    /// A control character that no text has.
    #[error("the file is binary (byte {at} is 0x{byte:02x}); give the article as plain text")]
    Binary {
        /// Offset of the byte.
        at: usize,
        /// The byte.
        byte: u8,
    },
    /// Bytes that are not UTF-8.
    #[error(
        "the text is not UTF-8 (byte {at} is 0x{byte:02x}); if it is Windows-1252, convert it with: \
         iconv -f WINDOWS-1252 -t UTF-8"
    )]
    NotUtf8 {
        /// Offset of the first byte that is not UTF-8.
        at: usize,
        /// The byte.
        byte: u8,
    },
}

/// The text of a file, byte for byte: a byte order mark and carriage returns stay in it.
///
/// # Errors
/// An error, with the offset of the byte where there is one, for a file that is empty, longer than [`MAX_BYTES`], binary,
/// or not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLong { bytes: bytes.len() });
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(DecodeError::Utf16 { at: 0 });
    }
    if let Some(at) = bytes.iter().position(|b| is_control(*b)) {
        let head = &bytes[..bytes.len().min(512)];
        let nul = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
        if bytes[at] == 0 && nul(0).abs_diff(nul(1)) * 4 >= head.len().max(2) {
            return Err(DecodeError::Utf16 { at });
        }
        return Err(DecodeError::Binary { at, byte: bytes[at] });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        DecodeError::NotUtf8 { at, byte: error.as_bytes()[at] }
    })?;
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(DecodeError::Empty);
    }
    Ok(text)
}

/// The control characters of ASCII that stand in no text; tab, line feed, vertical tab, form feed, carriage return, and
/// the end-of-file mark of old editors do.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0b | 0x0c | b'\r' | 0x1a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).unwrap_err().to_string()
    }

    #[test]
    fn text_is_kept_byte_for_byte() {
        let text = "\u{feff}Petani\r\npanen\t\u{a0}“padi”.\n";
        assert_eq!(decode(text.as_bytes().to_vec()).unwrap(), text);
    }

    #[test]
    fn other_files_are_refused_with_a_remedy() {
        assert!(message(b"").contains("no text"));
        assert!(message(" \r\n\u{a0}".as_bytes()).contains("no text"));
        assert!(message(b"\xff\xfeP\0e\0").contains("iconv -f UTF-16"));
        assert!(message(b"P\0e\0t\0a\0n\0i\0").contains("UTF-16 (byte 1)"));
        assert!(message(b"\0P\0e\0t\0a\0n\0i").contains("UTF-16 (byte 0)"));
        assert!(message(b"\x89PNG\r\n\x1a\n\0\0\0\x0d").contains("binary (byte 8 is 0x00)"));
        assert!(message(b"ab\x01").contains("binary (byte 2 is 0x01)"));
        assert!(message(b"harga \x80 5").contains("byte 6 is 0x80"));
        assert!(message(b"harga \x80 5").contains("WINDOWS-1252"));
        assert!(message(&vec![b'a'; MAX_BYTES + 1]).contains("16 MiB"));
    }
}
