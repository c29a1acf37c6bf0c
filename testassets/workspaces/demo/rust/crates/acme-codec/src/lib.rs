//! Frames of the Acme wire format.

/// A frame is its length in one byte, and its content.
pub fn frame(content: &[u8]) -> Vec<u8> {
    let mut frame = vec![content.len() as u8];
    frame.extend_from_slice(content);
    frame
}
