//! Reads the integers, texts and lists that a model file is made of.

use crate::ModelError;

/// A position in the bytes of a model.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, at: 0 }
    }

    /// The error for this position.
    pub(crate) fn damaged(&self) -> ModelError {
        ModelError::Damaged { at: self.at }
    }

    /// Position of the next byte.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Number of bytes not yet read.
    pub(crate) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    pub(crate) fn bytes(&mut self, n: usize) -> Result<&'a [u8], ModelError> {
        let bytes = self.bytes.get(self.at..).and_then(|rest| rest.get(..n));
        let bytes = bytes.ok_or_else(|| self.damaged())?;
        self.at += n;
        Ok(bytes)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, ModelError> {
        Ok(self.bytes(1)?[0])
    }

    #[inline]
    pub(crate) fn pair(&mut self) -> Result<[u8; 2], ModelError> {
        let Some([a, b, ..]) = self.bytes.get(self.at..) else { return Err(self.damaged()) };
        self.at += 2;
        Ok([*a, *b])
    }

    pub(crate) fn u32(&mut self) -> Result<u32, ModelError> {
        let bytes = self.bytes(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// An integer in LEB128: seven bits a byte, lowest first, the top bit set where more follow.
    #[inline]
    pub(crate) fn leb128(&mut self) -> Result<u32, ModelError> {
        if let Some([a, b, ..]) = self.bytes.get(self.at..) {
            // the usual length in a large table
            if *a >= 0x80 && *b < 0x80 {
                self.at += 2;
                return Ok(u32::from(a & 0x7F) | u32::from(*b) << 7);
            }
        }
        let mut value = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.u8()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return u32::try_from(value).map_err(|_| self.damaged());
            }
        }
        Err(self.damaged())
    }

    /// A text: its length in bytes (LEB128), then UTF-8.
    pub(crate) fn text(&mut self) -> Result<&'a str, ModelError> {
        let n = self.leb128()? as usize;
        let bytes = self.bytes(n)?;
        std::str::from_utf8(bytes).map_err(|_| self.damaged())
    }

    /// A list of texts: their number (LEB128), then the texts.
    pub(crate) fn texts(&mut self) -> Result<Vec<String>, ModelError> {
        let n = self.leb128()?;
        (0..n).map(|_| self.text().map(str::to_owned)).collect()
    }
}

/// Writes an integer as [`Reader::leb128`] reads it.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_leb128(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Writes a list of texts as [`Reader::texts`] reads it.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_texts(texts: &[String], out: &mut Vec<u8>) {
    write_leb128(texts.len() as u32, out);
    for text in texts {
        write_leb128(text.len() as u32, out);
        out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_and_texts_come_back() {
        let mut bytes = Vec::new();
        for value in [0, 127, 128, 300, u32::MAX] {
            write_leb128(value, &mut bytes);
        }
        write_texts(&["kata".to_owned(), String::new(), "é".to_owned()], &mut bytes);
        let mut reader = Reader::new(&bytes);
        for value in [0, 127, 128, 300, u32::MAX] {
            assert_eq!(reader.leb128(), Ok(value));
        }
        assert_eq!(reader.texts().unwrap(), ["kata", "", "é"]);
        assert_eq!(reader.u8(), Err(ModelError::Damaged { at: bytes.len() }));
    }
}
