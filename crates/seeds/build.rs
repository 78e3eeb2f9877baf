//! Builds the crate anew when a file of `seeds/` is added or removed; changed files are noticed without this.

fn main() {
    println!("cargo::rerun-if-changed=../../seeds");
}
