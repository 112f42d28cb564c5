//! A new SQL file must be seen by the next build.

fn main() {
    println!("cargo:rerun-if-changed=sql");
}
