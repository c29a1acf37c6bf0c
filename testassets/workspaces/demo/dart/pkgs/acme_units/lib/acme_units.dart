/// A length in metres.
extension type const Length(double metres) {}
