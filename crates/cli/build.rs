//! Builds the crate anew when a named question is added or removed; changed files are noticed without this.

fn main() {
    println!("cargo::rerun-if-changed=../../queries");
}
