//! Starts the app; everything else is in the library, where it can be tested.
fn main() {
    app::start();
}
