//! From the key of a feature to where its weights are: one line of the cache and, mostly, no branch.

/// A hash table of keys, which are hashes already: the home of a key is its value scaled to the number of buckets.
/// Keys are entered in ascending order, and what a bucket has no place for goes to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    buckets: Vec<Bucket>,
    homes: u64,
    /// Number of keys in the last bucket, while they are entered.
    used: usize,
}

/// Keys and where their rows are; 0 where there is none. Fills a line of the cache of 64 bytes.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket {
    keys: [u32; KEYS],
    rows: [u32; KEYS],
}

/// Places in a bucket.
const KEYS: usize = 8;
/// How many keys a bucket has on average.
const LOAD: u64 = 5;

impl Lookup {
    /// A table for so many keys.
    pub(super) fn new(n_keys: usize) -> Self {
        let homes = n_keys as u64 / LOAD + 1;
        Lookup { buckets: Vec::with_capacity(homes as usize + 2), homes, used: KEYS }
    }

    /// Enters a key that is higher than all before.
    #[inline]
    pub(super) fn enter(&mut self, key: u32, row: u32) {
        let home = home(key, self.homes);
        if self.used == KEYS || home >= self.buckets.len() {
            self.buckets.resize(home.max(self.buckets.len()) + 1, Bucket::default());
            self.used = 0;
        }
        if let Some(bucket) = self.buckets.last_mut() {
            bucket.keys[self.used] = key;
            bucket.rows[self.used] = row;
        }
        self.used += 1;
    }

    /// Adds the buckets at the end that are empty, at least one, so that every search ends.
    pub(super) fn finish(&mut self) {
        self.buckets.resize((self.homes as usize).max(self.buckets.len()) + 1, Bucket::default());
    }

    /// Where the row of a key is, 0 where there is none.
    #[inline]
    pub(super) fn row(&self, key: u32) -> u32 {
        let mut at = home(key, self.homes);
        let Some(mut bucket) = self.buckets.get(at) else { return 0 };
        let mut row = bucket.row(key);
        // not &&: one branch that is rarely taken instead of two
        while (row == 0) & (bucket.rows[KEYS - 1] != 0) {
            at += 1;
            bucket = &self.buckets[at];
            row = bucket.row(key);
        }
        row
    }
}

impl Bucket {
    /// The row of a key, 0 where it is not in this bucket. Written so that the compiler takes no branch.
    #[inline]
    fn row(&self, key: u32) -> u32 {
        let mut row = 0;
        for i in 0..KEYS {
            row |= self.rows[i] & u32::from(self.keys[i] == key).wrapping_neg();
        }
        row
    }
}

#[inline]
fn home(key: u32, homes: u64) -> usize {
    ((u64::from(key) * homes) >> 32) as usize
}
