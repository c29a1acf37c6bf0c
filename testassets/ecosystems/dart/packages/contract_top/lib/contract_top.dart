import 'package:contract_base/contract_base.dart';

const twice = 2 * value;
