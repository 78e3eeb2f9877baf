//! The bytes of a network: little-endian; weights of one byte, scales and biases as 32-bit floats.

use crate::input::{MAX_BUCKETS, Vocabulary};
use crate::kernel::{MAX_WIDTH, Weights};
use crate::net::{Direction, Layer, Net, Table};
use crate::shape::{Labels, Shape};

/// Bytes that are no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the network is damaged at byte {at}")]
pub struct NetError {
    /// Position in the bytes given.
    pub at: usize,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn error(&self) -> NetError {
        NetError { at: self.at }
    }

    fn take(&mut self, n: usize) -> Result<&'a [u8], NetError> {
        let end = self.at.checked_add(n).ok_or(self.error())?;
        let bytes = self.bytes.get(self.at..end).ok_or(self.error())?;
        self.at = end;
        Ok(bytes)
    }

    fn u32(&mut self) -> Result<u32, NetError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// A size, within a limit.
    fn size(&mut self, limit: usize) -> Result<usize, NetError> {
        let n = self.u32()? as usize;
        if n <= limit { Ok(n) } else { Err(self.error()) }
    }

    fn keys(&mut self) -> Result<Vec<u32>, NetError> {
        let n = self.size(1 << 24)?;
        let bytes = self.take(4 * n)?;
        Ok(bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn floats(&mut self, n: usize) -> Result<Vec<f32>, NetError> {
        let bytes = self.take(n.checked_mul(4).ok_or(self.error())?)?;
        Ok(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn table(&mut self, rows: usize, width: usize) -> Result<Table, NetError> {
        let scales = self.floats(rows)?;
        let bytes = self.take(rows.checked_mul(width).ok_or(self.error())?)?;
        Ok(Table { width, values: bytes.iter().map(|b| *b as i8).collect(), scales })
    }

    fn weights(&mut self, rows: usize, width: usize) -> Result<Weights, NetError> {
        let Table { values, scales, .. } = self.table(rows, width)?;
        Ok(Weights::new(width, &values, scales))
    }

    fn layer(&mut self, rows: usize, width: usize) -> Result<Layer, NetError> {
        Ok(Layer { weights: self.weights(rows, width)?, bias: self.floats(rows)? })
    }
}

impl Net {
    /// Reads a network.
    ///
    /// # Errors
    /// [`NetError`] where the bytes are not those that training wrote, were cut short or go on.
    pub fn from_bytes(bytes: &[u8]) -> Result<Net, NetError> {
        let r = &mut Reader { bytes, at: 0 };
        let vector = r.size(MAX_WIDTH)?;
        let (input, hidden) = (r.size(MAX_WIDTH)?, r.size(MAX_WIDTH / 2)?);
        let (layers, arc, relation) = (r.size(8)?, r.size(MAX_WIDTH)?, r.size(MAX_WIDTH)?);
        let [tags, bundles, relations, names] = [r.size(255)?, r.size(4_096)?, r.size(255)?, r.size(255)?];
        let labels = Labels { tags, bundles, relations, names };
        // inputs are multiplied in pairs
        let odd = [vector, input, hidden, arc, relation].iter().any(|width| width % 2 == 1);
        if odd || [vector, input, hidden, layers, arc, relation, tags, relations].contains(&0) {
            return Err(r.error());
        }
        let buckets = r.size(MAX_BUCKETS)? as u32;
        let (forms, vectors, listed) = (r.keys()?, r.keys()?, r.keys()?);
        let lists = r.take(listed.len())?.to_vec();
        let vocabulary = Vocabulary { forms, vectors, listed, lists, buckets };
        let (features, vectors) = (vocabulary.n_features(), vocabulary.vectors.len() + 1);
        let shape = Shape { features, vectors, vector, input, hidden, layers, arc, relation, labels };
        let net = Net {
            shape,
            features: r.table(features, input)?,
            vectors: r.table(vectors, vector)?,
            projection: r.weights(input, vector)?,
            recurrent: (0..2 * layers)
                .map(|k| {
                    let input = r.layer(4 * hidden, shape.layer_input(k / 2))?;
                    Ok(Direction { input, state: r.weights(4 * hidden, hidden)? })
                })
                .collect::<Result<_, NetError>>()?,
            views: r.layer(shape.views(), shape.context())?,
            root: r.floats(arc + relation)?,
            arcs: r.layer(arc, arc)?,
            relations: r.weights(relations * relation, relation)?,
            relations_dependent: r.layer(relations, relation)?,
            relations_head: r.weights(relations, relation)?,
            labels: r.layer(tags + bundles + names, shape.context())?,
            vocabulary,
        };
        if r.at == bytes.len() { Ok(net) } else { Err(r.error()) }
    }

    /// The bytes that [`Net::from_bytes`] reads.
    #[cfg(any(test, feature = "train"))]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let Shape { vector, input, hidden, layers, arc, relation, labels, .. } = self.shape;
        let Labels { tags, bundles, relations, names } = labels;
        let buckets = self.vocabulary.buckets as usize;
        for size in [vector, input, hidden, layers, arc, relation, tags, bundles, relations, names, buckets] {
            out.extend((size as u32).to_le_bytes());
        }
        for keys in [&self.vocabulary.forms, &self.vocabulary.vectors, &self.vocabulary.listed] {
            out.extend((keys.len() as u32).to_le_bytes());
            keys.iter().for_each(|key| out.extend(key.to_le_bytes()));
        }
        out.extend(&self.vocabulary.lists);
        for table in [&self.features, &self.vectors] {
            floats(&table.scales, &mut out);
            out.extend(table.values.iter().map(|v| *v as u8));
        }
        weights(&self.projection, &mut out);
        for direction in &self.recurrent {
            layer(&direction.input, &mut out);
            weights(&direction.state, &mut out);
        }
        layer(&self.views, &mut out);
        floats(&self.root, &mut out);
        layer(&self.arcs, &mut out);
        weights(&self.relations, &mut out);
        layer(&self.relations_dependent, &mut out);
        weights(&self.relations_head, &mut out);
        layer(&self.labels, &mut out);
        out
    }
}

#[cfg(any(test, feature = "train"))]
fn floats(values: &[f32], out: &mut Vec<u8>) {
    values.iter().for_each(|v| out.extend(v.to_le_bytes()));
}

#[cfg(any(test, feature = "train"))]
fn weights(weights: &Weights, out: &mut Vec<u8>) {
    floats(&weights.scales, out);
    out.extend(weights.rows().into_iter().map(|v| v as u8));
}

#[cfg(any(test, feature = "train"))]
fn layer(layer: &Layer, out: &mut Vec<u8>) {
    weights(&layer.weights, out);
    floats(&layer.bias, out);
}
