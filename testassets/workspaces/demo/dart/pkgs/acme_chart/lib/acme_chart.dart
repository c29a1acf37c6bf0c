import 'package:acme_units/acme_units.dart';

/// The longest axis.
const Length longest = Length(42);
