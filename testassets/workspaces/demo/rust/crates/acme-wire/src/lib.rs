//! Sends frames.

/// Writes one frame.
pub fn send(content: &[u8], to: &mut impl std::io::Write) -> std::io::Result<()> {
    to.write_all(&acme_codec::frame(content))
}
